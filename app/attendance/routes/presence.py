"""The trainer's page of one meeting: who is in, who was refused, and what was corrected."""

from collections.abc import Sequence
from dataclasses import asdict
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.attendance.arrival import Arrival
from app.attendance.checkin import Way
from app.attendance.forms.presence import CorrectionForm, Said
from app.attendance.queries.doors import Door, door_or_404
from app.attendance.queries.found import find_people
from app.attendance.queries.kept import corrections_of
from app.attendance.queries.ledger import LedgerLine, line_of, version_of
from app.attendance.queries.overview import overview
from app.attendance.services.check_ins import check_in as tell_in
from app.attendance.services.corrections import correct as say
from app.attendance.wording import ledger as wording
from app.attendance.wording.presence import named
from app.core import clock
from app.core.db import transaction
from app.core.paging import Page
from app.core.permissions import Permission, allows, scope_of
from app.web.addresses import LARGEST_ROW_NUMBER
from app.web.downloads import csv_response, xlsx_response
from app.web.gate import actor, requires
from app.web.pagination import page_number

bp = Blueprint("presence", __name__, template_folder="../templates")

#: parts of the list, and the one that is shown first
SHOWN = ("here", "missing", "doubtful", "refused")


@bp.get("/meetings/<int:meeting_id>")
@requires(Permission.SESSION_READ, load=door_or_404)
def show(door: Door) -> str:
    return render_template("presence/show.html", **_picture(door))


@bp.get("/meetings/<int:meeting_id>/news")
@requires(Permission.SESSION_READ, load=door_or_404)
def news(door: Door) -> ResponseReturnValue:
    """What has changed on the page since `cursor`; nothing at all if nothing has.

    Only what has no buttons changes under a finger.
    """
    cursor = _cursor(door)
    if request.args.get("cursor") == cursor:
        return "", HTTPStatus.NO_CONTENT
    picture = _picture(door)
    names = ["counts", "here"] if picture["shown"] == "here" else ["counts"]
    parts = {one: [cursor, render_template(f"presence/_{one}.html", **picture)] for one in names}
    return {"cursor": cursor, "parts": parts}


@bp.get("/meetings/<int:meeting_id>/find")
@requires(Permission.ATTENDANCE_RECORD, load=door_or_404)
def find(door: Door) -> ResponseReturnValue:
    """People by part of their name, to be checked in with one tap; as JSON for the scanner."""
    words = request.args.get("q", "").strip()
    people = find_people(door, words)
    if request.accept_mimetypes.best == "application/json":
        return {"people": [asdict(one) for one in people or ()]}
    return render_template("presence/find.html", door=door, words=words, people=people)


@bp.post("/meetings/<int:meeting_id>/check-in")
@requires(Permission.ATTENDANCE_RECORD, load=door_or_404)
def check_in(door: Door) -> Response:
    """Somebody is in whom the trainer sees, or it is said why not."""
    person_id = request.form.get("person_id", 0, type=int)
    back = redirect(url_for("presence.show", meeting_id=door.id, show=_shown()))
    if not 0 < person_id <= LARGEST_ROW_NUMBER:
        flash(_("Choose somebody from the list."), "warning")
        return back
    line_of(door, person_id)  # somebody whom the meeting may know
    now = clock.now()
    arrival = Arrival(Way.NAME, now, "", str(uuid4()))
    with transaction():
        outcome = tell_in(door, person_id, arrival, by=actor(), at=now)
    flash(named(outcome), "warning" if outcome.refusal else "success")
    return back


@bp.route("/meetings/<int:meeting_id>/people/<int:person_id>", methods=["GET", "POST"])
@requires(Permission.ATTENDANCE_RECORD, load=lambda meeting_id, **_more: door_or_404(meeting_id))
def correct(door: Door) -> ResponseReturnValue:
    """How it really was with one person; what was kept before stays."""
    person_id = int((request.view_args or {})["person_id"])
    line, scans = line_of(door, person_id)
    form = _correction(line)
    if form.validate_on_submit() and form.demand_sense(door.terms):
        with transaction():
            corrected, before = form.corrected(door.terms), line.as_said
            reason, now = form.reason.data or "", clock.now()
            say(door, person_id, corrected, reason=reason, by=actor(), at=now, before=before)
        flash(_("The correction is in the ledger. What was kept before stays."), "success")
        return redirect(url_for("presence.show", meeting_id=door.id))
    told = {"scans": scans, "said": corrections_of(door.id, person_id)}
    return render_template(
        "presence/correct.html", door=door, line=line, form=form, wording=wording, **told
    )


@bp.get("/meetings/<int:meeting_id>/presence.<any(csv, xlsx):ending>")
@requires(Permission.SESSION_READ, load=lambda meeting_id, **_more: door_or_404(meeting_id))
def table(door: Door) -> Response:
    """Everybody who is or was expected or here, as CSV or XLSX."""
    download = csv_response if request.path.endswith(".csv") else xlsx_response
    seen = overview(door, _reach(door))
    rows = map(wording.cells, (*seen.here, *seen.missing))
    return download(wording.file_name(door), wording.headers(), rows)


def _picture(door: Door) -> dict[str, Any]:
    seen, shown = overview(door, _reach(door)), _shown()
    lines: Sequence[object] = getattr(seen, shown)
    return {
        "door": door,
        "cursor": _cursor(door),
        "seen": seen,
        "shown": shown,
        "page": Page.cut(lines, page_number(), 50),
        "state": wording.state_sentence(door.terms, clock.now()),
        "wording": wording,
    }


def _cursor(door: Door) -> str:
    return "-".join(map(str, version_of(door.id)))


def _shown() -> str:
    asked = request.values.get("show", "")
    return asked if asked in SHOWN else SHOWN[0]


def _reach(door: Door) -> tuple[str, ...] | None:
    """Below which units the reader sees people; None: everybody, for they check them in."""
    if allows(actor(), Permission.ATTENDANCE_RECORD, door):
        return None
    return scope_of(actor(), Permission.PERSON_READ)


def _correction(line: LedgerLine) -> CorrectionForm:
    """The form as it holds now, to be changed."""
    known = line.correction
    there, excused = line.presence.is_present, line.presence.is_excused
    said = Said.PRESENT if there else Said.EXCUSED if excused else Said.ABSENT
    form = CorrectionForm(
        data={
            "said": said.value,
            "arrived": wording.local_time(known.arrived_at if known else None),
            "left": wording.local_time(known.left_at if known else None),
        }
    )
    form.offer({"said": wording.ways_it_was()})
    return form
