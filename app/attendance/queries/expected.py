"""Who is expected at a session, and at which schools they work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Result,
    Select,
    SQLColumnExpression,
    and_,
    case,
    false,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from app.attendance.models.sessions import InvitedUnit, SignUp, TrainingSession
from app.core.db import db
from app.people.models import Employment, Person, Post, Unit, stands_below


@dataclass(frozen=True, slots=True)
class School:
    """A unit where somebody works."""

    id: int
    name: str
    short_name: str
    path: str
    rspo: int | None
    post: str


@dataclass(frozen=True, slots=True)
class Invitee:
    """A person, and the schools where they work on the day of the meeting, by name."""

    person_id: int
    first_name: str
    last_name: str
    sort_key: str
    schools: tuple[School, ...]

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class Seated(Protocol):
    """A session, as far as seats go: its number, and how many there are (None: no limit)."""

    @property
    def id(self) -> int: ...

    @property
    def capacity(self) -> int | None: ...


def expected_ids(session: Seated | TrainingSession, day: date) -> Select[int]:
    """SQL: persons expected on that day.

    With a capacity, whoever has a seat; without one, whoever works at an invited unit that day,
    and whoever signed up.
    """
    seats = (
        select(SignUp.person_id)
        .where(SignUp.session_id == session.id, SignUp.withdrawn_at.is_(None))
        .order_by(SignUp.id)
        .limit(session.capacity)
        .subquery()
    )
    if session.capacity is not None:
        return select(seats.c.person_id)
    staff = invited_staff(session.id, day)
    return select(Person.id).where(
        or_(Person.id.in_(staff), Person.id.in_(select(seats.c.person_id)))
    )


def invited_staff(
    session_id: int | SQLColumnExpression[int],
    day: date | ColumnElement[date],
    of: SQLColumnExpression[int] | None = None,
) -> Select[int]:
    """SQL: persons who work that day at a unit invited to the session, or below one.

    `of`: only that person, at whose workplaces the search begins.
    """
    workplace, host = aliased(Unit), aliased(Unit)
    # for one person the way from units to whoever works there is barred: it looks short, but is not
    place = Employment.unit_id if of is None else Employment.unit_id + 0
    return (
        select(Employment.person_id)
        .join(workplace, workplace.id == place)
        .join(Post, Post.id == Employment.post_id)
        .join(InvitedUnit, InvitedUnit.session_id == session_id)
        .join(host, and_(host.id == InvitedUnit.unit_id, stands_below(workplace, host)))
        .where(
            Employment.active_on(day),
            true() if of is None else Employment.person_id == of,
            or_(InvitedUnit.teaching_only.is_(False), Post.is_teaching.is_(True)),
        )
    )


def is_expected(session: Seated | TrainingSession, person_id: int, day: date) -> bool:
    """Whether the person is expected at the session on that day."""
    found = expected_ids(session, day).subquery()
    query = select(found.c[0]).where(found.c[0] == person_id).limit(1)
    return db.session.scalar(query) is not None


def expected_people(session: TrainingSession, day: date) -> list[Invitee]:
    """Everybody expected on that day, by school and name; two queries."""
    ids = db.session.scalars(expected_ids(session, day)).unique()
    return invitees(ids, day, session.invited_paths)


def invitees(person_ids: Iterable[int], day: date, hosts: Iterable[str] = ()) -> list[Invitee]:
    """These persons with their schools on that day, by the first school and name; one query.

    Schools at or below `hosts` (paths) come before others: who is invited by one school and also
    works at another stands for the one that is invited.
    """
    people: dict[int, Invitee] = {}
    schools: dict[int, dict[int, School]] = {}
    for row in _workplaces(list(person_ids), day, hosts):
        people.setdefault(row.id, Invitee(row.id, row.first_name, row.last_name, row.sort_key, ()))
        if row.unit_id is not None:
            school = School(row.unit_id, row.name, row.short_name, row.path, row.rspo, row.post)
            schools.setdefault(row.id, {}).setdefault(row.unit_id, school)
    return [
        Invitee(
            one.person_id,
            one.first_name,
            one.last_name,
            one.sort_key,
            tuple(schools.get(one.person_id, {}).values()),
        )
        for one in people.values()
    ]


def _workplaces(ids: list[int], day: date, hosts: Iterable[str]) -> Result[Any]:
    """A row for each post that each of them holds on that day; one if it is none."""
    works = and_(Employment.person_id == Person.id, Employment.active_on(day))
    return db.session.execute(
        select(
            Person.id,
            Person.first_name,
            Person.last_name,
            Person.sort_key,
            Unit.id.label("unit_id"),
            Unit.name,
            Unit.short_name,
            Unit.path,
            Unit.rspo,
            Post.name.label("post"),
        )
        .outerjoin(Employment, works)
        .outerjoin(Unit, Unit.id == Employment.unit_id)
        .outerjoin(Post, Post.id == Employment.post_id)
        .where(Person.id.in_(ids) if ids else false())
        .order_by(
            case((Unit.below(*hosts), 0), else_=1),
            Unit.sort_key,
            Unit.id,
            Person.sort_key,
            Person.id,
        )
    )
