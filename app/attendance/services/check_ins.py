"""Check-ins and check-outs: one row per person and meeting, however often they are told.

What is written here is a record of its own (docs/decisions/0022-the-ledger-is-only-added-to.md).
"""

from datetime import datetime

from app.attendance.arrival import Arrival, Kept, Outcome, Result
from app.attendance.checkin import says_more
from app.attendance.models.ledger import CheckIn, CheckOut, FurtherScan
from app.attendance.queries.comers import further_scans
from app.attendance.queries.doors import AtMeeting
from app.attendance.services.told import Told, refuse, told_at
from app.core.actors import Actor
from app.core.prompt import insert_once

__all__ = ["Arrival", "Outcome", "Result", "check_in", "check_out", "refuse"]


def check_in(
    meeting: AtMeeting, person_id: int, arrival: Arrival, *, by: Actor, at: datetime
) -> Outcome:
    """The person is in, unless the rules refuse; then the refused scan is kept.

    Whoever is in stays in: told again, it is the same row. `at` is when the server hears of it.
    """
    told = told_at(CheckIn, meeting, person_id, arrival, by=by, at=at)
    if isinstance(told, Outcome):
        return told
    if told.comer.kept is not None:
        return told.outcome(Result.ALREADY_IN, _best(told, told.comer.kept))
    if told.is_refused:
        return told.refused()
    row = told.row() | {"shares_device": told.comer.shares_device, "review": told.review}
    number = insert_once(CheckIn, row)
    if number is None:  # somebody told it in the same moment
        return check_in(meeting, person_id, arrival, by=by, at=at)
    return told.outcome(Result.CHECKED_IN, told.kept(number))


def check_out(
    meeting: AtMeeting, person_id: int, arrival: Arrival, *, by: Actor, at: datetime
) -> Outcome:
    """The person has left, unless that cannot be; then the refused scan is kept.

    It may be told before the check-in is. Told again, the later time counts.
    """
    told = told_at(CheckOut, meeting, person_id, arrival, by=by, at=at)
    if isinstance(told, Outcome):
        return told
    if told.comer.kept is not None:
        return told.outcome(Result.ALREADY_IN, _best(told, told.comer.kept))
    if told.is_refused:
        return told.refused()
    number = insert_once(CheckOut, told.row())
    if number is None:  # somebody told it in the same moment
        return check_out(meeting, person_id, arrival, by=by, at=at)
    return told.outcome(Result.CHECKED_IN, told.kept(number))


def _best(told: Told, first: Kept) -> Kept:
    """What says most of the person; what is told now is kept if that is it."""
    now, out = told.kept(0), told.is_departure
    if now.key == first.key or told.is_refused or not _says_more(now, first, is_departure=out):
        return first
    best = first
    for one in further_scans(told.meeting, told.comer.person_id, is_departure=out):
        best = one if _says_more(one, best, is_departure=out) else best
    if not _says_more(now, best, is_departure=out):
        return best
    insert_once(FurtherScan, told.row() | {"is_departure": out, "review": told.review})
    return now


def _says_more(one: Kept, other: Kept, *, is_departure: bool) -> bool:
    return says_more(
        one.claimed_at,
        other.claimed_at,
        is_departure=is_departure,
        is_sure=one.review is None,
        was_sure=other.review is None,
    )
