"""The sheet of a meeting that people sign, and its marks afterwards."""

from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from app.attendance.marks import Marks, came_at, typed_marks
from app.attendance.models.sessions import Meeting
from app.attendance.queries.doors import Door, door_or_404
from app.attendance.queries.finding import meeting_or_404
from app.attendance.queries.found import find_people, known_among
from app.attendance.queries.paper import paper_state, sheet_groups
from app.attendance.services.paper import enter_marks
from app.attendance.sheets.sign_in_sheet import sign_in_sheet
from app.attendance.wording import paper as wording
from app.core import clock
from app.core.db import transaction
from app.core.permissions import Permission
from app.web.addresses import LARGEST_ROW_NUMBER
from app.web.downloads import pdf_response
from app.web.gate import actor, requires

bp = Blueprint("paper", __name__, template_folder="../templates")

#: the field of a person's time is this and the number
_TIME = "at-"
#: buttons: the one that finds somebody by name, and the one that the Enter key presses
_FIND, _ENTER = "find", "enter"


@bp.get("/meetings/<int:meeting_id>/sheet.pdf")
@requires(Permission.ATTENDANCE_RECORD, load=meeting_or_404)
def sheet(meeting: Meeting) -> Response:
    """The sheet to sign: a page or more for each school, and one for guests."""
    words = wording.sheet_words(meeting, sheet_groups(meeting))
    base_url = current_app.extensions["settings"].base_url
    address = f"{base_url}{url_for('paper.entry', meeting_id=meeting.id)}"
    pdf = sign_in_sheet(words, address, wording.about_sheet(meeting, words))
    return pdf_response(wording.file_name(meeting), pdf)


@bp.route("/meetings/<int:meeting_id>/paper", methods=["GET", "POST"])
@requires(Permission.ATTENDANCE_RECORD, load=door_or_404)
def entry(door: Door) -> ResponseReturnValue:
    """Marks of the signed sheet become check-ins, all with one button."""
    at = clock.now()
    if request.method == "GET":
        return _page(door, Marks())
    marks = _typed(door, at)
    words = request.form.get("words", "")
    if _asks_for_names(words):
        return _page(door, marks, words)
    if marks.faults:
        return _page(door, marks), HTTPStatus.UNPROCESSABLE_ENTITY
    with transaction():
        times = came_at(marks, door.terms, door.day, at)
        entered = enter_marks(door, times, by=actor(), at=at)
    for kind, sentence in wording.entered_sentences(entered):
        flash(sentence, kind)
    return redirect(url_for("paper.entry", meeting_id=door.id))


def _page(door: Door, marks: Marks, words: str = "") -> str:
    """The sheet with what was typed; whoever is found by name can be marked, too."""
    found = find_people(door, words)
    found_ids = {one.id for one in found or ()}
    return render_template(
        "paper/entry.html",
        door=door,
        state=paper_state(door, marks.people | found_ids, clock.now()),
        marks=marks,
        words=words,
        nobody=wording.nobody_found(words, found) if words.strip() else "",
        wording=wording,
    )


def _asks_for_names(words: str) -> bool:
    """Enter finds, too, as long as there is something to find; it saves otherwise."""
    button = request.form.get("go")
    return button == _FIND or (button == _ENTER and bool(words.strip()))


def _typed(door: Door, at: datetime) -> Marks:
    """What was typed about people whom the meeting may know."""
    ticked, times = _ticked(), _times()
    known = known_among(door, ticked | times.keys())
    times = {number: text for number, text in times.items() if number in known}
    return typed_marks(ticked & known, times, door.terms, door.day, at)


def _ticked() -> set[int]:
    return {number for text in request.form.getlist("person") if (number := _number(text))}


def _times() -> dict[int, str]:
    return {
        number: text
        for name, text in request.form.items()
        if name.startswith(_TIME) and (number := _number(name.removeprefix(_TIME)))
    }


def _number(text: str) -> int:
    """The number of a person; nought if it is none."""
    number = int(text) if text.isascii() and text.isdecimal() else 0
    return number if number <= LARGEST_ROW_NUMBER else 0
