"""Sessions as calendars read them: one as a file, and everybody's own as an address."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.finding import session_or_404
from app.core.permissions import Permission
from app.web.gate import public, requires

bp = Blueprint("calendar", __name__)


@bp.get("/sessions/<int:session_id>.ics")
@requires(Permission.SESSION_READ, load=session_or_404)
def session(_session: TrainingSession) -> str:
    return ""


@bp.get("/calendar/<token>.ics")
@public
def feed(token: str) -> str:
    return token


@bp.post("/my-sessions/calendar/replace")
@requires(Permission.SESSION_JOIN)
def replace() -> Response:
    return redirect(url_for("own_sessions.index"))
