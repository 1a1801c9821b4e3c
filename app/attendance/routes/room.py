"""A teacher's own phone: the code of the room becomes a receipt, and the receipt a check-in."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.core.permissions import Permission
from app.web.gate import public, requires

bp = Blueprint("room", __name__, template_folder="../templates")


@bp.route("/o", methods=["GET", "POST"])
@public
def ask() -> ResponseReturnValue:
    return ""


@bp.get("/o/<token>")
@public
def exchange(token: str) -> ResponseReturnValue:
    return token


@bp.route("/here", methods=["GET", "POST"])
@requires(Permission.SESSION_JOIN)
def confirm() -> ResponseReturnValue:
    return ""


@bp.get("/here/done")
@requires(Permission.SESSION_JOIN)
def done() -> ResponseReturnValue:
    return ""
