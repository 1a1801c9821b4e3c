"""Who is behind a figure: every person with where she stands and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import false, select

from app.core.folding import fold
from app.coverage.indicator.judgement import eligible_units, judge
from app.coverage.indicator.values import Period, Reason, Record, Standing, Verdict
from app.coverage.queries.chances import Workplace
from app.coverage.queries.figures import units_of_city
from app.coverage.queries.ground import Ground
from app.coverage.queries.memory import remembered
from app.coverage.queries.records import (
    BriefUnit,
    Name,
    Population,
    names_of,
    records_of,
    units_where,
)
from app.coverage.queries.rules import TrainingName, training_names
from app.people.models import Absence, Employment, Person, Unit
from app.people.queries.people import Sight

#: above cities, so many people of one name are listed
_MOST_NAMESAKES = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a list is wanted; everything that is not None or empty narrows it."""

    standing: Standing | None = None
    reason: Reason | None = None
    #: parts of a name, in any order
    words: str = ""

    def is_met_by(self, verdict: Verdict) -> bool:
        """Whether the standing and the reason are the wanted ones."""
        return self.standing in {None, verdict.standing} and self.reason in {None, verdict.reason}


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """One line of the list behind a figure."""

    name: Name
    verdict: Verdict
    #: the units that employ the person on the day, of those the list is about
    units: tuple[BriefUnit, ...]
    #: the same as invitations look at them
    workplaces: tuple[Workplace, ...]


@dataclass(frozen=True, slots=True)
class StandingList:
    """The people of a unit on a day, by where they stand; counts are of all who bear the name."""

    people: Sequence[PersonStanding]
    counts: Mapping[Standing, int]
    #: of those with the wanted standing, the most frequent first
    reasons: Mapping[Reason, int]


def people_of(base: Ground, unit_path: str, as_of: date, wanted: Wanted) -> StandingList:
    """Everybody who works at or below `unit_path` on that day, in Polish alphabetical order.

    Who left or is still to come is not listed. Above cities, where people are too many to be read,
    only some of those who bear the wanted name are; nobody if none is wanted.
    """
    is_city = bool(units_of_city(base, unit_path))
    population = Population.at(unit_path) if is_city else _namesakes(unit_path, wanted.words)
    records = {
        person_id: record
        for person_id, record in records_of(population).items()
        if any(job.period.contains(as_of) for job in record.jobs)
    }
    named = [
        (name, judge(records[name.person_id], base.rule, as_of))
        for name in names_of(population)
        if name.person_id in records and _bears(name, wanted.words)
    ]
    counts = Counter(verdict.standing for _name, verdict in named)
    of_standing = Wanted(wanted.standing)
    reasons = Counter(verdict.reason for _name, verdict in named if of_standing.is_met_by(verdict))
    units = {unit.id: unit for unit in _units(base, unit_path, records.values())}
    return StandingList(
        [
            _line(name, verdict, records[name.person_id], as_of, units)
            for name, verdict in named
            if wanted.is_met_by(verdict)
        ],
        {one: counts[one] for one in Standing},
        dict(reasons.most_common()),
    )


def _namesakes(unit_path: str, words: str) -> Population:
    """Some of those who ever worked at or below and bear this name."""
    wanted = fold(words).split()
    bear = (Person.folded_name.contains(word, autoescape=True) for word in wanted)
    some = (
        select(Employment.person_id)
        .join(Employment.unit)
        .join(Employment.person)
        .where(Unit.below(unit_path), *bear if wanted else (false(),))
        .distinct()
        .limit(_MOST_NAMESAKES)
    )
    return Population(Employment.person_id.in_(some), Unit.below(unit_path))


def _units(base: Ground, unit_path: str, records: Iterable[Record]) -> Iterable[BriefUnit]:
    """The units that these people work at, of a city every unit."""
    of_city = units_of_city(base, unit_path)
    if of_city:
        return of_city
    return units_where(Unit.id.in_({job.unit_id for one in records for job in one.jobs}))


def _bears(name: Name, words: str) -> bool:
    if not words:
        return True
    folded = fold(f"{name.last_name} {name.first_name}")
    return all(word in folded for word in fold(words).split())


def _line(
    name: Name, verdict: Verdict, record: Record, as_of: date, units: Mapping[int, BriefUnit]
) -> PersonStanding:
    held = [job for job in record.jobs if job.period.contains(as_of) and job.unit_id in units]
    return PersonStanding(
        name,
        verdict,
        tuple({job.unit_id: units[job.unit_id] for job in held}.values()),
        tuple(Workplace(units[job.unit_id].path, bool(job.is_teaching)) for job in held),
    )


def names_for(base: Ground, verdicts: Iterable[Verdict]) -> Mapping[int, TrainingName]:
    """What the trainings are called that these verdicts speak of by number, and maybe others."""
    if not any(one.passed_trainings or one.missing_trainings for one in verdicts):
        return {}
    return remembered("training names", base.position, training_names)


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
class RuleVerdict:
    """Where one rule puts the person."""

    base: Ground
    verdict: Verdict
    #: short names of the units in whose figure the person counts, of those the reader sees
    counted_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one person counts or does not, with the facts it rests on."""

    #: in the order of the rules
    verdicts: tuple[RuleVerdict, ...]
    record: Record
    #: employments that the reader sees, what holds today first
    jobs: tuple[NamedJob, ...]
    #: how many more there are
    elsewhere: int
    absences: tuple[NamedAbsence, ...]
    #: on the day, as invitations look at them
    workplaces: tuple[Workplace, ...]


def explain(bases: Iterable[Ground], person: Person, as_of: date, seen: Sight) -> Explanation:
    """Where each rule puts the person on that day, and what the reader may know about her."""
    record = records_of(Population.of_person(person.id)).get(person.id, Record())
    return Explanation(
        verdicts=tuple(_verdict(base, seen, record, as_of) for base in bases),
        record=record,
        jobs=tuple(_named(one) for one in seen.employments),
        elsewhere=seen.elsewhere,
        absences=tuple(_named_absence(one) for one in seen.absences),
        workplaces=tuple(_workplaces(person, as_of)),
    )


def _verdict(base: Ground, seen: Sight, record: Record, as_of: date) -> RuleVerdict:
    counted = eligible_units(record, base.rule, as_of)
    units = (one.unit.short_name for one in seen.employments if one.unit_id in counted)
    return RuleVerdict(base, judge(record, base.rule, as_of), tuple(dict.fromkeys(units)))


def _workplaces(person: Person, as_of: date) -> Iterator[Workplace]:
    for one in person.employments:
        if one.is_active(as_of):
            yield Workplace(one.unit.path, bool(one.post.is_teaching))


def _named(one: Employment) -> NamedJob:
    period = Period(one.started_on, one.ended_on)
    return NamedJob(one.unit.short_name, one.post.name, one.post.is_teaching, period)


def _named_absence(one: Absence) -> NamedAbsence:
    unit = one.unit.short_name if one.unit else None
    return NamedAbsence(unit, Period(one.started_on, one.ended_on))
