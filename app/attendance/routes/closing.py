"""A session is closed: what it earned is shown first, then written down."""

from flask import Blueprint, render_template

from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.finding import session_or_404
from app.core.permissions import Permission
from app.web.gate import requires

bp = Blueprint("closing", __name__, template_folder="../templates")


@bp.get("/sessions/<int:session_id>/close")
@requires(Permission.ATTENDANCE_RECORD, load=session_or_404)
def show(subject: TrainingSession) -> str:
    """Who earns credit and who does not, before anything is written."""
    return render_template("closing/show.html", session=subject)
