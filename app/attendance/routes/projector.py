"""The wall of the hall: the code of the room, and who is in."""

from functools import lru_cache
from math import ceil

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.attendance.queries.doors import Door, door_or_404
from app.attendance.queries.wall import Wall, cursor_of, wall
from app.attendance.room_codes import Shown, spaced
from app.attendance.wording import wall as wording
from app.core import clock
from app.core.paper.qr import qr_svg_path
from app.core.permissions import Permission
from app.core.settings import Settings
from app.web.gate import requires

bp = Blueprint("projector", __name__, template_folder="../templates")

NO_NEWS = 204
#: walls at once; each code is drawn once and shown for some seconds
_WALLS = 64
#: chips that a wall has room for
_MOST_SCHOOLS = 9
_LONGEST_PAUSE = 30

_drawn = lru_cache(_WALLS)(qr_svg_path)


@bp.get("/meetings/<int:meeting_id>/projector")
@requires(Permission.ATTENDANCE_RECORD, load=door_or_404)
def show(door: Door) -> str:
    """The wall as it is now; without scripts it loads itself again when the next code is due."""
    seconds, now = _settings().room_code_seconds, clock.now()
    seen = wall(door, now, seconds, cursor_of(door, now, seconds))
    return render_template("projector/show.html", **_words(seen))


@bp.get("/meetings/<int:meeting_id>/live")
@requires(Permission.ATTENDANCE_RECORD, load=door_or_404)
def live(door: Door) -> ResponseReturnValue:
    """What has changed on the wall since `cursor`; nothing at all if nothing has."""
    seconds, now = _settings().room_code_seconds, clock.now()
    cursor = cursor_of(door, now, seconds)
    if request.args.get("cursor") == cursor.whole:
        return "", NO_NEWS
    seen = wall(door, now, seconds, cursor)
    words = _words(seen)
    return {
        "cursor": cursor.whole,
        "present": seen.room.present,
        "missing": seen.room.missing,
        "holds_ms": words["holds_ms"],
        "opens_ms": words["opens_ms"],
        "parts": {
            "code": [cursor.code, render_template("projector/_code.html", **words)],
            "people": [cursor.whole, render_template("projector/_people.html", **words)],
        },
    }


def _words(seen: Wall) -> dict[str, object]:
    """All that the templates of the wall ask for."""
    return {
        "wall": seen,
        "standing": wording.standing(seen.closed, seen.door.terms),
        "countdown": wording.countdown(seen.opens_in_seconds),
        "code": _code(seen.code) if seen.code else None,
        # the code of the window before holds as well
        "holds_ms": _milliseconds(seen.code.seconds_left + seen.seconds) if seen.code else None,
        "opens_ms": _milliseconds(seen.opens_in_seconds) if seen.is_soon else None,
        "reload_seconds": _reload_seconds(seen),
        "most_schools": _MOST_SCHOOLS,
    }


def _code(code: Shown) -> dict[str, object]:
    base = _settings().base_url
    path, side = _drawn(base + url_for("room.exchange", token=code.token))
    return {
        "path": path,
        "side": side,
        "typed": spaced(code.typed),
        "address": base.partition("://")[2] + url_for("room.ask"),
        "left": code.seconds_left,
        "left_percent": 100 * code.seconds_left / _settings().room_code_seconds,
    }


def _reload_seconds(seen: Wall) -> int:
    """When a wall without scripts is to look again: as soon as it would show something else."""
    due = seen.code.seconds_left if seen.code else seen.opens_in_seconds
    return ceil(min(due, _LONGEST_PAUSE)) if due > 0 else _LONGEST_PAUSE


def _milliseconds(seconds: float) -> int:
    return int(1000 * seconds)


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found
