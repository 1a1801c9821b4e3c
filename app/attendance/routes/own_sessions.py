"""What somebody is invited to: signing up, withdrawing, and the own calendar's address."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.attendance.delivery import deliver_soon
from app.attendance.models.sessions import TrainingSession
from app.attendance.plan_refusals import SessionEnded
from app.attendance.queries.feeds import own_token
from app.attendance.queries.finding import session_or_404
from app.attendance.queries.own import own_sessions
from app.attendance.services import sign_ups
from app.attendance.services.sign_ups import SessionBegun
from app.attendance.wording import own as wording
from app.attendance.wording.calendars import address
from app.core import clock
from app.core.db import transaction
from app.core.permissions import Permission
from app.web.gate import actor, requires

bp = Blueprint("own_sessions", __name__, url_prefix="/my-sessions", template_folder="../templates")


@bp.get("")
@requires(Permission.SESSION_JOIN)
def index() -> str:
    """Live trainings that one is invited to, and the way to have them in a calendar."""
    now, person_id = clock.now(), _own_id()
    return render_template(
        "own_sessions/index.html",
        found=own_sessions(person_id, now),
        now=now,
        feed=address("calendar.feed", token=own_token(person_id)),
        wording=wording,
    )


@bp.post("/<int:session_id>/join")
@requires(Permission.SESSION_JOIN, load=session_or_404)
def join(session: TrainingSession) -> Response:
    """There is a seat, or a place in line."""
    try:
        with transaction():
            place = sign_ups.join(session, _own_id(), by=actor(), at=clock.now())
    except (SessionEnded, SessionBegun) as refusal:
        flash(wording.refused(refusal), "error")
    else:
        flash(wording.joined(place, session.title))
    return redirect(url_for("own_sessions.index"))


@bp.post("/<int:session_id>/withdraw")
@requires(Permission.SESSION_JOIN, load=session_or_404)
def withdraw(session: TrainingSession) -> Response:
    """The seat is somebody else's, who is told by mail."""
    try:
        with transaction():
            sign_ups.withdraw(session, _own_id(), by=actor(), at=clock.now())
            deliver_soon(by=actor())
    except (SessionEnded, SessionBegun) as refusal:
        flash(wording.refused(refusal), "error")
    else:
        flash(wording.withdrawn(session.title))
    return redirect(url_for("own_sessions.index"))


def _own_id() -> int:
    return actor().person_id or 0  # the gate lets only persons in
