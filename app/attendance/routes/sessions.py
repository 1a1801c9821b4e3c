"""Sessions: the list, one session's page, planning, changing, cancelling."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.attendance.delivery import deliver_soon
from app.attendance.forms.meetings import CancelForm
from app.attendance.forms.sessions import PlanForm, SessionForm
from app.attendance.models.notices import NoticeKind
from app.attendance.models.sessions import TrainingSession
from app.attendance.queries import people_of
from app.attendance.queries.finding import session_or_404
from app.attendance.queries.invited import recipients
from app.attendance.queries.session_view import view_of
from app.attendance.queries.sessions import SessionFilter, every_session, sessions_page
from app.attendance.routes import asking
from app.attendance.routes.saving import ended, mass_limit, saved
from app.attendance.services import meetings, planning
from app.attendance.wording import guests as guest_wording
from app.attendance.wording import sessions as wording
from app.core import clock
from app.core.permissions import Permission
from app.web.downloads import TABLE_FORMATS
from app.web.gate import actor, requires
from app.web.pagination import page_number

bp = Blueprint("sessions", __name__, url_prefix="/sessions", template_folder="../templates")


@bp.get("/")
@requires(Permission.SESSION_LIST_READ)
def index() -> str:
    """What lies ahead first, the soonest on top, then what is past."""
    form, asked = asking.asked_sessions()
    return render_template(
        "sessions/index.html",
        form=form,
        is_narrowed=asked != SessionFilter(words=asked.words),
        page=sessions_page(actor(), asked, page_number(), clock.now()),
        wording=wording,
    )


@bp.get("/table.<any(csv, xlsx):ending>")
@requires(Permission.SESSION_LIST_READ)
def table(ending: str) -> Response:
    """The same as CSV or XLSX."""
    _form, asked = asking.asked_sessions()
    rows = map(wording.cells, every_session(actor(), asked, clock.now()))
    return TABLE_FORMATS[ending](_("Sessions"), wording.headers(), rows)


@bp.get("/<int:session_id>")
@requires(Permission.SESSION_READ, load=session_or_404)
def show(session: TrainingSession) -> str:
    """One session: when, where, who leads it, who is expected, and what comes next."""
    now = clock.now()
    return render_template(
        "sessions/show.html",
        session=session,
        seen=view_of(session, actor(), now),
        now=now,
        wording=wording,
    )


@bp.get("/<int:session_id>/people")
@requires(Permission.SESSION_READ, load=session_or_404)
def people(session: TrainingSession) -> str:
    """Who is expected, who has a seat and who waits, by name."""
    meeting = people_of.next_meeting(session, clock.now())
    paths = people_of.people_paths(session, actor())
    return render_template(
        "sessions/people.html",
        session=session,
        meeting=meeting,
        page=people_of.guests_page(session, meeting.day, paths, page_number()),
        is_whole="" in paths,
        wording=guest_wording,
    )


@bp.get("/<int:session_id>/people.<any(csv, xlsx):ending>")
@requires(Permission.SESSION_READ, load=lambda session_id, **_more: session_or_404(session_id))
def people_table(session: TrainingSession) -> Response:
    """The same people as CSV or XLSX."""
    day = people_of.next_meeting(session, clock.now()).day
    paths = people_of.people_paths(session, actor())
    rows = map(guest_wording.guest_cells, people_of.every_guest(session, day, paths))
    download = TABLE_FORMATS[(request.view_args or {})["ending"]]
    return download(session.title, guest_wording.guest_headers(), rows)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.SESSION_PLAN)
def new() -> ResponseReturnValue:
    """A session is planned with its first meeting; whom to invite comes next."""
    form = PlanForm(data=asking.suggested())
    asking.offer(form)
    session = saved(form, lambda: _planned(form))
    if session is not None:
        flash(_("The session is planned. Now choose who is invited."), "success")
        return redirect(url_for("invitations.edit", session_id=session.id))
    return render_template("sessions/new.html", form=form)


@bp.route("/<int:session_id>/edit", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT, load=session_or_404)
def edit(session: TrainingSession) -> ResponseReturnValue:
    """All about the session is changed, except when and where it meets."""
    if back := ended(session):
        return back
    form = SessionForm(data=asking.stored(session))
    asking.offer(form, session)
    if saved(form, lambda: _changed(session, form)):
        flash(_("The changes are saved."), "success")
        return redirect(url_for("sessions.show", session_id=session.id))
    return render_template("sessions/edit.html", form=form, session=session)


@bp.route("/<int:session_id>/cancel", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT, load=session_or_404)
def cancel(session: TrainingSession) -> ResponseReturnValue:
    """The session does not take place; how many people get a mail stands there before."""
    if back := ended(session):
        return back
    form, limit = CancelForm(), mass_limit()
    told = saved(form, lambda: _cancelled(session, form, limit))
    if told is not None:
        flash(guest_wording.cancelled_sentence(told), "success")
        return redirect(url_for("sessions.show", session_id=session.id))
    return render_template(
        "sessions/cancel.html",
        form=form,
        session=session,
        recipients=recipients(session, NoticeKind.CANCELLED, clock.now()),
        limit=limit,
        wording=guest_wording,
    )


def _planned(form: PlanForm) -> TrainingSession:
    now = clock.now()
    session = planning.plan(asking.wanted(form), by=actor(), at=now)
    meetings.add(session, form.appointment(), by=actor(), at=now)
    return session


def _changed(session: TrainingSession, form: SessionForm) -> bool:
    planning.change(session, asking.wanted(form), by=actor(), at=clock.now())
    deliver_soon(by=actor())
    return True


def _cancelled(session: TrainingSession, form: CancelForm, limit: int) -> int:
    told = planning.cancel(
        session,
        form.reason.data or "",
        mails_at_most=None if form.seen.data else limit,
        by=actor(),
        at=clock.now(),
    )
    deliver_soon(by=actor())
    return told
