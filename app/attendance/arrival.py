"""Somebody tells that a person came to a meeting, or left; and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.attendance.badges import Badge
from app.attendance.checkin import Refusal, Terms, Way


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
    #: what was scanned; None if the person was known without
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The check-in or check-out that is kept of somebody."""

    id: int
    claimed_at: datetime
    key: str
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
