"""The sheet of a meeting that people sign, and its marks afterwards."""

from flask import Blueprint

from app.attendance.models.sessions import Meeting
from app.attendance.queries.finding import meeting_or_404
from app.core.permissions import Permission
from app.web.gate import requires

bp = Blueprint("paper", __name__, template_folder="../templates")


@bp.get("/meetings/<int:meeting_id>/sheet.pdf")
@requires(Permission.ATTENDANCE_RECORD, load=meeting_or_404)
def sheet(meeting: Meeting) -> str:
    """The sheet to sign."""
    return meeting.session.title


@bp.route("/meetings/<int:meeting_id>/paper", methods=["GET", "POST"])
@requires(Permission.ATTENDANCE_RECORD, load=meeting_or_404)
def entry(meeting: Meeting) -> str:
    """Marks of the signed sheet become check-ins."""
    return meeting.session.title
