"""The scanner: pages that open without a network, what they know, and what keeps them."""

from collections.abc import Callable
from dataclasses import asdict
from http import HTTPStatus
from typing import cast

from flask import Blueprint, current_app, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from app.attendance.models.sessions import Meeting
from app.attendance.queries.finding import meeting_or_404
from app.attendance.queries.ledger import version_of
from app.attendance.queries.roster import KnownPerson, roster_of
from app.attendance.wording import scanner as wording
from app.core.permissions import Permission
from app.web.assets import STATIC_FOLDER
from app.web.gate import public, requires
from app.web.headers import allow_camera

bp = Blueprint("scanner", __name__, url_prefix="/scanner", template_folder="../templates")

#: what every page of the scanner is made of; what reads the codes depends on the phone
_NEEDED = (
    *("kadra.css", "kadra.js", "icons.svg", "favicon.svg", "vendor/idb-8.0.4.js"),
    *("modules/scanner.js", "modules/scanner-meetings.js"),
    *sorted(f"scanner/{path.name}" for path in (STATIC_FOLDER / "scanner").glob("*.js")),
    *sorted(f"fonts/{path.name}" for path in (STATIC_FOLDER / "fonts").glob("*-latin-*.woff2")),
)


@bp.get("/")
@public
def index() -> Response:
    """The meetings that this phone keeps: the phone fills the list in."""
    return allow_camera(make_response(render_template("scanner/index.html")))


@bp.get("/<int:meeting_id>")
@requires(Permission.ATTENDANCE_RECORD, load=meeting_or_404)
def show(meeting: Meeting) -> Response:
    """Scans badges for one meeting, with a network or without."""
    return allow_camera(make_response(render_template("scanner/show.html", meeting=meeting)))


@bp.get("/<int:meeting_id>/roster")
@requires(Permission.ATTENDANCE_RECORD, load=meeting_or_404)
def roster(meeting: Meeting) -> ResponseReturnValue:
    """Everybody whom the phone is to know; nothing if it knows all of it by now."""
    version = "-".join(map(str, version_of(meeting.id)))
    if request.args.get("known") == version:
        return "", HTTPStatus.NO_CONTENT
    known = roster_of(meeting)
    return {
        "people": [_told(person) for person in known.people],
        "present": known.present,
        "expected": known.expected,
        "meeting": meeting.id,
        "version": version,
        "title": meeting.session.title,
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat(),
        "csrf_token": generate_csrf(),
    }


def _told(person: KnownPerson) -> dict[str, object]:
    came, left = person.in_at, person.out_at
    return asdict(person) | {
        "in_at": came and came.isoformat(),
        "out_at": left and left.isoformat(),
    }


@bp.get("/worker.js")
@public
def worker() -> Response:
    """What keeps the scanner on the phone; another one as soon as any file differs."""
    response = make_response(render_template("scanner/worker.js", needed=_NEEDED))
    response.content_type = "text/javascript; charset=utf-8"
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    """What the scanner is called, and how it looks, on the home screen of a phone."""
    asset = cast("Callable[[str], str]", current_app.jinja_env.globals["asset"])
    response = make_response(wording.manifest(url_for("scanner.index"), asset))
    response.content_type = "application/manifest+json"
    return response
