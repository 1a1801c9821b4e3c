"""Meetings of a session: one more, moved, taken off."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.attendance.models.sessions import Meeting, TrainingSession
from app.attendance.queries.finding import meeting_or_404, session_or_404
from app.core.permissions import Permission
from app.web.gate import requires

bp = Blueprint("meetings", __name__, template_folder="../templates")


@bp.route("/sessions/<int:session_id>/meetings/new", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT, load=session_or_404)
def new(session: TrainingSession) -> ResponseReturnValue:
    return session.title


@bp.route("/meetings/<int:meeting_id>/edit", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT, load=meeting_or_404)
def edit(meeting: Meeting) -> ResponseReturnValue:
    return meeting.place


@bp.post("/meetings/<int:meeting_id>/remove")
@requires(Permission.SESSION_EDIT, load=meeting_or_404)
def remove(meeting: Meeting) -> ResponseReturnValue:
    return meeting.place
