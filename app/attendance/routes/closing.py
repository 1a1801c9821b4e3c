"""A session is closed: what it earned is shown first, then written down."""

from datetime import datetime

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.attendance.forms.closing import ClosingForm
from app.attendance.models.sessions import Meeting, TrainingSession
from app.attendance.queries.closing import obstacle_to, plan_of
from app.attendance.queries.finding import session_or_404
from app.attendance.services import closing as services
from app.attendance.services.closing import CannotClose, NotSeen, Outdated, Seen
from app.attendance.wording import closing as wording
from app.attendance.wording.paper_list import PolishPrinter
from app.core import clock
from app.core.db import transaction
from app.core.permissions import Permission
from app.core.settings import Settings
from app.web.gate import actor, requires

bp = Blueprint("closing", __name__, template_folder="../templates")


@bp.route("/sessions/<int:session_id>/close", methods=["GET", "POST"])
@requires(Permission.ATTENDANCE_RECORD, load=session_or_404)
def show(session: TrainingSession) -> str | Response:
    """Who earns credit and who does not; closed as it was shown, or shown anew."""
    form = ClosingForm()
    if form.validate_on_submit():
        try:
            flash(wording.closed_sentence(_close(session, form)), "success")
            return redirect(url_for("closing.show", session_id=session.id))
        except NotSeen as many:
            form.reject(form.is_read, wording.not_seen_sentence(many.size))
        except (CannotClose, Outdated) as why:
            flash(wording.refusal(why, _last_end(session)), "warning")
            return redirect(url_for("closing.show", session_id=session.id))
    return _preview(session, form)


def _close(session: TrainingSession, form: ClosingForm) -> services.Closed:
    settings: Settings = current_app.extensions["settings"]
    seen = Seen(form.fingerprint.data or "", bool(form.is_read.data), settings.mass_limit)
    with transaction():
        printer = PolishPrinter(settings.base_url)
        return services.close(session, seen, labels=printer, by=actor(), at=clock.now())


def _preview(session: TrainingSession, form: ClosingForm) -> str:
    settings: Settings = current_app.extensions["settings"]
    plan = plan_of(session)
    form.fingerprint.data = plan.fingerprint
    return render_template(
        "closing/show.html",
        session=session,
        plan=plan,
        obstacle=obstacle_to(session, plan, clock.now()),
        ends_at=_last_end(session),
        under_way=_under_way(session),
        asks_to_read=plan.size > settings.mass_limit,
        form=form,
        wording=wording,
    )


def _under_way(session: TrainingSession) -> Meeting | None:
    now = clock.now()
    return next((one for one in session.meetings if one.starts_at <= now < one.ends_at), None)


def _last_end(session: TrainingSession) -> datetime | None:
    return max((one.ends_at for one in session.meetings), default=None)
