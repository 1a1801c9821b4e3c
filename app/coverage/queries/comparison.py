"""Two days of a figure beside each other, and every person who explains the difference."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.coverage.indicator.change import Change, change_between
from app.coverage.indicator.judgement import judge, weight
from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import Figure, Record, Standing, Verdict
from app.coverage.queries.figures import total_of
from app.coverage.queries.ground import Ground
from app.coverage.queries.records import (
    BriefUnit,
    Name,
    Population,
    names_of,
    records_of,
    units_below,
)


@dataclass(frozen=True, slots=True)
class PersonChange:
    """One person who stands elsewhere on the second day than on the first."""

    name: Name
    #: short names of the units that employ her on either day, of those the figure is about
    units: tuple[str, ...]
    kind: Change
    was: Verdict
    now: Verdict
    #: what she added to the figure, and adds: persons, or thousandths of a full-time post
    weight_was: int
    weight_now: int

    def difference(self, *standings: Standing) -> int:
        """How much more she adds to the amounts of these standings."""
        added = self.weight_now if self.now.standing in standings else 0
        return added - (self.weight_was if self.was.standing in standings else 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two figures and, in Polish alphabetical order, everybody who makes the difference."""

    before: Figure
    after: Figure
    changes: tuple[PersonChange, ...]


def compare(base: Ground, unit_path: str, before: date, after: date) -> Comparison:
    """The figure at or below `unit_path` on two days; the changes add up to the difference."""
    first, last = sorted((before, after))
    everybody = Population.in_scope_of(base.rule, unit_path, from_day=first, to_day=last)
    records = records_of(everybody)
    units = units_below(unit_path)
    changes = (
        _change(name, records[name.person_id], units, base.rule, (before, after))
        for name in names_of(everybody)
    )
    return Comparison(
        before=total_of(records.values(), base.rule, before),
        after=total_of(records.values(), base.rule, after),
        changes=tuple(one for one in changes if one is not None),
    )


def _change(
    name: Name, record: Record, units: Iterable[BriefUnit], rule: Rule, days: tuple[date, date]
) -> PersonChange | None:
    was, now = (judge(record, rule, day) for day in days)
    weights = [weight(record, rule, day) for day in days]
    kind = change_between(was, now, rule)
    if kind is None and was.standing is not Standing.OUTSIDE and weights[0] != weights[1]:
        kind = Change.SHARE
    if kind is None:
        return None
    return PersonChange(name, _units(record, units, days), kind, was, now, *weights)


def _units(record: Record, units: Iterable[BriefUnit], days: tuple[date, date]) -> tuple[str, ...]:
    there = {job.unit_id for job in record.jobs for day in days if job.period.contains(day)}
    return tuple(unit.short_name for unit in units if unit.id in there)
