"""What a trainer's phone keeps of a meeting, so that it knows people without a network."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from app.attendance.models.sessions import Meeting
from app.attendance.queries.ledger import LedgerLine, ledger_of
from app.attendance.queries.links import badge_codes

#: hexadecimal digits; 2⁶⁴ marks are enough to tell a hall from a stranger
_MARK_LENGTH = 16


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody whom the phone knows by name, and by the mark of the badge."""

    id: int
    name: str
    #: short names, as in "SP nr 9, SP nr 12"; empty if the person works nowhere that day
    school: str
    #: from which nobody can make the badge
    badge: str
    #: None: not there
    in_at: datetime | None
    #: None: not gone
    out_at: datetime | None


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody who is expected or was there, by school and name."""

    people: tuple[KnownPerson, ...]
    present: int
    expected: int


def roster_of(meeting: Meeting) -> Roster:
    """Everybody whom a phone at the door is to know."""
    lines = ledger_of(meeting)
    codes = badge_codes(line.person.person_id for line in lines)
    return Roster(
        people=tuple(_known(line, codes[line.person.person_id]) for line in lines),
        present=_count(line.presence.is_present for line in lines),
        expected=_count(line.is_expected for line in lines),
    )


def _known(line: LedgerLine, code: str) -> KnownPerson:
    presence = line.presence
    return KnownPerson(
        id=line.person.person_id,
        name=line.person.full_name,
        school=", ".join(school.short_name for school in line.person.schools),
        badge=badge_mark(code),
        in_at=presence.arrived_at if presence.is_present else None,
        out_at=presence.left_at if presence.is_present else None,
    )


def badge_mark(code: str) -> str:
    """By this the phone recognises a badge that it sees."""
    return sha256(code.encode()).hexdigest()[:_MARK_LENGTH]


def _count(facts: Iterable[bool]) -> int:
    return sum(facts)
