"""A meeting as its trainer looks at it: who is here, who is missing, and what is doubtful."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import select

from app.attendance.checkin import Refusal, Way
from app.attendance.models.ledger import RefusedScan
from app.attendance.queries.doors import Door
from app.attendance.queries.ledger import LedgerLine, ledger_of
from app.core.db import db
from app.people.models import Person

#: the newest ones tell enough
_REFUSED = 100


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A scan that let nobody in; the name is empty if nobody was known by it."""

    at: datetime
    person_id: int | None
    name: str
    way: Way
    reason: Refusal
    presented_by: str


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school by its short name, and how many of it are here and expected."""

    name: str
    present: int
    expected: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everybody whom the reader may see, each once."""

    #: who came last stands first
    here: tuple[LedgerLine, ...]
    #: expected and not here, by school and name
    missing: tuple[LedgerLine, ...]
    #: somebody is to look at these
    doubtful: tuple[LedgerLine, ...]
    #: the newest first
    refused: tuple[RefusedLine, ...]
    schools: tuple[SchoolLine, ...]

    @property
    def expected(self) -> int:
        """How many are expected, here or not."""
        return len(self.missing) + sum(line.is_expected for line in self.here)


def overview(door: Door, paths: Sequence[str] | None) -> Overview:
    """The meeting; with `paths`, only who works below one of these, and no refused scans.

    Five queries, or four.
    """
    lines = [line for line in ledger_of(door) if paths is None or works_below(line, paths)]
    here = [line for line in lines if line.presence.is_present]
    return Overview(
        here=tuple(sorted(here, key=_since, reverse=True)),
        missing=tuple(one for one in lines if one.is_expected and not one.presence.is_present),
        doubtful=tuple(line for line in lines if line.asks_for_review),
        refused=tuple(refused_at(door.id)) if paths is None else (),
        schools=tuple(_schools(lines)),
    )


def refused_at(meeting_id: int) -> list[RefusedLine]:
    """The newest refused scans of the meeting, at most a hundred."""
    rows = db.session.execute(
        select(
            RefusedScan.claimed_at,
            RefusedScan.person_id,
            Person.first_name,
            Person.last_name,
            RefusedScan.way,
            RefusedScan.reason,
            RefusedScan.presented_by,
        )
        .outerjoin(Person, Person.id == RefusedScan.person_id)
        .where(RefusedScan.meeting_id == meeting_id)
        .order_by(RefusedScan.id.desc())
        .limit(_REFUSED)
    )
    return [
        RefusedLine(
            row.claimed_at,
            row.person_id,
            f"{row.first_name or ''} {row.last_name or ''}".strip(),
            row.way,
            row.reason,
            row.presented_by,
        )
        for row in rows
    ]


def works_below(line: LedgerLine, paths: Sequence[str]) -> bool:
    """Whether the person works, on the day of the meeting, at one of these units or below."""
    return any(school.path.startswith(tuple(paths)) for school in line.person.schools)


def _since(line: LedgerLine) -> tuple[datetime, int]:
    assert line.presence.arrived_at is not None  # noqa: S101 - whoever is here came
    return line.presence.arrived_at, line.person.person_id


def _schools(lines: Iterable[LedgerLine]) -> Iterable[SchoolLine]:
    """In the order of the lines, which is by school; everybody counts once, at the first one."""
    for name, group in groupby(lines, school_of):
        people = list(group)
        present = sum(line.presence.is_present for line in people)
        expected = sum(line.is_expected for line in people)
        if present or expected:
            yield SchoolLine(name, present, expected)


def school_of(line: LedgerLine) -> str:
    """Short name of the first workplace; empty for those who work nowhere on that day."""
    return line.person.schools[0].short_name if line.person.schools else ""
