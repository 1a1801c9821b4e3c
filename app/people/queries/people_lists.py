"""Lists of persons as an actor sees them: filtered, in Polish order, a page or all of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Row, Select, func, or_, select, true, tuple_
from sqlalchemy.orm import aliased

from app.core.db import db
from app.core.folding import fold
from app.core.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Employment, Person, Post, Unit, between_paths

_Merged = aliased(Person)
_CHUNK = 5000  # the filter is evaluated once for each


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Which persons are asked for; what is empty or None does not narrow the list.

    `words` in any order, of name or address; `unit_path` with all below it; `working_on` a
    day, None lists also those who have left.
    """

    words: str = ""
    unit_path: str = ""
    post_id: int | None = None
    is_teaching: bool | None = None
    working_on: date | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """An employment, as a list shows it."""

    unit: str
    post: str
    fte: Decimal
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list, with the jobs held on the day asked for, or else the latest ones."""

    id: int
    last_name: str
    first_name: str
    email: str
    jobs: tuple[Job, ...]


def people_page(paths: tuple[str, ...], asked: PeopleFilter, number: int) -> Page[PersonRow]:
    """A page of those who match, of all whom units at or below `paths` employ or employed."""
    found = _matching(paths, asked)
    total = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
    number = nearest_page(number, total)
    ordered = found.order_by(Person.sort_key, Person.id)
    persons = db.session.execute(ordered.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all()
    return Page(_rows(persons, paths, asked), total, number)


def all_people(paths: tuple[str, ...], asked: PeopleFilter) -> Iterator[PersonRow]:
    """Every person who matches, in the same order, read piece by piece."""
    ordered = _matching(paths, asked).order_by(Person.sort_key, Person.id).limit(_CHUNK)
    after: ColumnElement[bool] = true()
    while persons := db.session.execute(ordered.where(after)).all():
        yield from _rows(persons, paths, asked)
        last = persons[-1]
        after = tuple_(Person.sort_key, Person.id) > (last.sort_key, last.id)


def _matching(paths: tuple[str, ...], asked: PeopleFilter) -> Select[int, str, str, str, str]:
    columns = (Person.id, Person.last_name, Person.first_name, Person.email, Person.sort_key)
    return select(*columns).where(*_said(asked.words), Person.id.in_(_employed(paths, asked)))


def _said(words: str) -> Iterator[ColumnElement[bool]]:
    """Each word stands in the name or in the address, or in that of an entry merged into it."""
    for word in fold(words).split():
        merged = select(_Merged.merged_into_id).where(
            _Merged.merged_into_id.is_not(None), _Merged.email.contains(word, autoescape=True)
        )
        yield or_(
            Person.folded_name.contains(word, autoescape=True),
            Person.email.contains(word, autoescape=True),
            Person.id.in_(merged),
        )


def _employed(paths: tuple[str, ...], asked: PeopleFilter) -> Select[int]:
    """The numbers of those with an employment that matches all that is asked of one."""
    employed = select(Employment.person_id).join(Unit).where(Unit.below(*paths))
    if asked.unit_path:
        employed = employed.where(between_paths(Unit.path, asked.unit_path))
    if asked.post_id is not None:
        employed = employed.where(Employment.post_id == asked.post_id)
    if asked.is_teaching is not None:
        employed = employed.join(Post).where(Post.is_teaching.is_(asked.is_teaching))
    if asked.working_on is not None:
        employed = employed.where(Employment.active_on(asked.working_on))
    return employed


def _rows(
    persons: Sequence[Row[int, str, str, str, str]], paths: tuple[str, ...], asked: PeopleFilter
) -> tuple[PersonRow, ...]:
    jobs = _jobs([person.id for person in persons], paths, asked.working_on)
    return tuple(
        PersonRow(
            person.id, person.last_name, person.first_name, person.email, jobs.get(person.id, ())
        )
        for person in persons
    )


def _jobs(
    person_ids: Iterable[int], paths: tuple[str, ...], working_on: date | None
) -> dict[int, tuple[Job, ...]]:
    found = (
        select(Employment, Unit.short_name, Post.name)
        .join(Unit)
        .join(Post)
        .where(Employment.person_id.in_(person_ids), Unit.below(*paths))
        .order_by(Unit.sort_key, Employment.started_on)
    )
    if working_on is not None:
        found = found.where(Employment.active_on(working_on))
    jobs: dict[int, tuple[Job, ...]] = {}
    for employment, unit, post in db.session.execute(found):
        job = Job(unit, post, employment.fte, employment.started_on, employment.ended_on)
        jobs[employment.person_id] = (*jobs.get(employment.person_id, ()), job)
    return jobs if working_on else {person: _latest(held) for person, held in jobs.items()}


def _latest(jobs: tuple[Job, ...]) -> tuple[Job, ...]:
    """The jobs that go on, or else the one that ended last."""
    last_day = max(job.ended_on or date.max for job in jobs)
    return tuple(job for job in jobs if (job.ended_on or date.max) == last_day)
