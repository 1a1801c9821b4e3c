"""Scans from the trainers' phones, as JSON."""

import logging
from http import HTTPStatus

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.attendance.queries.counts import counts
from app.attendance.queries.doors import Door, door_or_404
from app.attendance.routes.telling import telling
from app.attendance.scan_batch import Batch, MalformedBatch, read_batch
from app.attendance.services.check_ins import Outcome
from app.attendance.services.scans import receive as settle
from app.attendance.services.scans import refuse_unreadable
from app.attendance.wording.presence import malformed_sentence, scan_answer
from app.core import clock
from app.core.db import row_by_row, transaction
from app.core.errors import Forbidden, NotFound
from app.core.permissions import Permission
from app.web.error_pages import words
from app.web.gate import actor, actor_or_none, requires

bp = Blueprint("scans", __name__)

log = logging.getLogger(__name__)


@bp.post("/scanner/<int:meeting_id>/scans")
@row_by_row()
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
    results = [*_settled(door, batch), *unreadable]
    now = counts(door)
    return {"results": results, "present": now.present, "expected": now.expected}


def _settled(door: Door, batch: Batch) -> list[dict[str, object]]:
    """What became of each scan."""
    who, at = actor(), clock.now()
    answers = []
    for scan in batch.scans:
        try:
            with telling(door):
                outcome = settle(door, scan, batch.device, by=who, at=at)
        except Exception:  # whatever it is, the other scans are not to wait for it
            log.exception("a scan of meeting %s was not settled", door.id)
        else:
            answers.append(scan_answer(scan.key, outcome, is_departure=scan.is_departure))
    return answers


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
