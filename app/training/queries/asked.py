"""The people behind an assignment: who has completed the training, and who has not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select

from app.core.db import db
from app.core.paging import PAGE_SIZE, Page
from app.people.models import Employment, Person, Post, Unit
from app.training.models.assignments import Assignment
from app.training.queries.assigned import valid_completions


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """Somebody whom an assignment concerns, and where she works today within reach."""

    person_id: int
    last_name: str
    first_name: str
    email: str
    #: by the latest completion that is still valid; None: it is yet to be done
    completed_on: date | None
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of the people of an assignment are wanted."""

    assignment: Assignment
    #: of units at or below these paths
    paths: tuple[str, ...]
    today: date
    #: None: those who have completed it and those who have not
    is_done: bool | None = None


def asked_page(wanted: Asked, number: int) -> Page[AskedPerson]:
    """A page of the people, in Polish alphabetical order."""
    chosen = _people(wanted)
    total = db.session.scalars(select(func.count()).select_from(chosen.subquery())).one()
    rows = db.session.execute(chosen.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all()
    return Page(_with_units(rows, wanted, {row.id for row in rows}), total, number)


def everybody_asked(wanted: Asked) -> list[AskedPerson]:
    """All of them, in the same order; two queries."""
    return _with_units(db.session.execute(_people(wanted)).all(), wanted, None)


def _people(wanted: Asked) -> Select[*tuple[Any, ...]]:
    done = valid_completions(wanted.assignment.training, wanted.today)
    asked = (
        select(Employment.person_id)
        .join(Employment.unit)
        .join(Employment.post)
        .where(*_asked_by(wanted))
    )
    people = (
        select(Person.id, Person.last_name, Person.first_name, Person.email, done.c.completed_on)
        .outerjoin(done, done.c.person_id == Person.id)
        .where(Person.id.in_(asked))
        .order_by(Person.sort_key, Person.id)
    )
    if wanted.is_done is None:
        return people
    has_not = done.c.person_id.is_(None)
    return people.where(~has_not if wanted.is_done else has_not)


def _asked_by(wanted: Asked) -> Iterable[ColumnElement[bool]]:
    """SQL: the employment is one that the assignment asks."""
    teaches = Post.is_teaching.is_(True) if wanted.assignment.teaching_only else None
    conditions = (
        Unit.below(wanted.assignment.unit.path),
        Unit.below(*wanted.paths),
        Employment.active_on(wanted.today),
        teaches,
    )
    return (one for one in conditions if one is not None)


def _with_units(
    rows: Iterable[Row[*tuple[Any, ...]]], wanted: Asked, person_ids: set[int] | None
) -> list[AskedPerson]:
    """`person_ids` None: units are read for everybody."""
    jobs = (
        select(Employment.person_id, Unit.short_name)
        .join(Employment.unit)
        .join(Employment.post)
        .where(*_asked_by(wanted))
        .order_by(Unit.sort_key, Unit.id)
    )
    if person_ids is not None:
        jobs = jobs.where(Employment.person_id.in_(person_ids))
    units: dict[int, dict[str, None]] = {}
    for person_id, name in db.session.execute(jobs):
        units.setdefault(person_id, {})[name] = None
    return [
        AskedPerson(
            row.id,
            row.last_name,
            row.first_name,
            row.email,
            row.completed_on,
            tuple(units.get(row.id, ())),
        )
        for row in rows
    ]
