"""Pages of the accounts feature."""

from flask import Blueprint, render_template

from app.core.permissions import Permission
from app.web.gate import public, requires

bp = Blueprint("accounts", __name__, url_prefix="/accounts", template_folder="templates")


@bp.get("/sign-in")
@public
def sign_in() -> str:
    """The sign-in form."""
    return render_template("error.html", status=200, what="", now="")


@bp.get("/")
@requires(Permission.ACCOUNT_READ)
def index() -> str:
    return ""
