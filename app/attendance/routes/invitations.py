"""Who is invited to a session, and who has a seat."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.finding import session_or_404
from app.core.permissions import Permission
from app.web.gate import requires

bp = Blueprint("invitations", __name__, template_folder="../templates")


@bp.route("/sessions/<int:session_id>/invited", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT, load=session_or_404)
def edit(session: TrainingSession) -> ResponseReturnValue:
    return session.title


@bp.post("/sessions/<int:session_id>/invited/people")
@requires(Permission.SESSION_EDIT, load=session_or_404)
def add_person(session: TrainingSession) -> ResponseReturnValue:
    return session.title


@bp.post("/sessions/<int:session_id>/invited/people/<int:person_id>/remove")
@requires(Permission.SESSION_EDIT, load=lambda session_id, **_more: session_or_404(session_id))
def remove_person(session: TrainingSession) -> ResponseReturnValue:
    return session.title
