"""Somebody is told to have come to a meeting, or left: what the rules say, and what is kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.attendance.arrival import Arrival, Kept, Outcome, Result
from app.attendance.checkin import Refusal, closed_door, closed_exit, refusal
from app.attendance.models.ledger import CheckIn, CheckOut, RefusedScan
from app.attendance.queries.comers import Comer, comer_at, seats_left
from app.attendance.queries.doors import AtMeeting
from app.core.actors import Actor
from app.core.prompt import insert_once

_NAME_LENGTH = 210


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody tells that a person came, or left, and what the rules say to it."""

    kind: type[CheckIn | CheckOut]
    meeting: AtMeeting
    comer: Comer
    arrival: Arrival
    by: Actor
    at: datetime
    #: why the badge does not hold
    flaw: Refusal | None
    #: why the rules refuse
    why: Refusal | None

    @property
    def is_departure(self) -> bool:
        return self.kind is CheckOut

    @property
    def is_refused(self) -> bool:
        """What waited for a network is never refused, unless it was somebody else's."""
        if self.why is Refusal.USED_RECEIPT:
            return True
        return self.why is not None and not self.arrival.is_offline

    @property
    def review(self) -> Refusal | None:
        return self.flaw or self.arrival.review or self.why

    def refused(self) -> Outcome:
        assert self.why is not None  # noqa: S101 - nothing is refused for no reason
        person_id = self.comer.person_id
        refuse(self.meeting, person_id, self.why, self.arrival, by=self.by, at=self.at)
        return self.outcome(Result.REFUSED, None)

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

    def outcome(self, result: Result, kept: Kept | None) -> Outcome:
        comer = self.comer
        return Outcome(
            result,
            None if kept else self.why,
            kept,
            kept is not None and kept.claimed_at > comer.terms.late_from,
            kept.review if kept else None,
            comer.person_id,
            comer.name,
            comer.school,
            comer.terms,
        )


def told_at(
    kind: type[CheckIn | CheckOut],
    meeting: AtMeeting,
    person_id: int,
    arrival: Arrival,
    *,
    by: Actor,
    at: datetime,
) -> Told | Outcome:
    """What the rules say; or the outcome at once, if what was shown is no badge that holds."""
    comer = comer_at(
        meeting, person_id, kind, way=arrival.way, device=arrival.device, key=arrival.key
    )
    flaw = comer.flaw_of(arrival.badge) if comer else Refusal.UNKNOWN_BADGE
    if comer is None or flaw is Refusal.UNKNOWN_BADGE:
        return refuse(meeting, None, Refusal.UNKNOWN_BADGE, arrival, by=by, at=at)
    if flaw is not None and not arrival.is_offline:
        return Told(kind, meeting, comer, arrival, by, at, flaw, flaw).refused()
    ask = _why_not if kind is CheckIn else _why_not_out
    return Told(kind, meeting, comer, arrival, by, at, flaw, ask(meeting, comer, arrival))


def _why_not(meeting: AtMeeting, comer: Comer, arrival: Arrival) -> Refusal | None:
    """Seats are counted only for whoever needs one that nobody holds for them."""
    if comer.kept is not None:
        return closed_door(arrival.claimed_at, comer.terms)
    if comer.is_key_used:
        return Refusal.USED_RECEIPT
    asks_for_seat = comer.terms.walk_ins and not comer.is_expected
    return refusal(
        arrival.claimed_at,
        comer.terms,
        is_expected=comer.is_expected,
        seats_left=seats_left(meeting, comer.seats) if asks_for_seat else None,
    )


def _why_not_out(_meeting: AtMeeting, comer: Comer, arrival: Arrival) -> Refusal | None:
    if comer.kept is None and comer.is_key_used:
        return Refusal.USED_RECEIPT
    return closed_exit(arrival.claimed_at, comer.terms)


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
    insert_once(RefusedScan, row)
    return Outcome(Result.REFUSED, reason, person_id=person_id)
