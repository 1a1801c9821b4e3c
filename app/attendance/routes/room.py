"""A teacher's own phone: the code of the room becomes a receipt, and the receipt a check-in."""

from datetime import datetime

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from app.attendance.checkin import Refusal, Terms, Way
from app.attendance.forms.room import RoomCodeForm
from app.attendance.queries.arrivals import own_arrival, presented
from app.attendance.queries.doors import door_or_404
from app.attendance.queries.halls import Found, by_token, by_typed
from app.attendance.receipts import new_receipt
from app.attendance.room_codes import read_typed
from app.attendance.routes.pocket import (
    keep_device,
    keep_receipt,
    own_receipt,
    settings,
    this_device,
)
from app.attendance.routes.telling import telling
from app.attendance.services.room import check_in_by_receipt, keep_refused_code
from app.attendance.wording import room as wording
from app.attendance.wrong_codes import WrongCodes
from app.core import clock
from app.core.db import row_by_row, transaction
from app.core.permissions import Permission
from app.web.gate import actor, actor_or_none, public, requires

bp = Blueprint("room", __name__, template_folder="../templates")

CONFLICT, INVALID, TOO_MANY = 409, 422, 429
#: codes that somebody may have guessed
_STATUS = {Refusal.UNKNOWN_CODE: 404, Refusal.EXPIRED_CODE: 410}


@bp.record_once
def _keep_counts(state: BlueprintSetupState) -> None:
    """What is typed and what is scanned count apart: whoever guesses does not stop the cameras."""
    state.app.extensions["wrong_codes"] = {way: WrongCodes() for way in Way}


@bp.after_request
def _name_the_browser(response: Response) -> Response:
    return keep_device(response)


@bp.get("/o")
@public
def ask() -> str:
    """The code on the wall can be typed."""
    return render_template("room/ask.html", form=RoomCodeForm(formdata=None), answer=None)


@bp.post("/o")
@public
def type_code() -> ResponseReturnValue:
    form, now = RoomCodeForm(), clock.now()
    code = read_typed(form.code.data or "")
    if not form.validate() or code is None:
        form.code.errors = form.code.errors or [wording.unreadable()]
        return render_template("room/ask.html", form=form, answer=None), INVALID
    until = _wrong(Way.TYPED_CODE).blocked_until(this_device(), request.remote_addr, now)
    if until is not None:
        return _told_to_wait(form, until, now)
    return _exchanged(by_typed(code, now, settings().room_code_seconds), Way.TYPED_CODE, now)


@bp.get("/o/<token>")
@public
def exchange(token: str) -> ResponseReturnValue:
    """The code on the wall was scanned; it becomes a receipt at once."""
    now = clock.now()
    return _exchanged(by_token(token, now, settings().room_code_seconds), Way.ROOM_CODE, now)


@bp.get("/here")
@requires(Permission.SESSION_JOIN)
def confirm() -> ResponseReturnValue:
    """Whoever is signed in is asked whether they are here; whoever is in already is told so."""
    receipt = own_receipt()
    if receipt is None:
        return render_template("room/refused.html", answer=wording.not_scanned())
    minutes, person_id = settings().receipt_minutes, actor().person_id or 0
    seen = presented(receipt, person_id, this_device(), minutes, clock.now())
    if seen.is_in:
        return redirect(url_for("room.done"))
    if seen.refusal is not None:
        return _refused(seen.refusal, seen.door.terms)
    scanned = wording.clock_time(receipt.scanned_at)
    return render_template("room/confirm.html", seen=seen, scanned=scanned)


@bp.post("/here")
@row_by_row()
@requires(Permission.SESSION_JOIN)
def check_in() -> ResponseReturnValue:
    """The receipt becomes the check-in of whoever is signed in."""
    receipt, minutes = own_receipt(), settings().receipt_minutes
    if receipt is None:
        return redirect(url_for("room.confirm"))
    door = door_or_404(receipt.meeting_id)
    with telling(door):
        outcome = check_in_by_receipt(
            door, receipt, this_device(), minutes, by=actor(), at=clock.now()
        )
    if outcome.refusal is not None:
        return _refused(outcome.refusal, door.terms)
    return redirect(url_for("room.done"))


@bp.get("/here/done")
@requires(Permission.SESSION_JOIN)
def done() -> ResponseReturnValue:
    """Since when one is in."""
    receipt = own_receipt()
    arrival = own_arrival(actor().person_id or 0, receipt.meeting_id if receipt else None)
    if arrival is None:
        return redirect(url_for("room.confirm"))
    said = wording.since(arrival)
    return render_template("room/done.html", arrival=arrival, said=said)


def _exchanged(found: Found, way: Way, now: datetime) -> ResponseReturnValue:
    """The receipt is in the browser, and signing in may take its time; or why there is none."""
    if found.hall is None or found.refusal is not None:
        return _turned_away(found, way, now)
    if actor_or_none() is None:
        flash(wording.kept_for(settings().receipt_minutes), "success")
    response = make_response(redirect(url_for("room.confirm")))
    keep_receipt(response, new_receipt(found.hall.id, way, now))
    return response


def _turned_away(found: Found, way: Way, now: datetime) -> ResponseReturnValue:
    """The refusal is kept, even though somebody only opened an address: it is all that happens.

    Whoever guesses soon leaves no more traces.
    """
    why = found.refusal or Refusal.UNKNOWN_CODE
    is_wrong = why in _STATUS
    if not is_wrong or _wrong(way).count(this_device(), request.remote_addr, now) is None:
        with transaction():
            keep_refused_code(found.hall, why, way, this_device(), by=actor_or_none(), at=now)
    return _refused(why, found.hall.terms if found.hall else None, way)


def _refused(why: Refusal, terms: Terms | None, way: Way = Way.ROOM_CODE) -> tuple[str, int]:
    answer = wording.refused(why, terms, settings().room_code_seconds, settings().receipt_minutes)
    status = _STATUS.get(why, CONFLICT)
    if way is Way.TYPED_CODE:
        return render_template("room/ask.html", form=RoomCodeForm(), answer=answer), status
    return render_template("room/refused.html", answer=answer), status


def _told_to_wait(form: RoomCodeForm, until: datetime, now: datetime) -> Response:
    answer = wording.too_many(until, now)
    page = render_template("room/ask.html", form=form, answer=answer)
    response = make_response(page, TOO_MANY)
    response.headers["Retry-After"] = str(int((until - now).total_seconds()) + 1)
    return response


def _wrong(way: Way) -> WrongCodes:
    counts: dict[Way, WrongCodes] = current_app.extensions["wrong_codes"]
    return counts[way]
