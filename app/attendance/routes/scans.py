"""Scans from the trainers' phones, as JSON."""

import logging
from http import HTTPStatus

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.attendance.queries.counts import Counts, counts
from app.attendance.queries.doors import Door, door_or_404
from app.attendance.scan_batch import Batch, MalformedBatch, read_batch
from app.attendance.services.check_ins import Outcome
from app.attendance.services.scans import receive as settle
from app.attendance.services.scans import refuse_unreadable
from app.attendance.wording.presence import malformed_sentence, scan_answer
from app.core import clock
from app.core.db import transaction
from app.core.errors import Forbidden, NotFound
from app.core.permissions import Permission
from app.web.error_pages import words
from app.web.gate import actor, actor_or_none, requires

bp = Blueprint("scans", __name__)

log = logging.getLogger(__name__)


@bp.post("/scanner/<int:meeting_id>/scans")
@requires(Permission.ATTENDANCE_RECORD, load=door_or_404)
def receive(door: Door) -> ResponseReturnValue:
    """Each scan is a transaction of its own, so that none takes the others down with it.

    One without a result was not settled: the phone keeps it and sends it again.
    """
    try:
        batch = read_batch(request.get_json(silent=True))
    except MalformedBatch as error:
        return {"error": malformed_sentence(error.why)}, HTTPStatus.BAD_REQUEST
    unreadable = _unreadable(door, batch)
    settled, now = _settled(door, batch)
    now = now or counts(door)
    results = [*settled, *unreadable]
    return {"results": results, "present": now.present, "expected": now.expected}


def _settled(door: Door, batch: Batch) -> tuple[list[dict[str, object]], Counts | None]:
    """What became of each scan, and how many are in after the last one, if it was settled."""
    who, at, now = actor(), clock.now(), None
    answers = []
    for scan in batch.scans:
        try:
            with transaction():
                outcome = settle(door, scan, batch.device, by=who, at=at)
                now = counts(door) if scan is batch.scans[-1] else None
        except Exception:  # whatever it is, the other scans are not to wait for it
            log.exception("a scan of meeting %s was not settled", door.id)
        else:
            answers.append(scan_answer(scan.key, outcome, is_departure=scan.is_departure))
    return answers, now


def _unreadable(door: Door, batch: Batch) -> list[dict[str, object]]:
    if not batch.unreadable:
        return []
    with transaction():
        outcomes: list[tuple[str, Outcome]] = [
            (key, refuse_unreadable(door, key, batch.device, by=actor(), at=clock.now()))
            for key in batch.unreadable
        ]
    return [scan_answer(key, outcome, is_departure=False) for key, outcome in outcomes]


@bp.errorhandler(HTTPException)
def told(error: HTTPException) -> ResponseReturnValue:
    """A phone reads no pages. Whoever is signed out has no token against forgery, either."""
    if isinstance(error, CSRFError) and actor_or_none() is None:
        return _told(HTTPStatus.UNAUTHORIZED)
    return _told(error.code or HTTPStatus.BAD_REQUEST)


@bp.errorhandler(NotFound)
def not_found(_error: NotFound) -> ResponseReturnValue:
    return _told(HTTPStatus.NOT_FOUND)


@bp.errorhandler(Forbidden)
def forbidden(_error: Forbidden) -> ResponseReturnValue:
    return _told(HTTPStatus.FORBIDDEN)


def _told(status: int) -> ResponseReturnValue:
    what, now = words(status)
    return {"error": what, "advice": now}, status
