"""Meetings of a session: one more, moved, taken off."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.attendance.delivery import deliver_soon
from app.attendance.forms.meetings import MassForm, MoveForm, WhenForm
from app.attendance.models.notices import NoticeKind
from app.attendance.models.sessions import Meeting, TrainingSession
from app.attendance.queries.finding import meeting_or_404, session_or_404
from app.attendance.queries.invited import recipients
from app.attendance.routes.asking import appointment_of
from app.attendance.routes.saving import done, ended, mass_limit, saved
from app.attendance.services import meetings as services
from app.attendance.services.ending import end_now
from app.attendance.wording import guests as wording
from app.attendance.wording.sessions import when
from app.core import clock
from app.core.permissions import Permission
from app.web.gate import actor, requires

bp = Blueprint("meetings", __name__, template_folder="../templates")


@bp.route("/sessions/<int:session_id>/meetings/new", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT, load=session_or_404)
def new(session: TrainingSession) -> ResponseReturnValue:
    """The session meets once more; the place of the last meeting is proposed."""
    if back := ended(session):
        return back
    last = session.meetings[-1]
    form = WhenForm(data={"place": last.place, "link": last.link})
    meeting = saved(
        form, lambda: services.add(session, form.appointment(), by=actor(), at=clock.now())
    )
    if meeting is not None:
        flash(_("The session has one meeting more. Nobody was mailed."), "success")
        return redirect(url_for("sessions.show", session_id=session.id))
    return render_template("meetings/new.html", form=form, session=session)


@bp.route("/meetings/<int:meeting_id>/edit", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT, load=meeting_or_404)
def edit(meeting: Meeting) -> ResponseReturnValue:
    """The meeting is moved; how many people get a mail stands there before."""
    session = meeting.session
    if back := ended(session):
        return back
    form, limit = MoveForm(data=appointment_of(meeting)), mass_limit()
    told = saved(form, lambda: _moved(meeting, form, limit))
    if told is not None:
        flash(wording.moved_sentence(told), "success")
        return redirect(url_for("sessions.show", session_id=session.id))
    return render_template(
        "meetings/edit.html",
        form=form,
        meeting=meeting,
        session=session,
        recipients=recipients(session, NoticeKind.MOVED, clock.now()),
        limit=limit,
        wording=wording,
    )


@bp.route("/meetings/<int:meeting_id>/remove", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT, load=meeting_or_404)
def remove(meeting: Meeting) -> ResponseReturnValue:
    """The session meets once less; who gets a mail stands there before."""
    session = meeting.session
    if back := ended(session):
        return back
    form, limit = MassForm(), mass_limit()
    told = saved(form, lambda: _removed(meeting, form, limit))
    if told is not None:
        flash(wording.removed_sentence(told), "success")
        return redirect(url_for("sessions.show", session_id=session.id))
    return render_template(
        "meetings/remove.html",
        form=form,
        meeting=meeting,
        session=session,
        recipients=recipients(session, NoticeKind.MOVED, clock.now()),
        limit=limit,
        wording=wording,
        when=when,
    )


@bp.post("/meetings/<int:meeting_id>/end")
@requires(Permission.ATTENDANCE_RECORD, load=meeting_or_404)
def end(meeting: Meeting) -> ResponseReturnValue:
    """The meeting ended before its time, and the session may be closed."""
    done(
        lambda: end_now(meeting, by=actor(), at=clock.now()),
        _("The meeting has ended. Nobody was mailed."),
    )
    return redirect(url_for("closing.show", session_id=meeting.session_id))


def _moved(meeting: Meeting, form: MoveForm, limit: int) -> int:
    at_most = None if form.seen.data else limit
    wanted, now = form.appointment(), clock.now()
    told = services.move(meeting, wanted, mails_at_most=at_most, by=actor(), at=now)
    deliver_soon(by=actor())
    return told


def _removed(meeting: Meeting, form: MassForm, limit: int) -> int:
    at_most = None if form.seen.data else limit
    told = services.remove(meeting, mails_at_most=at_most, by=actor(), at=clock.now())
    deliver_soon(by=actor())
    return told
