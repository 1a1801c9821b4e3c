"""Figures as of a date: a unit, what it is made of, and the year behind it.

Of a city every person is read, so that all who are counted have their reasons. Of a unit above
cities the figures come from SQL alone, and the people have to be looked for further down.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from sqlalchemy import exists
from sqlalchemy.orm import aliased

from app.coverage.indicator.course import FigureCourse
from app.coverage.indicator.judgement import judge, judge_at, own_figures, weight
from app.coverage.indicator.rule import Measure, Rule
from app.coverage.indicator.values import Figure, Reason, Record, Standing, Verdict
from app.coverage.queries.counted_jobs import Parts
from app.coverage.queries.ground import Ground
from app.coverage.queries.memory import remembered, remembered_briefly
from app.coverage.queries.records import (
    BriefUnit,
    Population,
    records_of,
    units_where,
)
from app.coverage.queries.tally import parts_below, tally
from app.people.models import Unit, UnitKind, between_paths

TREND = timedelta(days=365)

#: the kind of unit whose people are read one by one
_CITY = UnitKind.RUNNING_BODY


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """A unit of the scope and its own figure."""

    unit: BriefUnit
    figure: Figure


@dataclass(frozen=True, slots=True)
class DayFigure:
    """The figure from this day on, until the next that differs."""

    day: date
    figure: Figure


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page of a unit says about one day."""

    rule: Rule
    as_of: date
    #: where the log stood: what is made of this overview is stale when it has moved
    position: int
    #: everybody once, however many schools employ them
    total: Figure
    #: every unit of the scope at or below with its own staff; of a unit above cities, those
    #: directly below with all that stands below them; in order of their names
    units: tuple[UnitFigure, ...]
    #: how many people of the figure have each reason; of a unit above cities not known
    reasons: Mapping[Reason, int]
    #: each day of the year before on which the figure changed, as far as the rule's window goes,
    #: and the first and the last day, oldest first; of a unit above cities not known
    trend: tuple[DayFigure, ...]
    undecided_posts: int
    #: whether every person was read; not of a unit above cities
    knows_people: bool = True


@dataclass(frozen=True, slots=True)
class Glance:
    """The whole, and how many of the units in which anybody counts meet the target."""

    total: Figure
    met: int
    counted: int


def overview(base: Ground, unit_path: str, as_of: date) -> Overview:
    """What is known about the units at or below `unit_path` as of that day.

    Computed anew only when something it depends on was written since: the log says so.
    """
    question = ("overview", base.rule, unit_path, as_of)
    units = units_of_city(base, unit_path)
    if units:
        compute = partial(_of_city, base, unit_path, units, as_of)
        return remembered(question, base.position, compute)
    return remembered_briefly(
        question, base.position, partial(_above_cities, base, unit_path, as_of)
    )


def glance(base: Ground, unit_path: str, as_of: date) -> Glance:
    """The whole figure at or below `unit_path` in two queries, without anybody's reason."""
    question = ("glance", base.rule, unit_path, as_of)
    return remembered(question, base.position, partial(_glance, base, unit_path, as_of))


def _glance(base: Ground, unit_path: str, as_of: date) -> Glance:
    found = tally(base.rule, unit_path, as_of, Parts.UNITS)
    are_met = [one.is_met for one in found.parts.values() if one.is_met is not None]
    return Glance(found.total, sum(are_met), len(are_met))


def units_of_city(base: Ground, unit_path: str) -> list[BriefUnit]:
    """The units at or below; none of a unit above cities, whose units may be thousands."""
    return remembered(("units", unit_path), base.position, partial(_units_of_city, unit_path))


def _units_of_city(unit_path: str) -> list[BriefUnit]:
    city = aliased(Unit)
    is_above_cities = exists().where(
        city.path > unit_path, between_paths(city.path, unit_path), city.kind == _CITY
    )
    return units_where(Unit.below(unit_path) & ~is_above_cities)


def _of_city(base: Ground, unit_path: str, units: list[BriefUnit], as_of: date) -> Overview:
    first = trend_start(base.rule, as_of)
    population = Population.in_scope_of(base.rule, unit_path, from_day=first, to_day=as_of)
    return overview_of(base, records_of(population), units, as_of)


def _above_cities(base: Ground, unit_path: str, as_of: date) -> Overview:
    found = tally(base.rule, unit_path, as_of, Parts.BELOW)
    nobody = replace(found.total, eligible=0, trained=0, excluded=0)
    units = units_where(Unit.id.in_(parts_below(base.rule, unit_path)))
    return Overview(
        rule=base.rule,
        as_of=as_of,
        position=base.position,
        total=found.total,
        units=tuple(UnitFigure(unit, found.parts.get(unit.id, nobody)) for unit in units),
        reasons={},
        trend=(),
        undecided_posts=base.undecided_posts,
        knows_people=False,
    )


def overview_of(
    base: Ground, records: Mapping[int, Record], units: Iterable[BriefUnit], as_of: date
) -> Overview:
    """The same from what is read already: everybody who works in these units, and maybe others."""
    rule = base.rule
    verdicts = {person_id: judge(record, rule, as_of) for person_id, record in records.items()}
    in_figure = Counter(v.reason for v in verdicts.values() if v.standing is not Standing.OUTSIDE)
    year = FigureCourse(rule, trend_start(rule, as_of), as_of)
    year.add(records.values())
    return Overview(
        rule=rule,
        as_of=as_of,
        position=base.position,
        total=total_of(records.values(), rule, as_of),
        units=_unit_figures(units, records, verdicts, rule, as_of),
        reasons=dict(in_figure),
        trend=tuple(DayFigure(*one) for one in year.days()),
        undecided_posts=base.undecided_posts,
    )


def total_of(records: Iterable[Record], rule: Rule, as_of: date) -> Figure:
    """The figure that these people make up, everybody once."""
    return figure_of(
        ((judge(one, rule, as_of).standing, weight(one, rule, as_of)) for one in records), rule
    )


def figure_of(weighed: Iterable[tuple[Standing, int]], rule: Rule) -> Figure:
    """What these people add up to: each by where she stands and what she weighs."""
    amounts: Counter[Standing] = Counter()
    for standing, amount in weighed:
        amounts[standing] += amount
    return Figure(
        eligible=amounts[Standing.TRAINED] + amounts[Standing.NOT_TRAINED],
        trained=amounts[Standing.TRAINED],
        excluded=amounts[Standing.EXCLUDED],
        target_percent=rule.target_percent,
        is_fte=rule.measure is Measure.FTE,
    )


def _unit_figures(
    units: Iterable[BriefUnit],
    records: Mapping[int, Record],
    verdicts: Mapping[int, Verdict],
    rule: Rule,
    as_of: date,
) -> tuple[UnitFigure, ...]:
    """One figure per unit of the scope; a person counts in each unit that employs her."""
    members: dict[int, list[tuple[Standing, int]]] = {}
    for person_id, record in records.items():
        for unit_id in own_figures(record, rule, as_of):
            verdict = verdicts[person_id]
            if record.absences or rule.grace_days:
                verdict = judge_at(unit_id, record, rule, as_of)
            weighed = (verdict.standing, weight(record, rule, as_of, unit_id))
            members.setdefault(unit_id, []).append(weighed)
    return tuple(
        UnitFigure(unit, figure_of(members.get(unit.id, ()), rule))
        for unit in units
        if unit.kind in rule.scope_unit_kinds
    )


def trend_start(rule: Rule, as_of: date) -> date:
    """Where the trend up to that day begins: a year before, or where the rule's window does."""
    return min(as_of, max(rule.window_start, as_of - TREND))
