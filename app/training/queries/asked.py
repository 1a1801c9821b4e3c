"""The people behind an assignment: who has completed the training, and who has not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select

from app.core.db import db
from app.core.paging import PAGE_SIZE, Page
from app.people.models import Employment, Person, Unit
from app.training.deadlines import deadline_of
from app.training.models.assignments import Assignment
from app.training.queries.assigned import means_post, valid_completions, waivers
from app.training.queries.assignments import terms_of


class Progress(StrEnum):
    """How somebody stands with what an assignment asks."""

    LEFT = "left"
    DONE = "done"
    #: not asked of this person, and not done
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """Somebody whom an assignment concerns, and where she works today within reach."""

    person_id: int
    last_name: str
    first_name: str
    email: str
    progress: Progress
    #: by the latest completion that is still valid; None: it is yet to be done
    completed_on: date | None
    #: the last day in time for this person
    due_on: date | None
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of the people of an assignment are wanted."""

    assignment: Assignment
    #: of units at or below these paths
    paths: tuple[str, ...]
    today: date
    #: None: all of them
    progress: Progress | None = None


def asked_page(wanted: Asked, number: int) -> Page[AskedPerson]:
    """A page of the people, in Polish alphabetical order."""
    chosen = _people(wanted)
    total = db.session.scalars(select(func.count()).select_from(chosen.subquery())).one()
    rows = db.session.execute(chosen.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all()
    return Page(_with_work(rows, wanted, {row.id for row in rows}), total, number)


def everybody_asked(wanted: Asked) -> list[AskedPerson]:
    """All of them, in the same order; two queries."""
    return _with_work(db.session.execute(_people(wanted)).all(), wanted, None)


def _people(wanted: Asked) -> Select[*tuple[Any, ...]]:
    training = wanted.assignment.training
    done, waived = valid_completions(training, wanted.today), waivers(training, wanted.today)
    asked = _work(wanted, Employment.person_id).where(
        Employment.active_on(wanted.today), Unit.below(*wanted.paths)
    )
    has_done, is_waived = done.c.person_id.is_not(None), waived.c.person_id.is_not(None)
    people = (
        select(
            Person.id,
            Person.last_name,
            Person.first_name,
            Person.email,
            done.c.completed_on,
            is_waived.label("is_waived"),
        )
        .outerjoin(done, done.c.person_id == Person.id)
        .outerjoin(waived, waived.c.person_id == Person.id)
        .where(Person.id.in_(asked))
        .order_by(Person.sort_key, Person.id)
    )
    conditions = {
        Progress.DONE: has_done,
        Progress.WAIVED: is_waived & ~has_done,
        Progress.LEFT: ~is_waived & ~has_done,
    }
    return people if wanted.progress is None else people.where(conditions[wanted.progress])


def _work(wanted: Asked, *columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401
    """SQL: the employments, past and present, that the assignment means."""
    return (
        select(*columns)
        .select_from(Employment)
        .join(Employment.unit)
        .join(Employment.post)
        .join(Assignment, Assignment.id == wanted.assignment.id)
        .where(
            Unit.below(wanted.assignment.unit.path),
            Employment.started_on <= wanted.today,
            means_post(),
        )
    )


def _with_work(
    rows: Iterable[Row[*tuple[Any, ...]]], wanted: Asked, person_ids: set[int] | None
) -> list[AskedPerson]:
    """`person_ids` None: work is read for everybody."""
    is_reached: ColumnElement[bool] = Unit.below(*wanted.paths)
    dates = (Employment.started_on, Employment.ended_on)
    jobs = _work(
        wanted, Employment.person_id, Unit.short_name, *dates, is_reached.label("is_reached")
    ).order_by(Unit.sort_key, Unit.id)
    if person_ids is not None:
        jobs = jobs.where(Employment.person_id.in_(person_ids))
    work = defaultdict(list)
    for job in db.session.execute(jobs):
        work[job.person_id].append(job)
    return [_asked_person(row, work[row.id], wanted) for row in rows]


def _asked_person(row: Any, work: Iterable[Any], wanted: Asked) -> AskedPerson:  # noqa: ANN401
    spans = [(job.started_on, job.ended_on) for job in work]
    deadline = deadline_of(terms_of(wanted.assignment), spans, wanted.today)
    here = [
        job for job in work if job.is_reached and (job.ended_on or wanted.today) >= wanted.today
    ]
    not_done = Progress.WAIVED if row.is_waived else Progress.LEFT
    return AskedPerson(
        row.id,
        row.last_name,
        row.first_name,
        row.email,
        Progress.DONE if row.completed_on else not_done,
        row.completed_on,
        deadline.due_on if deadline else None,
        tuple(dict.fromkeys(job.short_name for job in here)),
    )
