"""What is known and what is likely about a unit until the next day of report."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from app.core import clock
from app.coverage.forecast.pace import MOST_WEEKS, Pace, pace_needed, pace_of
from app.coverage.forecast.projection import KnownDay, Outlook, project
from app.coverage.indicator.course import FigureCourse
from app.coverage.indicator.judgement import judge, judge_at, own_figures, weight
from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import Figure, Reason, Record, Standing, Verdict
from app.coverage.queries.figures import DayFigure, figure_of, units_of_city
from app.coverage.queries.ground import Ground
from app.coverage.queries.records import (
    BriefUnit,
    Name,
    Population,
    names_of,
    records_of,
)
from app.coverage.queries.seats import Seats, planned_sessions, seats_of


@dataclass(frozen=True, slots=True)
class Prospect:
    """What is known and likely about one group of people until the day of report."""

    today: Figure
    #: on the day of report, if nobody else were trained
    known: Figure
    #: what the trained of today lose by then because their training expires
    expiring: int
    pace: Pace | None
    #: what has to be gained per week; None on the day of report itself
    pace_needed: Fraction | None
    #: the day of report; None while too little is known of the pace
    outlook: Outlook | None
    seats: Seats


@dataclass(frozen=True, slots=True)
class UnitProspect:
    """The same of one school."""

    unit: BriefUnit
    prospect: Prospect


@dataclass(frozen=True, slots=True)
class Expiry:
    """Somebody who is trained today and will not be on the day of report."""

    name: Name
    #: the completion that ages
    completed_on: date
    title: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a unit can expect until the day of report."""

    rule: Rule
    today: date
    until: date
    total: Prospect
    units: tuple[UnitProspect, ...]
    #: week by week from today to the day of report
    known: tuple[KnownDay, ...]
    outlooks: tuple[Outlook, ...]
    expiring: tuple[Expiry, ...]
    #: the days gone by on which the figure changed, oldest first, as far back as the pace looks
    trend: tuple[DayFigure, ...]


def forecast(base: Ground, unit_path: str, now: datetime) -> Forecast | None:
    """What the people at or below the unit, a city at most, can expect.

    None if no day of report is to come.
    """
    rule, today = base.rule, clock.local(now).date()
    until = rule.next_reference_date(today)
    if until is None:
        return None
    first = min(today, max(rule.window_start, today - timedelta(weeks=MOST_WEEKS)))
    population = Population.in_scope_of(rule, unit_path, from_day=first, to_day=until)
    records = records_of(population)
    course = FigureCourse(rule, first, until)
    course.add(records.values())
    days = [DayFigure(*one) for one in course.days()]
    sessions = planned_sessions(rule, unit_path, now, until)
    everybody = _People(records.values(), rule, today, until)
    total = everybody.prospect(seats_of(sessions, unit_path))
    known = tuple(_known_days(days, today, until))
    units = [unit for unit in units_of_city(base, unit_path) if unit.kind in rule.scope_unit_kinds]
    return Forecast(
        rule=rule,
        today=today,
        until=until,
        total=total,
        units=tuple(
            UnitProspect(unit, people.prospect(seats_of(sessions, unit.path)))
            for unit, people in _by_unit(everybody, units)
        ),
        known=known,
        outlooks=project(known, total.pace, today) if total.pace else (),
        expiring=tuple(_expiring(everybody, records, population)),
        trend=(
            *(one for one in days if one.day < today),
            DayFigure(today, known[0].figure),
        ),
    )


@dataclass(frozen=True, slots=True)
class _People:
    """Those whose figure is asked for: all together, or the own figure of one unit."""

    records: Collection[Record]
    rule: Rule
    today: date
    until: date
    unit_id: int | None = None

    def prospect(self, seats: Seats) -> Prospect:
        known = self._figure(self.until)
        pace = pace_of(self._gains(), self.rule.window_start, self.today)
        coming = KnownDay(self.until, known)
        return Prospect(
            today=self._figure(self.today),
            known=known,
            expiring=sum(self._weight(one, self.today) for one in self.records if self.loses(one)),
            pace=pace,
            pace_needed=pace_needed(known.missing, self.today, self.until),
            outlook=project([coming], pace, self.today)[0] if pace else None,
            seats=seats,
        )

    def loses(self, record: Record) -> bool:
        """Whether the person is trained today, and will not be because the training expires."""
        if self._judge(record, self.today).standing is not Standing.TRAINED:
            return False
        return self._judge(record, self.until).reason is Reason.EXPIRED

    def _figure(self, on: date) -> Figure:
        weighed = ((self._judge(one, on).standing, self._weight(one, on)) for one in self.records)
        return figure_of(weighed, self.rule)

    def _gains(self) -> Iterator[tuple[date, int]]:
        """The days on which those who count as trained today became so, with what each adds."""
        for record in self.records:
            verdict = self._judge(record, self.today)
            if verdict.standing is Standing.TRAINED and verdict.day is not None:
                yield verdict.day, self._weight(record, self.today)

    def _judge(self, record: Record, on: date) -> Verdict:
        if self.unit_id is None:
            return judge(record, self.rule, on)
        return judge_at(self.unit_id, record, self.rule, on)

    def _weight(self, record: Record, on: date) -> int:
        return weight(record, self.rule, on, self.unit_id)


def _known_days(days: Sequence[DayFigure], today: date, until: date) -> Iterator[KnownDay]:
    """The figure of today, of each week after it, and of the day of report."""
    weekly = [today + timedelta(days=days) for days in range(0, (until - today).days, 7)]
    for day in [*weekly, until]:
        newest = [one.figure for one in days if one.day <= day][-1]
        yield KnownDay(day, newest)


def _by_unit(everybody: _People, units: Iterable[BriefUnit]) -> Iterator[tuple[BriefUnit, _People]]:
    """Each of the units, with those who belong to its own figure today or on the day of report."""
    days = (everybody.today, everybody.until)
    members: dict[int, list[Record]] = {}
    for record in everybody.records:
        for unit_id in set().union(*(own_figures(record, everybody.rule, day) for day in days)):
            members.setdefault(unit_id, []).append(record)
    for unit in units:
        yield unit, replace(everybody, records=members.get(unit.id, []), unit_id=unit.id)


def _expiring(
    everybody: _People, records: Mapping[int, Record], population: Population
) -> Iterator[Expiry]:
    """In alphabetical order; without a question to the database where nothing can expire."""
    if everybody.rule.validity_months is None:
        return
    for name in names_of(population):
        record = records[name.person_id]
        if everybody.loses(record):
            verdict = judge(record, everybody.rule, everybody.until)
            yield Expiry(name, verdict.day or everybody.today, verdict.title)
