"""What the rule needs to know about people, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, select

from app.core.db import db
from app.coverage.indicator.rule import Posts, Rule
from app.coverage.indicator.values import Achievement, Away, Job, Period, Record
from app.people.models import Absence, Employment, Person, Post, Unit, UnitKind
from app.training.models.completions import Completion, Source
from app.training.models.trainings import Training, TrainingVersion

Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class Population:
    """Whose records are wanted: who was ever employed in a unit that meets the condition."""

    condition: ColumnElement[bool]

    @classmethod
    def in_scope_of(cls, rule: Rule, path: str, *, from_day: date, to_day: date) -> "Population":
        """Who may count under `rule` below `path` on any day between the two, and nobody else."""
        condition = (
            Unit.below(path)
            & Unit.kind.in_(rule.scope_unit_kinds)
            & (Employment.started_on <= to_day)
            & (Employment.ended_on.is_(None) | (Employment.ended_on >= from_day))
        )
        if rule.posts is Posts.TEACHING:
            condition &= Post.is_teaching.is_(True)
        elif rule.posts is Posts.NAMED:
            condition &= Post.id.in_(rule.post_ids)
        return cls(condition)

    @classmethod
    def at(cls, path: str) -> "Population":
        """Everybody who ever worked at or below `path`."""
        return cls(Unit.below(path))

    @classmethod
    def of_person(cls, person_id: int) -> "Population":
        """One person, with every employment."""
        return cls(Employment.person_id == person_id)

    def ids(self) -> Select[int]:
        """SQL: the ids of these persons."""
        return (
            select(Employment.person_id)
            .join(Unit, Unit.id == Employment.unit_id)
            .join(Post, Post.id == Employment.post_id)
            .where(self.condition)
        )


def records_of(population: Population) -> dict[int, Record]:
    """What the rule needs to know, by person id: three queries, however many people."""
    jobs = _jobs(population)
    absences = _absences(population)
    achievements = _achievements(population)
    return {
        person_id: Record(
            tuple(jobs[person_id]),
            tuple(absences.get(person_id, ())),
            tuple(achievements.get(person_id, ())),
        )
        for person_id in jobs
    }


def _jobs(population: Population) -> Mapping[int, list[Job]]:
    columns = (Employment.fte, Employment.started_on, Employment.ended_on)
    place = (Employment.unit_id, Unit.kind, Employment.post_id, Post.is_teaching)
    rows = db.session.execute(
        select(Employment.person_id, *place, *columns)
        .join(Unit, Unit.id == Employment.unit_id)
        .join(Post, Post.id == Employment.post_id)
        .where(population.condition)
        .order_by(Employment.person_id, Employment.started_on)
    )
    return _grouped(
        rows,
        lambda row: Job(
            row.unit_id,
            row.kind,
            row.post_id,
            row.is_teaching,
            row.fte,
            Period(row.started_on, row.ended_on),
        ),
    )


def _absences(population: Population) -> Mapping[int, list[Away]]:
    rows = db.session.execute(
        select(Absence.person_id, Absence.unit_id, Absence.started_on, Absence.ended_on).where(
            Absence.person_id.in_(population.ids())
        )
    )
    return _grouped(rows, lambda row: Away(Period(row.started_on, row.ended_on), row.unit_id))


def _achievements(population: Population) -> Mapping[int, list[Achievement]]:
    rows = db.session.execute(
        select(
            Completion.person_id,
            Completion.version_id,
            Completion.completed_on,
            Completion.source,
            Completion.is_passed,
            Completion.confirmed_at,
            Completion.revoked_at,
        ).where(Completion.person_id.in_(population.ids()))
    ).all()
    programmes = _programmes({row.version_id for row in rows})
    return _grouped(rows, lambda row: _achievement(row, *programmes[row.version_id]))


def _programmes(version_ids: set[int]) -> dict[int, tuple[int, str, str, frozenset[str]]]:
    """Training, its title and category, and topics, by version: read once, not per person."""
    if not version_ids:
        return {}
    rows = db.session.execute(
        select(
            TrainingVersion.id,
            TrainingVersion.training_id,
            Training.title,
            Training.category,
            TrainingVersion.topics,
        )
        .join(Training, Training.id == TrainingVersion.training_id)
        .where(TrainingVersion.id.in_(version_ids))
    )
    return {
        row.id: (row.training_id, row.title, row.category, frozenset(row.topics)) for row in rows
    }


def _achievement(
    row: Row[*tuple[Any, ...]],
    training_id: int,
    title: str,
    category: str,
    topics: frozenset[str],
) -> Achievement:
    return Achievement(
        training_id=training_id,
        title=title,
        category=category,
        topics=topics,
        completed_on=row.completed_on,
        is_external=row.source == Source.EXTERNAL,
        is_passed=row.is_passed,
        is_confirmed=row.confirmed_at is not None,
        is_revoked=row.revoked_at is not None,
    )


def _grouped(
    rows: Iterable[Row[*tuple[Any, ...]]], build: Callable[[Any], Fact]
) -> Mapping[int, list[Fact]]:
    by_person: dict[int, list[Fact]] = defaultdict(list)
    for row in rows:
        by_person[row.person_id].append(build(row))
    return by_person


@dataclass(frozen=True, slots=True)
class Name:
    """What a list shows of a person."""

    person_id: int
    last_name: str
    first_name: str


def names_of(population: Population) -> list[Name]:
    """Everybody's name, in Polish alphabetical order."""
    rows = db.session.execute(
        select(Person.id, Person.last_name, Person.first_name)
        .where(Person.id.in_(population.ids()))
        .order_by(Person.sort_key, Person.id)
    )
    return [Name(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class BriefUnit:
    """What a table shows of a unit."""

    id: int
    kind: UnitKind
    name: str
    short_name: str
    rspo: int | None
    path: str


def units_below(path: str) -> list[BriefUnit]:
    """Every unit at or below `path`, in the order of their names."""
    rows = db.session.execute(
        select(Unit.id, Unit.kind, Unit.name, Unit.short_name, Unit.rspo, Unit.path)
        .where(Unit.below(path))
        .order_by(Unit.sort_key, Unit.id)
    )
    return [BriefUnit(*row) for row in rows]
