"""The wall of the hall: the code of the room, and who is in."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.attendance.models.sessions import Meeting
from app.attendance.queries.finding import meeting_or_404
from app.core.permissions import Permission
from app.web.gate import requires

bp = Blueprint("projector", __name__, template_folder="../templates")


@bp.get("/meetings/<int:meeting_id>/projector")
@requires(Permission.ATTENDANCE_RECORD, load=meeting_or_404)
def show(_meeting: Meeting) -> str:
    return ""


@bp.get("/meetings/<int:meeting_id>/live")
@requires(Permission.ATTENDANCE_RECORD, load=meeting_or_404)
def live(_meeting: Meeting) -> ResponseReturnValue:
    return {}
