"""What somebody is invited to: signing up, withdrawing, and the own calendar's address."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.finding import session_or_404
from app.core.permissions import Permission
from app.web.gate import requires

bp = Blueprint("own_sessions", __name__, url_prefix="/my-sessions", template_folder="../templates")


@bp.get("")
@requires(Permission.SESSION_JOIN)
def index() -> str:
    return ""


@bp.post("/<int:session_id>/join")
@requires(Permission.SESSION_JOIN, load=session_or_404)
def join(_session: TrainingSession) -> Response:
    return redirect(url_for("own_sessions.index"))


@bp.post("/<int:session_id>/withdraw")
@requires(Permission.SESSION_JOIN, load=session_or_404)
def withdraw(_session: TrainingSession) -> Response:
    return redirect(url_for("own_sessions.index"))
