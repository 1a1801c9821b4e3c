"""Check-ins and check-outs: one row per person and meeting, however often they are told.

What is written here is a record of its own (docs/decisions/0022-the-ledger-is-only-added-to.md).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from app.attendance.checkin import (
    Refusal,
    Terms,
    Way,
    closed_door,
    closed_exit,
    refusal,
    says_more,
)
from app.attendance.models.ledger import CheckIn, CheckOut, FurtherScan, RefusedScan
from app.attendance.queries.comers import Comer, Kept, comer_at, further_scans, seats_left
from app.attendance.queries.doors import AtMeeting
from app.core.db import Base, ConflictInsert, conflict_insert, db, dialect_name
from app.core.permissions import Actor

_NAME_LENGTH = 210


@dataclass(frozen=True, slots=True)
class Arrival:
    """A scan, a typed code or a mark on paper says that somebody came, or left."""

    way: Way
    #: when, as far as can be told; never in the future
    claimed_at: datetime
    #: random name of the browser that sent it; empty for paper
    device: str
    #: the same scan sent again has the same key
    key: str
    #: it waited on the device for a network, and so is accepted whatever the rules say
    is_offline: bool = False
    #: why somebody is to look at it, whatever the rules say
    review: Refusal | None = None


class Result(StrEnum):
    """What became of an arrival."""

    CHECKED_IN = "checked_in"
    ALREADY_IN = "already_in"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an arrival, and what one needs to say it."""

    result: Result
    #: why not; None unless refused
    refusal: Refusal | None = None
    #: what the ledger keeps; None if refused
    check_in: Kept | None = None
    is_late: bool = False
    #: why somebody is to look at it
    review: Refusal | None = None
    #: None if nobody was recognised
    person_id: int | None = None
    name: str = ""
    school: str = ""
    terms: Terms | None = None


def check_in(
    meeting: AtMeeting, person_id: int, arrival: Arrival, *, by: Actor, at: datetime
) -> Outcome:
    """The person is in, unless the rules refuse; then the refused scan is kept.

    Whoever is in stays in: told again, it is the same row. `at` is when the server hears of it.
    """
    comer = _comer_at(meeting, person_id, arrival, CheckIn)
    if comer is None:
        return refuse(meeting, None, Refusal.UNKNOWN_BADGE, arrival, by=by, at=at)
    if comer.check_in is not None:
        why = closed_door(arrival.claimed_at, comer.terms)
        told = _Told(meeting, comer, arrival, by, at, why)
        return _outcome(Result.ALREADY_IN, comer, _best(told, comer.check_in))
    why = Refusal.USED_RECEIPT if comer.is_key_used else _why_not(meeting, comer, arrival)
    told = _Told(meeting, comer, arrival, by, at, why)
    if told.is_refused:
        return _refused(told, why)
    row = told.row() | {"shares_device": comer.shares_device, "review": told.review}
    number = _insert(CheckIn, row)
    if number is None:  # somebody told it in the same moment
        return check_in(meeting, person_id, arrival, by=by, at=at)
    return _outcome(Result.CHECKED_IN, comer, told.kept(number))


def check_out(
    meeting: AtMeeting, person_id: int, arrival: Arrival, *, by: Actor, at: datetime
) -> Outcome:
    """The person has left, unless that cannot be; then the refused scan is kept.

    It may be told before the check-in is. Told again, the later time counts.
    """
    comer = _comer_at(meeting, person_id, arrival, CheckOut)
    if comer is None:
        return refuse(meeting, None, Refusal.UNKNOWN_BADGE, arrival, by=by, at=at)
    why = closed_exit(arrival.claimed_at, comer.terms)
    if comer.check_out is not None:
        told = _Told(meeting, comer, arrival, by, at, why)
        return _outcome(Result.ALREADY_IN, comer, _best(told, comer.check_out, is_departure=True))
    told = _Told(
        meeting, comer, arrival, by, at, Refusal.USED_RECEIPT if comer.is_key_used else why
    )
    if told.is_refused:
        return _refused(told, told.why)
    number = _insert(CheckOut, told.row())
    if number is None:  # somebody told it in the same moment
        return check_out(meeting, person_id, arrival, by=by, at=at)
    return _outcome(Result.CHECKED_IN, comer, told.kept(number))


