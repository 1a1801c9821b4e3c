"""Figures as of a date: city, each school, and the year behind it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from app.core import audit
from app.core.db import db
from app.coverage.indicator.judgement import counted_units, judge
from app.coverage.indicator.values import Figure, Reason, Record, Rule, Standing, Verdict
from app.coverage.queries.memory import remembered
from app.coverage.queries.records import Population, records_of, rule_of
from app.people.models import Post, Unit

TREND_MONTHS = 12

#: everything a figure depends on is written in these areas of the log
_SOURCES = ("people", "training", "coverage")


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """A unit of the scope and its own figure."""

    unit_id: int
    path: str
    name: str
    short_name: str
    rspo: int | None
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


def overview(unit_path: str, as_of: date) -> Overview:
    """What is known about the units at or below `unit_path` as of that day.

    Computed anew only when something it depends on was written since: the log says so.
    """
    position = audit.position(_SOURCES)
    return remembered((unit_path, as_of), position, lambda: _overview(unit_path, as_of, position))


def _overview(unit_path: str, as_of: date, position: int) -> Overview:
    rule = rule_of()
    days = trend_days(rule, as_of)
    records = records_of(Population.in_scope_of(rule, unit_path, from_day=days[0], to_day=as_of))
    verdicts = {person_id: judge(record, rule, as_of) for person_id, record in records.items()}
    in_figure = Counter(v.reason for v in verdicts.values() if v.standing is not Standing.OUTSIDE)
    return Overview(
        rule=rule,
        as_of=as_of,
        position=position,
        total=figure_of(verdicts.values(), rule),
        units=_unit_figures(unit_path, records, verdicts, rule, as_of),
        reasons=dict(in_figure),
        trend=tuple(
            DayFigure(day, figure_of((judge(r, rule, day) for r in records.values()), rule))
            for day in days
        ),
        undecided_posts=db.session.scalars(
            select(func.count()).select_from(Post).where(Post.is_teaching.is_(None))
        ).one(),
    )


def figure_of(verdicts: Iterable[Verdict], rule: Rule) -> Figure:
    """How many of these people are eligible, trained, and excluded for a long absence."""
    standing = Counter(verdict.standing for verdict in verdicts)
    return Figure(
        eligible=standing[Standing.TRAINED] + standing[Standing.NOT_TRAINED],
        trained=standing[Standing.TRAINED],
        excluded=standing[Standing.EXCLUDED],
        target_percent=rule.target_percent,
    )


def _unit_figures(
    unit_path: str,
    records: Mapping[int, Record],
    verdicts: Mapping[int, Verdict],
    rule: Rule,
    as_of: date,
) -> tuple[UnitFigure, ...]:
    """One figure per unit of the scope; a person counts in each unit that employs her."""
    members: dict[int, list[Verdict]] = {}
    for person_id, record in records.items():
        for unit_id in counted_units(record, rule, as_of):
            members.setdefault(unit_id, []).append(verdicts[person_id])
    units = db.session.execute(
        select(Unit.id, Unit.path, Unit.name, Unit.short_name, Unit.rspo)
        .where(Unit.below(unit_path), Unit.kind.in_(rule.scope_unit_kinds))
        .order_by(Unit.sort_key, Unit.id)
    )
    return tuple(UnitFigure(*unit, figure_of(members.get(unit.id, ()), rule)) for unit in units)


def trend_days(rule: Rule, as_of: date) -> list[date]:
    """The last days of the twelve months before, as far as the rule's window goes, and the day."""
    days = [as_of]
    end = as_of.replace(day=1) - timedelta(days=1)
    while len(days) <= TREND_MONTHS and end >= rule.window_start:
        days.append(end)
        end = end.replace(day=1) - timedelta(days=1)
    return days[::-1]
