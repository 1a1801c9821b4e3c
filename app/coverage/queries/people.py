"""Who is behind a figure: every person with where she stands and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.core.db import db
from app.coverage.indicator.judgement import counted_units, judge
from app.coverage.indicator.values import Period, Record, Rule, Standing, Verdict
from app.coverage.queries.records import Name, Population, names_of, records_of, rule_of
from app.people.models import Employment, Person, Unit


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """One line of the list behind a figure."""

    name: Name
    verdict: Verdict
    #: short names of the units that employ the person on the day, of those the list is about
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandingList:
    """The people of a unit on a day, by where they stand; counts are of all of them."""

    people: Sequence[PersonStanding]
    counts: Mapping[Standing, int]
    rule: Rule


def people_of(unit_path: str, as_of: date, standing: Standing | None = None) -> StandingList:
    """Everybody who works at or below `unit_path` on that day, in Polish alphabetical order.

    With `standing`, only those who stand there. People who left or have not come yet are not listed.
    """
    rule = rule_of()
    population = Population.at(unit_path)
    records = {
        person_id: record
        for person_id, record in records_of(population).items()
        if any(job.period.contains(as_of) for job in record.jobs)
    }
    verdicts = {person_id: judge(record, rule, as_of) for person_id, record in records.items()}
    wanted = {i for i, v in verdicts.items() if standing is None or v.standing is standing}
    units = _short_names(unit_path)
    people = [
        PersonStanding(
            name, verdicts[name.person_id], _units(records[name.person_id], as_of, units)
        )
        for name in names_of(population)
        if name.person_id in wanted
    ]
    counts = {
        one: sum(verdict.standing is one for verdict in verdicts.values()) for one in Standing
    }
    return StandingList(people, counts, rule)


def _units(record: Record, as_of: date, names: Mapping[int, str]) -> tuple[str, ...]:
    active = {job.unit_id for job in record.jobs if job.period.contains(as_of)}
    return tuple(name for unit_id, name in names.items() if unit_id in active)


def _short_names(unit_path: str) -> dict[int, str]:
    rows = db.session.execute(
        select(Unit.id, Unit.short_name)
        .where(Unit.below(unit_path))
        .order_by(Unit.sort_key, Unit.id)
    )
    return {row.id: row.short_name for row in rows}


@dataclass(frozen=True, slots=True)
class NamedJob:
    """An employment as the explanation tells it."""

    unit: str
    post: str
    is_teaching: bool | None
    period: Period


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one person counts or does not, with the facts it rests on."""

    verdict: Verdict
    rule: Rule
    record: Record
    #: every employment, the newest first
    jobs: tuple[NamedJob, ...]
    #: units in whose figure the person counts
    counted_in: tuple[str, ...]


def explain(person: Person, as_of: date) -> Explanation:
    """Where the person stands on that day, over all her employments."""
    rule = rule_of()
    record = records_of(Population.of_person(person.id)).get(person.id, Record())
    counted = counted_units(record, rule, as_of)
    employments = person.employments
    return Explanation(
        verdict=judge(record, rule, as_of),
        rule=rule,
        record=record,
        jobs=tuple(_named(one) for one in employments),
        counted_in=tuple(
            dict.fromkeys(one.unit.short_name for one in employments if one.unit_id in counted)
        ),
    )


def _named(one: Employment) -> NamedJob:
    period = Period(one.started_on, one.ended_on)
    return NamedJob(one.unit.short_name, one.post.name, one.post.is_teaching, period)
