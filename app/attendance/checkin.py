"""The rule of presence: who may check in when, how long somebody was there, and what earns credit.

Instants are aware. Nothing here knows how a scan came in or where it is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

#: a scan that claims to be older was made by a clock that cannot be believed
_LONGEST_QUEUE = timedelta(days=7)


class Way(StrEnum):
    """How somebody was told to be there."""

    #: scanned the code of the room
    ROOM_CODE = "room_code"
    #: typed the code of the room
    TYPED_CODE = "typed_code"
    #: the trainer scanned the person's badge
    BADGE = "badge"
    #: the trainer chose the person's name
    NAME = "name"
    #: signed the sheet
    PAPER = "paper"


class Refusal(StrEnum):
    """Why a scan makes no check-in."""

    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    NOT_INVITED = "not_invited"
    FULL = "full"
    #: what was scanned is no badge of ours, or was forged
    UNKNOWN_BADGE = "unknown_badge"
    #: the badge was lost and replaced
    REPLACED_BADGE = "replaced_badge"
    #: a code of the room that was never shown, or was forged
    UNKNOWN_CODE = "unknown_code"
    #: a code of the room that is no longer shown
    EXPIRED_CODE = "expired_code"
    #: a code of another meeting
    FOREIGN_MEETING = "foreign_meeting"
    EXPIRED_RECEIPT = "expired_receipt"
    #: the receipt was another person's check-in already
    USED_RECEIPT = "used_receipt"
    #: the clock of the device says what cannot be; never refused, only to be looked at
    WRONG_CLOCK = "wrong_clock"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a meeting asks of those who come."""

    starts_at: datetime
    ends_at: datetime
    opens_before_minutes: int
    late_after_minutes: int
    walk_ins: bool
    is_cancelled: bool = False
    is_closed: bool = False

    @property
    def opens_at(self) -> datetime:
        """From this instant on people may check in, until the end."""
        return self.starts_at - timedelta(minutes=self.opens_before_minutes)

    @property
    def late_from(self) -> datetime:
        """Whoever comes after this instant is late."""
        return self.starts_at + timedelta(minutes=self.late_after_minutes)


def refusal(
    at: datetime, terms: Terms, *, is_expected: bool, seats_left: int | None
) -> Refusal | None:
    """Why somebody who stands there at that instant may not check in; None: they may.

    `seats_left` matters for those who are not expected; None: there is no limit.
    """
    closed = closed_door(at, terms)
    if closed is not None or is_expected:
        return closed
    if not terms.walk_ins:
        return Refusal.NOT_INVITED
    return Refusal.FULL if seats_left is not None and seats_left <= 0 else None


def closed_door(at: datetime, terms: Terms) -> Refusal | None:
    """Why nobody at all may check in at that instant; None: the door is open."""
    if terms.is_cancelled:
        return Refusal.CANCELLED
    if terms.is_closed:
        return Refusal.CLOSED
    if at < terms.opens_at:
        return Refusal.TOO_EARLY
    return Refusal.TOO_LATE if at > terms.ends_at else None


def closed_exit(at: datetime, terms: Terms) -> Refusal | None:
    """Why nobody can be told to have left at that instant; None: they can, however late."""
    closed = closed_door(at, terms)
    return None if closed is Refusal.TOO_LATE else closed


def says_more(
    claimed_at: datetime, earlier: datetime, *, is_departure: bool, is_sure: bool, was_sure: bool
) -> bool:
    """Whether a scan says more of somebody than what is known of them.

    One that nobody need look at does before one that somebody must; of two alike, who came counts
    from the first, and who left from the last. So the order in which scans come in does not matter.
    """
    if is_sure != was_sure:
        return is_sure
    return claimed_at > earlier if is_departure else claimed_at < earlier


def claimed_at(recorded_at: datetime, age: timedelta) -> tuple[datetime, bool]:
    """When a scan was made that is `age` old by its device, and whether that can be believed.

    Only the age is asked of the device, so that a clock that is wrong, by however much, does no
    harm. One that was changed in between gives an age that cannot be: then it is now.
    """
    is_believable = timedelta(0) <= age <= _LONGEST_QUEUE
    return (recorded_at - age if is_believable else recorded_at), is_believable


@dataclass(frozen=True, slots=True)
class Corrected:
    """The newest word of a human about a person at a meeting."""

    is_present: bool
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    is_excused: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """What holds of a person at a meeting, all things considered."""

    is_present: bool
    is_excused: bool = False
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    #: of the meeting, whole ones
    minutes: int = 0
    is_late: bool = False
    #: some of the meeting was missed
    is_partial: bool = False


def presence(
    terms: Terms,
    arrived_at: datetime | None,
    left_at: datetime | None,
    corrected: Corrected | None = None,
) -> Presence:
    """How long the person was there; a correction has the last word.

    Whoever is not late counts from the start, and whoever did not check out stays until the end.
    """
    if corrected is not None:
        if not corrected.is_present:
            return Presence(is_present=False, is_excused=corrected.is_excused)
        arrived_at = corrected.arrived_at or arrived_at or terms.starts_at
        left_at = corrected.left_at or left_at
    if arrived_at is None:
        return Presence(is_present=False)
    is_late = arrived_at > terms.late_from
    begun = arrived_at if is_late else terms.starts_at
    gone = min(left_at or terms.ends_at, terms.ends_at)
    minutes = max(0, int((gone - begun).total_seconds()) // 60)
    planned = int((terms.ends_at - terms.starts_at).total_seconds()) // 60
    return Presence(
        is_present=True,
        arrived_at=arrived_at,
        left_at=left_at,
        minutes=minutes,
        is_late=is_late,
        is_partial=minutes < planned,
    )


@dataclass(frozen=True, slots=True)
class CreditRule:
    """How much of all meetings earns credit: a share, minutes, or (neither given) any presence."""

    percent: int | None = None
    minutes: int | None = None


def earns_credit(presences: Sequence[Presence], planned_minutes: int, rule: CreditRule) -> bool:
    """Whether somebody with these presences, one per meeting, earns credit.

    `planned_minutes` is the length of all meetings together. Integers decide.
    """
    attended = sum(one.minutes for one in presences)
    if rule.percent is not None:
        return 100 * attended >= rule.percent * planned_minutes
    if rule.minutes is not None:
        return attended >= rule.minutes
    return any(one.is_present for one in presences)
