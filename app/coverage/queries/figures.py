"""Figures as of a date: city, each school, and the year behind it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.coverage.indicator.judgement import judge, judge_at, own_figures, weight
from app.coverage.indicator.rule import Measure, Rule
from app.coverage.indicator.values import Figure, Reason, Record, Standing, Verdict
from app.coverage.queries.ground import Ground
from app.coverage.queries.memory import remembered
from app.coverage.queries.records import BriefUnit, Population, records_of, units_below

TREND_MONTHS = 12


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """A unit of the scope and its own figure."""

    unit: BriefUnit
    figure: Figure


@dataclass(frozen=True, slots=True)
class DayFigure:
    """The figure on one day of the trend."""

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
    #: every unit of the scope at or below, in order of their names
    units: tuple[UnitFigure, ...]
    #: how many people of the figure have each reason
    reasons: Mapping[Reason, int]
    #: month by month up to the day, oldest first
    trend: tuple[DayFigure, ...]
    undecided_posts: int

    @property
    def ranked(self) -> list[UnitFigure]:
        """The units with the highest share first; those where nobody is counted last."""
        return sorted(
            self.units,
            key=lambda one: -1 if one.figure.tenths is None else one.figure.tenths,
            reverse=True,
        )


def overview(base: Ground, unit_path: str, as_of: date) -> Overview:
    """What is known about the units at or below `unit_path` as of that day.

    Computed anew only when something it depends on was written since: the log says so.
    """

    def computed() -> Overview:
        first = trend_days(base.rule, as_of)[0]
        population = Population.in_scope_of(base.rule, unit_path, from_day=first, to_day=as_of)
        return overview_of(base, records_of(population), units_below(unit_path), as_of)

    return remembered((unit_path, as_of), base.position, computed)


def overview_of(
    base: Ground, records: Mapping[int, Record], units: Iterable[BriefUnit], as_of: date
) -> Overview:
    """The same from what is read already: everybody who works in these units, and maybe others."""
    rule = base.rule
    verdicts = {person_id: judge(record, rule, as_of) for person_id, record in records.items()}
    in_figure = Counter(v.reason for v in verdicts.values() if v.standing is not Standing.OUTSIDE)
    trend = (
        DayFigure(day, figure_of(_weighed(records.values(), rule, day), rule))
        for day in trend_days(rule, as_of)
    )
    return Overview(
        rule=rule,
        as_of=as_of,
        position=base.position,
        total=figure_of(_weighed(records.values(), rule, as_of), rule),
        units=_unit_figures(units, records, verdicts, rule, as_of),
        reasons=dict(in_figure),
        trend=tuple(trend),
        undecided_posts=base.undecided_posts,
    )


def _weighed(records: Iterable[Record], rule: Rule, as_of: date) -> Iterator[tuple[Standing, int]]:
    for record in records:
        yield judge(record, rule, as_of).standing, weight(record, rule, as_of)


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


def trend_days(rule: Rule, as_of: date) -> list[date]:
    """The last days of the twelve months before, as far as the rule's window goes, and the day."""
    days = [as_of]
    end = as_of.replace(day=1) - timedelta(days=1)
    while len(days) <= TREND_MONTHS and end >= rule.window_start:
        days.append(end)
        end = end.replace(day=1) - timedelta(days=1)
    return days[::-1]
