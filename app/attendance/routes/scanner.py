"""The scanner: pages that open without a network, what they keep, and what keeps them."""

from flask import Blueprint

from app.attendance.models.sessions import Meeting
from app.attendance.queries.finding import meeting_or_404
from app.core.permissions import Permission
from app.web.gate import public, requires

bp = Blueprint("scanner", __name__, url_prefix="/scanner", template_folder="../templates")


@bp.get("/")
@public
def index() -> str:
    """The meetings that this phone keeps; the phone itself fills the list in."""
    return ""


@bp.get("/<int:meeting_id>")
@requires(Permission.ATTENDANCE_RECORD, load=meeting_or_404)
def show(meeting: Meeting) -> str:
    """Scans badges for one meeting, with a network or without."""
    return meeting.session.title


@bp.get("/<int:meeting_id>/roster")
@requires(Permission.ATTENDANCE_RECORD, load=meeting_or_404)
def roster(meeting: Meeting) -> dict[str, object]:
    """Everybody whom the phone is to know by name."""
    return {"meeting": meeting.id}


@bp.get("/worker.js")
@public
def worker() -> str:
    """What keeps the pages of the scanner on the phone."""
    return ""


@bp.get("/manifest.webmanifest")
@public
def manifest() -> dict[str, object]:
    """What the scanner is called, and how it looks, on the home screen of a phone."""
    return {}
