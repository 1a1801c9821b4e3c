"""Sessions: the list, one session's page, planning, changing, cancelling."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.finding import session_or_404
from app.core.permissions import Permission
from app.web.gate import requires

bp = Blueprint("sessions", __name__, url_prefix="/sessions", template_folder="../templates")


@bp.get("/")
@requires(Permission.SESSION_LIST_READ)
def index() -> str:
    return ""


@bp.get("/table.<any(csv, xlsx):ending>")
@requires(Permission.SESSION_LIST_READ)
def table(ending: str) -> str:
    return ending


@bp.get("/<int:session_id>")
@requires(Permission.SESSION_READ, load=session_or_404)
def show(session: TrainingSession) -> str:
    return session.title


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.SESSION_PLAN)
def new() -> ResponseReturnValue:
    return ""


@bp.route("/<int:session_id>/edit", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT, load=session_or_404)
def edit(session: TrainingSession) -> ResponseReturnValue:
    return session.title


@bp.route("/<int:session_id>/cancel", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT, load=session_or_404)
def cancel(session: TrainingSession) -> ResponseReturnValue:
    return session.title
