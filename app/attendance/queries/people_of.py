"""The people of a session: who is expected, who has a seat, who waits, as far as an actor sees."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)

from app.attendance.models.sessions import Meeting, SignUp, TrainingSession
from app.attendance.queries.expected import Invitee, expected_ids, invited_staff, invitees
from app.attendance.timetable import Span, next_of
from app.core.actors import Actor
from app.core.db import db
from app.core.paging import Page, nearest_page
from app.core.permissions import Permission, is_trainer, scope_of
from app.people.models import Employment, Person, Unit

PAGE_SIZE = 50
_Guests = Select[int, datetime | None, int | None]


@dataclass(frozen=True, slots=True)
class Seats:
    """How the seats of a session are taken; `capacity` None: there is no limit, nobody waits."""

    capacity: int | None
    #: sign-ups that stand, with a seat or without
    signed_up: int

    @property
    def taken(self) -> int:
        return self.signed_up if self.capacity is None else min(self.signed_up, self.capacity)

    @property
    def waiting(self) -> int:
        return self.signed_up - self.taken


@dataclass(frozen=True, slots=True)
class SchoolCount:
    """How many people of a school are expected."""

    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people are expected, each once, and of which schools, by name."""

    people: int
    schools: tuple[SchoolCount, ...]


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is expected at a session, or waits for a seat."""

    person: Invitee
    #: None: invited with a unit, did not have to sign up
    signed_up_at: datetime | None
    #: in the queue for a seat, from 1; None: has one, or needs none
    waits_as: int | None


def next_meeting(session: TrainingSession, at: datetime) -> Meeting:
    """The meeting that matters at that instant: under way, else the next, else the last."""
    return session.meetings[next_of(spans_of(session), at)]


def spans_of(session: TrainingSession) -> list[Span]:
    """When its meetings take place, in their order."""
    return [Span(one.starts_at, one.ends_at) for one in session.meetings]


def people_paths(session: TrainingSession, actor: Actor) -> tuple[str, ...]:
    """Below which units the actor may know the session's people by name; "" is all of them.

    Whoever leads the session or looks after it knows everybody; a school head only those of the
    own school.
    """
    reach = scope_of(actor, Permission.SESSION_READ)
    if is_trainer(actor, session) or any(session.unit.path.startswith(path) for path in reach):
        return ("",)
    return scope_of(actor, Permission.PERSON_LIST_READ)


def seats_of(session: TrainingSession) -> Seats:
    """How the seats are taken; one query."""
    standing = select(func.count()).where(*_standing(session.id))
    return Seats(session.capacity, db.session.scalar(standing) or 0)


def headcount(session: TrainingSession, day: date, paths: tuple[str, ...]) -> Headcount:
    """Who is expected that day of the units at or below `paths`; one query.

    Somebody who works at two schools counts at both, and once in all; but not where nobody is
    invited, as long as another workplace is.
    """
    elsewhere = Employment.person_id.not_in(invited_staff(session.id, day))
    works = (
        select(Employment.person_id, Unit.id, Unit.short_name, Unit.sort_key)
        .join(Unit, Unit.id == Employment.unit_id)
        .where(Employment.active_on(day), Unit.below(*paths))
        .where(Employment.person_id.in_(expected_ids(session, day)))
        .where(or_(Unit.below(*session.invited_paths), elsewhere))
        .cte("works")
    )
    people = func.count(works.c.person_id.distinct())
    by_school = select(works.c.short_name, works.c.sort_key, people).group_by(
        works.c.id, works.c.short_name, works.c.sort_key
    )
    everybody = select(null(), literal(""), func.count()).where(
        Person.id.in_(expected_ids(session, day)), _works_below(day, paths)
    )
    rows = db.session.execute(union_all(everybody, by_school)).all()
    schools = sorted((row for row in rows if row[0] is not None), key=lambda row: row[1])
    total = next(row[2] for row in rows if row[0] is None)
    return Headcount(total, tuple(SchoolCount(row[0], row[2]) for row in schools))


def guests_page(
    session: TrainingSession, day: date, paths: tuple[str, ...], number: int
) -> Page[Guest]:
    """A page of those who are expected that day or wait, of the units at or below `paths`.

    Seats first, in the order in which people signed up, then the others by name.
    """
    return _page(session, day, paths, _guests(session, day, paths), number)


def named_page(session: TrainingSession, day: date, number: int) -> Page[Guest]:
    """A page of those who signed up, or were given a seat by name, in that order."""
    by_name = _guests(session, day, ("",)).where(Person.id.in_(_in_order(session)))
    return _page(session, day, ("",), by_name, number)


def every_guest(session: TrainingSession, day: date, paths: tuple[str, ...]) -> Sequence[Guest]:
    """Everybody who is expected that day or waits, in the order of the pages."""
    return _read(session, day, paths, _guests(session, day, paths))


def _page(
    session: TrainingSession, day: date, paths: tuple[str, ...], wanted: _Guests, number: int
) -> Page[Guest]:
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    number = nearest_page(number, total, PAGE_SIZE)
    window = wanted.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page(_read(session, day, paths, window), total, number, PAGE_SIZE)


def _guests(session: TrainingSession, day: date, paths: tuple[str, ...]) -> _Guests:
    """SQL: number of the person, when she signed up, and as which of those who did."""
    place = func.row_number().over(order_by=SignUp.id).label("place")
    queue = (
        select(SignUp.person_id, SignUp.signed_up_at, place)
        .where(*_standing(session.id))
        .subquery()
    )
    return (
        select(Person.id, queue.c.signed_up_at, queue.c.place)
        .outerjoin(queue, queue.c.person_id == Person.id)
        .where(
            or_(Person.id.in_(expected_ids(session, day)), queue.c.place.is_not(None)),
            _works_below(day, paths),
        )
        .order_by(queue.c.place.is_(None), queue.c.place, Person.sort_key, Person.id)
    )


def _read(
    session: TrainingSession, day: date, paths: tuple[str, ...], wanted: _Guests
) -> list[Guest]:
    rows = db.session.execute(wanted).all()
    people = {one.person_id: one for one in invitees([row.id for row in rows], day)}
    return [
        Guest(_as_seen(people[row.id], paths), row.signed_up_at, _wait(row.place, session.capacity))
        for row in rows
    ]


def _wait(place: int | None, capacity: int | None) -> int | None:
    """Where somebody stands in the queue, from 1; None if nowhere."""
    return None if place is None or capacity is None or place <= capacity else place - capacity


def _as_seen(person: Invitee, paths: tuple[str, ...]) -> Invitee:
    """The person with those of her schools that stand at or below `paths`."""
    seen = [one for one in person.schools if any(one.path.startswith(path) for path in paths)]
    return replace(person, schools=tuple(seen))


def seated_ids(session: TrainingSession) -> list[int]:
    """Persons with a seat in the order of their signing up; everybody who did, without a limit."""
    return list(db.session.scalars(_in_order(session).limit(session.capacity)))


def _in_order(session: TrainingSession) -> Select[int]:
    return select(SignUp.person_id).where(*_standing(session.id)).order_by(SignUp.id)


def _standing(session_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return SignUp.session_id == session_id, SignUp.withdrawn_at.is_(None)


def _works_below(day: date, paths: tuple[str, ...]) -> ColumnElement[bool]:
    """SQL: the person works that day at or below the paths; of the whole tree, everybody does."""
    if "" in paths:
        return true()
    return exists().where(
        Employment.person_id == Person.id,
        Employment.unit_id == Unit.id,
        Employment.active_on(day),
        Unit.below(*paths),
    )
