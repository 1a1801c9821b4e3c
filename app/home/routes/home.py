"""The landing page of each role, the log, and the switch of languages."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.attendance.wording import own as sessions
from app.core import clock
from app.core.errors import NotFound
from app.core.permissions import Permission
from app.home import queries, wording
from app.home.tasks import desk_of
from app.people.models import Unit
from app.people.queries.units import top_unit
from app.web.downloads import TABLE_FORMATS, Rows
from app.web.gate import actor, public, requires
from app.web.languages import COOKIE, LANGUAGES
from app.web.own_paths import own_path
from app.web.pagination import page_number
from certificates.wording import register as certificates
from courses.wording import learning as courses

bp = Blueprint("home", __name__, template_folder="../templates")

_YEAR_SECONDS = 365 * 24 * 3600


def whole_tree(**_values: str) -> Unit:
    """The root: the log is for those who oversee everything it speaks of."""
    return top_unit(("",))


@bp.get("/")
@requires(Permission.HOME_READ)
def index() -> str:
    """What the actor does now."""
    return render_template(
        "home/index.html",
        desk=desk_of(actor()),
        now=clock.now(),
        wording=courses,
        certificate_wording=certificates,
        session_wording=sessions,
    )


@bp.get("/log")
@requires(Permission.AUDIT_READ, load=whole_tree)
def log(_root: Unit) -> str:
    """Who changed what, the newest first."""
    area = _chosen_area()
    return render_template(
        "home/log.html", page=queries.log_page(area, page_number()), area=area, wording=wording
    )


@bp.get("/log.<ending>")
@requires(Permission.AUDIT_READ, load=whole_tree)
def log_table(_root: Unit) -> Response:
    """The whole log as a file."""
    ending = (request.view_args or {})["ending"]
    if ending not in TABLE_FORMATS:
        raise NotFound
    headers = [
        _("Number"),
        _("When"),
        _("Who"),
        _("What"),
        _("About"),
        _("Correction"),
        _("Reason"),
    ]
    return TABLE_FORMATS[ending](_("log") + f".{ending}", headers, _log_rows())


def _log_rows() -> Rows:
    for entry in queries.log_entries(_chosen_area()):
        what = wording.action(entry.action)
        correction = _("yes") if entry.is_correction else ""
        about = entry.subject_label
        yield [entry.id, entry.at, entry.actor_name, what, about, correction, entry.reason]


@bp.post("/language")
@public
def switch_language() -> Response:
    """The browser keeps the chosen language and returns to the page it came from."""
    came_from = urlsplit(request.referrer or "")
    here = came_from._replace(scheme="", netloc="", fragment="").geturl()
    is_ours = came_from.netloc == request.host
    response = redirect(own_path(here if is_ours else None, url_for("home.index")))
    language = request.form.get("language", "")
    if language in LANGUAGES:
        response.set_cookie(
            COOKIE,
            language,
            max_age=_YEAR_SECONDS,
            secure=request.is_secure,
            httponly=True,
            samesite="Lax",
        )
    return response


def _chosen_area() -> str | None:
    area = request.args.get("area", "")
    return area if area in wording.AREAS else None