def refuse(
    meeting: AtMeeting | None,
    person_id: int | None,
    reason: Refusal,
    arrival: Arrival,
    *,
    by: Actor | None,
    at: datetime,
) -> Outcome:
    """The scan is kept as refused, once however often it is sent; nobody is in by it.

    `meeting` is None if what was presented belongs to none, `person_id` if nobody knows whose it
    was, `by` if nobody was signed in.
    """
    row = {
        "meeting_id": meeting.id if meeting else None,
        "person_id": person_id,
        "way": arrival.way,
        "reason": reason,
        "claimed_at": arrival.claimed_at,
        "recorded_at": at,
        "device": arrival.device,
        "presented_by": by.name[:_NAME_LENGTH] if by else "",
        "key": arrival.key or None,
    }
    _insert(RefusedScan, row)
    return Outcome(Result.REFUSED, reason, person_id=person_id)


@dataclass(frozen=True, slots=True)
class _Told:
    """Somebody tells that a person came, or left, and what the rules say to it."""

    meeting: AtMeeting
    comer: Comer
    arrival: Arrival
    by: Actor
    at: datetime
    #: why the rules refuse; None: they do not
    why: Refusal | None

    @property
    def is_refused(self) -> bool:
        """What waited for a network is never refused, unless it was somebody else's."""
        is_excused = self.arrival.is_offline and self.why is not Refusal.USED_RECEIPT
        return self.why is not None and not is_excused

    @property
    def review(self) -> Refusal | None:
        return self.arrival.review or self.why

    def row(self) -> dict[str, Any]:
        return {
            "meeting_id": self.meeting.id,
            "person_id": self.comer.person_id,
            "way": self.arrival.way,
            "claimed_at": self.arrival.claimed_at,
            "recorded_at": self.at,
            "device": self.arrival.device,
            "confirmed_by": self.by.name[:_NAME_LENGTH],
            "key": self.arrival.key,
            "is_offline": self.arrival.is_offline,
        }

    def kept(self, number: int) -> Kept:
        return Kept(number, self.arrival.claimed_at, self.arrival.key, self.review)


def _comer_at(
    meeting: AtMeeting, person_id: int, arrival: Arrival, kind: type[CheckIn | CheckOut]
) -> Comer | None:
    return comer_at(
        meeting, person_id, kind, way=arrival.way, device=arrival.device, key=arrival.key
    )


def _why_not(meeting: AtMeeting, comer: Comer, arrival: Arrival) -> Refusal | None:
    """Seats are counted only for whoever needs one that nobody holds for them."""
    asks_for_seat = comer.terms.walk_ins and not comer.is_expected
    return refusal(
        arrival.claimed_at,
        comer.terms,
        is_expected=comer.is_expected,
        seats_left=seats_left(meeting, comer.seats) if asks_for_seat else None,
    )


def _refused(told: _Told, why: Refusal | None) -> Outcome:
    assert why is not None  # noqa: S101 - nothing is refused for no reason
    refuse(told.meeting, told.comer.person_id, why, told.arrival, by=told.by, at=told.at)
    return _outcome(Result.REFUSED, told.comer, None, why)


def _best(told: _Told, first: Kept, *, is_departure: bool = False) -> Kept:
    """What says most of the person; what is told now is kept if that is it."""
    is_repeated = told.arrival.key == first.key
    if is_repeated or told.is_refused or not _says_more(told.kept(0), first, is_departure):
        return first
    person_id = told.comer.person_id
    best = first
    for one in further_scans(told.meeting, person_id, is_departure=is_departure):
        best = one if _says_more(one, best, is_departure) else best
    now = told.kept(0)
    if not _says_more(now, best, is_departure):
        return best
    _insert(FurtherScan, told.row() | {"is_departure": is_departure, "review": told.review})
    return now


def _says_more(one: Kept, other: Kept, is_departure: bool) -> bool:  # noqa: FBT001 - two cases
    return says_more(
        one.claimed_at,
        other.claimed_at,
        is_departure=is_departure,
        is_sure=one.review is None,
        was_sure=other.review is None,
    )


def _outcome(
    result: Result, comer: Comer, kept: Kept | None, why: Refusal | None = None
) -> Outcome:
    return Outcome(
        result,
        why,
        kept,
        kept is not None and kept.claimed_at > comer.terms.late_from,
        kept.review if kept else None,
        comer.person_id,
        comer.name,
        comer.school,
        comer.terms,
    )


def _insert(table: type[Base], row: dict[str, Any]) -> int | None:
    """The number of the new row; None if there is one of the same person or key."""
    statement = _statement(table, dialect_name())
    return db.session.connection().execute(statement, row).scalar()


@cache
def _statement(table: type[Base], dialect: str) -> Any:  # noqa: ANN401 - an INSERT
    insert: ConflictInsert = conflict_insert(table.__table__, dialect)  # type: ignore[arg-type]
    return insert.on_conflict_do_nothing().returning(table.__table__.c.id)
