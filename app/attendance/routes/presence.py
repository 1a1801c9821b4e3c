"""The trainer's page of one meeting: who is in, who was refused, and what was corrected."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from app.attendance.models.sessions import Meeting
from app.attendance.queries.finding import meeting_or_404
from app.core.permissions import Permission
from app.web.gate import requires

bp = Blueprint("presence", __name__, template_folder="../templates")


@bp.get("/meetings/<int:meeting_id>")
@requires(Permission.SESSION_READ, load=meeting_or_404)
def show(meeting: Meeting) -> str:
    return ""


@bp.get("/meetings/<int:meeting_id>/find")
@requires(Permission.ATTENDANCE_RECORD, load=meeting_or_404)
def find(meeting: Meeting) -> str:
    return ""


@bp.post("/meetings/<int:meeting_id>/check-in")
@requires(Permission.ATTENDANCE_RECORD, load=meeting_or_404)
def check_in(meeting: Meeting) -> ResponseReturnValue:
    return redirect(url_for("presence.show", meeting_id=meeting.id))


@bp.route("/meetings/<int:meeting_id>/people/<int:person_id>", methods=["GET", "POST"])
@requires(Permission.ATTENDANCE_RECORD, load=lambda meeting_id, **_more: meeting_or_404(meeting_id))
def correct(meeting: Meeting) -> ResponseReturnValue:
    return ""


@bp.get("/meetings/<int:meeting_id>/presence.<any(csv, xlsx):ending>")
@requires(Permission.SESSION_READ, load=lambda meeting_id, **_more: meeting_or_404(meeting_id))
def table(meeting: Meeting) -> str:
    return ""
