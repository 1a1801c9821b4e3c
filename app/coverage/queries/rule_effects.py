"""What another rule would make of the same people on the same day."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from app.core.db import db
from app.coverage.indicator.judgement import judge
from app.coverage.indicator.rule import Measure, Rule
from app.coverage.indicator.values import Figure, Record, Standing, Verdict
from app.coverage.queries.counted_jobs import Parts
from app.coverage.queries.ground import grounds
from app.coverage.queries.memory import remembered
from app.coverage.queries.records import (
    BriefUnit,
    Name,
    Population,
    first_day_of,
    names_of,
    records_of,
    units_below,
    units_where,
)
from app.coverage.queries.tally import Tally, tally
from app.people.models import Employment, Unit

#: a city has no more units
CITY_AT_MOST = 400
#: more people than these are counted, not named
NAMED_AT_MOST = 10_000

#: where somebody stands under the one rule, and under the other
Move = tuple[Standing, Standing]


@dataclass(frozen=True, slots=True)
class PartEffect:
    """A unit with its own figure under the one rule and under the other."""

    unit: BriefUnit
    before: Figure
    after: Figure


@dataclass(frozen=True, slots=True)
class Effect:
    """The figures of a unit and of its parts under both rules."""

    before: Figure
    after: Figure
    parts: tuple[PartEffect, ...]


@dataclass(frozen=True, slots=True)
class PersonEffect:
    """Somebody who stands elsewhere under the other rule."""

    name: Name
    #: short names of the units that employ the person on the day
    units: tuple[str, ...]
    before: Verdict
    after: Verdict

    @property
    def move(self) -> Move:
        return self.before.standing, self.after.standing


@dataclass(frozen=True, slots=True)
class PeopleEffect:
    """Whose standing differs, in Polish alphabetical order, and how many for each move."""

    people: Sequence[PersonEffect]
    moves: Mapping[Move, int]


def figures_of_rules(unit_path: str, on: date) -> dict[int, Figure]:
    """The figure of a unit under every rule in force, by the id of its version.

    Two queries for each rule, and none while nothing moves.
    """
    bases = grounds()
    position = max((one.position for one in bases), default=0)

    def computed() -> dict[int, Figure]:
        return {one.version_id: tally(one.rule, unit_path, on).total for one in bases}

    versions = tuple(one.version_id for one in bases)
    return remembered(("rules", versions, unit_path, on), position, computed)


def counts_anybody(rule: Rule, on: date) -> bool:
    """Whether there is anybody in the figure on that day, in any unit, be it as left out."""
    total = tally(rule, "", on).total
    return bool(total.eligible or total.excluded)


def effect(before: Rule, after: Rule, unit: Unit, on: date) -> Effect:
    """The figures of the unit under both rules on that day, with those of the schools in it.

    A unit that holds more than one city has the units directly below instead.
    """
    is_city = _number_of_units(unit.path) <= CITY_AT_MOST
    parts, units = (Parts.UNITS, Unit.below(unit.path)) if is_city else (Parts.BELOW, _below(unit))
    first, second = (tally(rule, unit.path, on, parts) for rule in (before, after))
    named = (first.parts.keys() | second.parts.keys()) - {unit.id}
    return Effect(
        first.total,
        second.total,
        tuple(
            PartEffect(one, _part(first, one, before), _part(second, one, after))
            for one in units_where(units)
            if one.id in named
        ),
    )


def _number_of_units(unit_path: str) -> int:
    return db.session.scalar(select(func.count(Unit.id)).where(Unit.below(unit_path))) or 0


def _below(unit: Unit) -> ColumnElement[bool]:
    return Unit.parent_id == unit.id


def _part(found: Tally, unit: BriefUnit, rule: Rule) -> Figure:
    nobody = Figure(0, 0, 0, rule.target_percent, is_fte=rule.measure is Measure.FTE)
    return found.parts.get(unit.id, nobody)


def people_effect(before: Rule, after: Rule, unit: Unit, on: date) -> PeopleEffect | None:
    """Everybody who would stand elsewhere; None where too many work to be named."""
    everybody = _employed_under(before, after, unit.path, on)
    if _size(everybody) > NAMED_AT_MOST:
        return None
    records = records_of(everybody)
    moved = {}
    for person_id, record in records.items():
        verdicts = judge(record, before, on), judge(record, after, on)
        if verdicts[0].standing is not verdicts[1].standing:
            moved[person_id] = verdicts
    units = units_below(unit.path)
    people = [
        PersonEffect(name, _units(records[name.person_id], units, on), *moved[name.person_id])
        for name in names_of(everybody)
        if name.person_id in moved
    ]
    return PeopleEffect(people, Counter(one.move for one in people))


def _employed_under(before: Rule, after: Rule, unit_path: str, on: date) -> Population:
    """Whoever may count on that day under either rule, and others who work there, with reasons."""
    since = min(first_day_of(before, on), first_day_of(after, on))
    here = Unit.below(unit_path)
    is_over = Employment.ended_on.is_not(None) & (Employment.ended_on < since)
    return Population(here & (Employment.started_on <= on) & ~is_over, here)


def _size(population: Population) -> int:
    return db.session.scalar(select(func.count()).select_from(population.ids().subquery())) or 0


def _units(record: Record, units: Iterable[BriefUnit], on: date) -> tuple[str, ...]:
    there = {job.unit_id for job in record.jobs if job.period.contains(on)}
    return tuple(unit.short_name for unit in units if unit.id in there)
