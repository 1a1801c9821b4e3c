"""The landing page of each role, the log, and the switch of languages."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from app.core.permissions import Permission
from app.web.gate import public, requires
from app.web.languages import COOKIE, LANGUAGES

bp = Blueprint("home", __name__, template_folder="templates")
demo_bp = Blueprint("demo", __name__, url_prefix="/demo", template_folder="templates")

_YEAR_SECONDS = 365 * 24 * 3600


@bp.get("/")
@requires(Permission.HOME_READ)
def index() -> str:
    return ""


@bp.get("/log")
@requires(Permission.AUDIT_READ)
def log() -> str:
    return ""


@bp.post("/language")
@public
def switch_language() -> Response:
    """The browser keeps the chosen language and returns to the page it came from."""
    response = redirect(_own_address(request.form.get("next", "")))
    language = request.form.get("language", "")
    if language in LANGUAGES:
        response.set_cookie(COOKIE, language, max_age=_YEAR_SECONDS, httponly=True, samesite="Lax")
    return response


def _own_address(address: str) -> str:
    """`address` if it leads back to us, else the home page."""
    parts = urlsplit(address)
    ours = address.startswith("/") and not parts.scheme and not parts.netloc and "\\" not in address
    return address if ours else url_for("home.index")
