"""What the rule needs to know about people, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, select, true

from app.core.db import db
from app.coverage.indicator.rule import Population as Counted
from app.coverage.indicator.rule import Posts, Rule
from app.coverage.indicator.values import Achievement, Away, Job, Period, Record
from app.coverage.queries.programmes import Programme, programmes_of
from app.people.models import Absence, Employment, Person, Post, Unit, UnitKind
from app.training.models.completions import Completion, Source

Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class Population:
    """Whose records are wanted: who was ever employed in a unit that meets the condition."""

    condition: ColumnElement[bool]
    #: which of their employments the question is about
    here: ColumnElement[bool]

    @classmethod
    def in_scope_of(cls, rule: Rule, path: str, *, from_day: date, to_day: date) -> "Population":
        """Who may count under `rule` below `path` on any day between the two, and nobody else."""
        condition = (
            Unit.below(path)
            & Unit.kind.in_(rule.scope_unit_kinds)
            & (Employment.started_on <= to_day)
            & (
                Employment.ended_on.is_(None)
                | (Employment.ended_on >= first_day_of(rule, from_day))
            )
        )
        if rule.posts is Posts.TEACHING:
            condition &= Post.is_teaching.is_(True)
        elif rule.posts is Posts.NAMED:
            condition &= Post.id.in_(rule.post_ids)
        return cls(condition, Unit.below(path))

    @classmethod
    def at(cls, path: str) -> "Population":
        """Everybody who ever worked at or below `path`."""
        return cls(Unit.below(path), Unit.below(path))

    @classmethod
    def of_person(cls, person_id: int) -> "Population":
        """One person, with every employment."""
        return cls(Employment.person_id == person_id, true())

    def ids(self) -> Select[int]:
        """SQL: the ids of these persons."""
        return (
            select(Employment.person_id)
            .join(Unit, Unit.id == Employment.unit_id)
            .join(Post, Post.id == Employment.post_id)
            .where(self.condition)
        )


def portions(population: Population, size: int = 2000) -> Iterator[Population]:
    """The same persons, `size` of them at a time."""
    ids = sorted(set(db.session.scalars(population.ids())))
    for start in range(0, len(ids), size):
        some = ids[start : start + size]
        among = Employment.person_id.between(some[0], some[-1])
        yield Population(population.condition & among, population.here)


def first_day_of(rule: Rule, on: date) -> date:
    """Whoever left before this day does not count on the day `on` or later."""
    in_window = rule.population is Counted.ANYONE_IN_WINDOW
    return min(rule.window_start, on) if in_window else on


def records_of(population: Population) -> dict[int, Record]:
    """What the rule needs to know, by person id: three queries, however many people."""
    jobs = _jobs(population)
    absences = _absences(population)
    achievements = _achievements(population)
    return {
        person_id: Record(
            jobs=tuple(job for is_here, job in known if is_here),
            absences=tuple(absences.get(person_id, ())),
            achievements=tuple(achievements.get(person_id, ())),
            elsewhere=tuple(job for is_here, job in known if not is_here),
        )
        for person_id, known in jobs.items()
    }


def _jobs(population: Population) -> Mapping[int, list[tuple[bool, Job]]]:
    """Every employment of these persons, and whether the question is about it."""
    columns = (Employment.fte, Employment.started_on, Employment.ended_on)
    place = (Employment.unit_id, Unit.kind, Employment.post_id, Post.is_teaching)
    rows = db.session.execute(
        select(Employment.person_id, *place, *columns, population.here.label("is_here"))
        .join(Unit, Unit.id == Employment.unit_id)
        .join(Post, Post.id == Employment.post_id)
        .where(Employment.person_id.in_(population.ids()))
        .order_by(Employment.person_id, Employment.started_on)
    )
    return _grouped(rows, _job)


def _job(row: Row[*tuple[Any, ...]]) -> tuple[bool, Job]:
    period = Period(row.started_on, row.ended_on)
    is_teaching, fte = row.is_teaching, row.fte
    job = Job(row.unit_id, row.kind, row.post_id, is_teaching, fte, period)
    return bool(row.is_here), job


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
    programmes = programmes_of(row.version_id for row in rows)
    return _grouped(rows, lambda row: _achievement(row, programmes[row.version_id]))


def _achievement(row: Row[*tuple[Any, ...]], programme: Programme) -> Achievement:
    return Achievement(
        training_id=programme.training_id,
        title=programme.title,
        category=programme.category,
        topics=programme.topics,
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
    return units_where(Unit.below(path))


def units_where(condition: ColumnElement[bool]) -> list[BriefUnit]:
    """Every unit that meets the condition, in the order of their names."""
    rows = db.session.execute(
        select(Unit.id, Unit.kind, Unit.name, Unit.short_name, Unit.rspo, Unit.path)
        .where(condition)
        .order_by(Unit.sort_key, Unit.id)
    )
    return [BriefUnit(*row) for row in rows]
