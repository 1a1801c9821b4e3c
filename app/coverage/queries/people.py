"""Who is behind a figure: every person with where she stands and why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.coverage.indicator.judgement import eligible_units, judge
from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import Period, Record, Standing, Verdict
from app.coverage.queries.figures import Overview, overview_of
from app.coverage.queries.ground import Ground
from app.coverage.queries.records import (
    BriefUnit,
    Name,
    Population,
    names_of,
    records_of,
    units_below,
)
from app.people.models import Absence, Employment, Person


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
    #: the figure of the same people
    found: Overview


def people_of(
    base: Ground, unit_path: str, as_of: date, standing: Standing | None = None
) -> StandingList:
    """Everybody who works at or below `unit_path` on that day, in Polish alphabetical order.

    With `standing`, only those who stand there. Who left or is still to come is not listed.
    """
    population = Population.at(unit_path)
    everybody = records_of(population)
    records = {
        person_id: record
        for person_id, record in everybody.items()
        if any(job.period.contains(as_of) for job in record.jobs)
    }
    verdicts = {person_id: judge(record, base.rule, as_of) for person_id, record in records.items()}
    wanted = {i for i, v in verdicts.items() if standing is None or v.standing is standing}
    units = units_below(unit_path)
    people = [
        PersonStanding(
            name, verdicts[name.person_id], _units(records[name.person_id], as_of, units)
        )
        for name in names_of(population)
        if name.person_id in wanted
    ]
    counts = Counter(verdict.standing for verdict in verdicts.values())
    return StandingList(
        people,
        {one: counts[one] for one in Standing},
        overview_of(base, everybody, units, as_of),
    )


def _units(record: Record, as_of: date, units: Iterable[BriefUnit]) -> tuple[str, ...]:
    active = {job.unit_id for job in record.jobs if job.period.contains(as_of)}
    return tuple(unit.short_name for unit in units if unit.id in active)


@dataclass(frozen=True, slots=True)
class NamedJob:
    """An employment as the explanation tells it."""

    unit: str
    post: str
    is_teaching: bool | None
    period: Period


@dataclass(frozen=True, slots=True)
class NamedAbsence:
    """An absence as the explanation tells it; from all work where `unit` is None."""

    unit: str | None
    period: Period


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one person counts or does not, with the facts it rests on."""

    verdict: Verdict
    rule: Rule
    record: Record
    #: every employment, the newest first
    jobs: tuple[NamedJob, ...]
    absences: tuple[NamedAbsence, ...]
    #: units in whose figure the person counts
    counted_in: tuple[str, ...]


def explain(base: Ground, person: Person, as_of: date) -> Explanation:
    """Where the person stands on that day, and what is known about her."""
    rule = base.rule
    record = records_of(Population.of_person(person.id)).get(person.id, Record())
    counted = eligible_units(record, rule, as_of)
    employments = person.employments
    return Explanation(
        verdict=judge(record, rule, as_of),
        rule=rule,
        record=record,
        jobs=tuple(_named(one) for one in employments),
        absences=tuple(_named_absence(one) for one in person.absences),
        counted_in=tuple(
            dict.fromkeys(one.unit.short_name for one in employments if one.unit_id in counted)
        ),
    )


def _named(one: Employment) -> NamedJob:
    period = Period(one.started_on, one.ended_on)
    return NamedJob(one.unit.short_name, one.post.name, one.post.is_teaching, period)


def _named_absence(one: Absence) -> NamedAbsence:
    unit = one.unit.short_name if one.unit else None
    return NamedAbsence(unit, Period(one.started_on, one.ended_on))
