"""Who is in right now, school by school: what the wall of the hall and the trainer's page show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Row, and_, select

from app.attendance.models.ledger import CheckIn, Correction
from app.attendance.queries.doors import Door
from app.attendance.queries.expected import expected_ids
from app.core.db import db
from app.people.models import Employment, Person, Unit

_NEWEST = 3


@dataclass(frozen=True, slots=True)
class SchoolCount:
    """How many of a school are in, expected or not, and how many who are expected are not in.

    The name is empty for those who work nowhere.
    """

    name: str
    present: int
    missing: int

    @property
    def total(self) -> int:
        """Everybody whom the meeting is to have at its end."""
        return self.present + self.missing


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is in, as everybody may read it: "Maria K." of "SP nr 12"."""

    name: str
    school: str


@dataclass(frozen=True, slots=True)
class Room:
    """Who is in. Everybody counts once, at one workplace: an invited one if there is any."""

    #: by name of the school
    per_school: tuple[SchoolCount, ...]
    #: who checked in last, the last one first
    newest: tuple[Newcomer, ...]

    @property
    def present(self) -> int:
        """How many are in, expected or not."""
        return sum(school.present for school in self.per_school)

    @property
    def missing(self) -> int:
        """How many who are expected are not in."""
        return sum(school.missing for school in self.per_school)

    @property
    def total(self) -> int:
        """Everybody whom the meeting is to have at its end."""
        return self.present + self.missing


@dataclass(frozen=True, slots=True)
class _Comer:
    name: str
    school: str
    school_key: str
    #: rises with time; 0 if a human said so
    check_in: int
    #: else expected
    is_present: bool


def room(door: Door) -> Room:
    """Who is in at this moment; two queries."""
    comers = list(_comers(door))
    scanned = (one for one in comers if one.is_present and one.check_in)
    newest = sorted(scanned, key=lambda one: -one.check_in)[:_NEWEST]
    return Room(
        per_school=tuple(_per_school(comers)),
        newest=tuple(Newcomer(one.name, one.school) for one in newest),
    )


def shortened(first_name: str, last_name: str) -> str:
    """The name as a wall may show it: "Maria K."."""
    return f"{first_name} {last_name[:1]}.".strip()


def _per_school(comers: Iterable[_Comer]) -> Iterator[SchoolCount]:
    by_school = sorted(comers, key=lambda one: (one.school_key, one.school))
    for (_key, name), group in groupby(by_school, lambda one: (one.school_key, one.school)):
        here = [one.is_present for one in group]
        yield SchoolCount(name, present=sum(here), missing=len(here) - sum(here))


def _comers(door: Door) -> Iterator[_Comer]:
    """Everybody who is expected or in."""
    corrected = _corrections(door.id)
    seen: set[int] = set()
    for row in sorted(_workplaces(door, corrected), key=lambda row: not _is_invited(door, row)):
        is_present = corrected.get(row.id, row.check_in is not None)
        if row.id not in seen and (is_present or row.is_expected):
            yield _Comer(
                shortened(row.first_name, row.last_name),
                row.short_name or "",
                row.sort_key or "",
                row.check_in or 0,
                is_present,
            )
        seen.add(row.id)


def _corrections(meeting_id: int) -> dict[int, bool]:
    """The newest word about a person: whether they are there."""
    rows = db.session.execute(
        select(Correction.person_id, Correction.is_present)
        .where(Correction.meeting_id == meeting_id)
        .order_by(Correction.id)
    )
    return {row.person_id: row.is_present for row in rows}


def _workplaces(door: Door, corrected: Iterable[int]) -> Iterable[Row[Any]]:
    """A row per workplace of everybody who is expected, checked in, or spoken of; by name."""
    expected = select(expected_ids(door.seats, door.day).subquery().c[0])
    came = select(CheckIn.person_id).where(CheckIn.meeting_id == door.id)
    everybody = expected.union(came, select(Person.id).where(Person.id.in_(list(corrected))))
    return db.session.execute(
        select(
            Person.id,
            Person.first_name,
            Person.last_name,
            Unit.short_name,
            Unit.sort_key,
            Unit.path,
            CheckIn.id.label("check_in"),
            Person.id.in_(expected).label("is_expected"),
        )
        .outerjoin(CheckIn, and_(CheckIn.person_id == Person.id, CheckIn.meeting_id == door.id))
        .outerjoin(
            Employment, and_(Employment.person_id == Person.id, Employment.active_on(door.day))
        )
        .outerjoin(Unit, Unit.id == Employment.unit_id)
        .where(Person.id.in_(everybody))
        .order_by(Unit.sort_key, Unit.id)
    )


def _is_invited(door: Door, row: Row[Any]) -> bool:
    return row.path is not None and row.path.startswith(door.invited_paths)
