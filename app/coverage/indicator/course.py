"""How somebody's standing goes on over time: from event to event, not from day to day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.coverage.indicator.absences import continuous
from app.coverage.indicator.judgement import judge, weight
from app.coverage.indicator.rule import Measure, Rule
from app.coverage.indicator.values import Figure, Period, Record, Standing
from app.training.validity import last_valid_day

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """From this day on the person stands here, and weighs so much."""

    day: date
    standing: Standing
    #: in the amounts of the figure, as `judgement.weight` has it
    weight: int


def course(record: Record, rule: Rule, first: date, last: date) -> tuple[Step, ...]:
    """Where the person stands from `first` to `last`: one step per change, beginning with `first`.

    Between two steps nothing changes, so these are the answers of `judge` for every day.
    """
    steps: list[Step] = []
    for day in _turning_days(record, rule, first, last):
        step = Step(day, judge(record, rule, day).standing, weight(record, rule, day))
        if not steps or (step.standing, step.weight) != (steps[-1].standing, steps[-1].weight):
            steps.append(step)
    return tuple(steps)


class FigureCourse:
    """How a figure goes from one day to another; the people it counts are added to it."""

    def __init__(self, rule: Rule, first: date, last: date) -> None:
        self._rule = rule
        self._first = first
        self._last = last
        #: how much each amount grows, by day
        self._growth: dict[date, dict[Standing, int]] = defaultdict(lambda: defaultdict(int))

    def add(self, records: Iterable[Record]) -> None:
        """These persons are in the figure, each as she stands from day to day."""
        for record in records:
            before = None
            for step in course(record, self._rule, self._first, self._last):
                if before is not None:
                    self._growth[step.day][before.standing] -= before.weight
                self._growth[step.day][step.standing] += step.weight
                before = step

    def days(self) -> Iterator[tuple[date, Figure]]:
        """Every day on which the figure differs from the day before, and the first and last."""
        amounts: dict[Standing, int] = defaultdict(int)
        known: tuple[date, Figure] | None = None
        for day in sorted({self._first, *self._growth}):
            for standing, growth in self._growth[day].items():
                amounts[standing] += growth
            figure = self._figure(amounts)
            if known is None or known[1] != figure:
                known = day, figure
                yield known
        if known is not None and known[0] != self._last:
            yield self._last, known[1]

    def _figure(self, amounts: dict[Standing, int]) -> Figure:
        return Figure(
            eligible=amounts[Standing.TRAINED] + amounts[Standing.NOT_TRAINED],
            trained=amounts[Standing.TRAINED],
            excluded=amounts[Standing.EXCLUDED],
            target_percent=self._rule.target_percent,
            is_fte=self._rule.measure is Measure.FTE,
        )


def _turning_days(record: Record, rule: Rule, first: date, last: date) -> list[date]:
    """`first`, and every later day on which an answer can differ from that of the day before."""
    events = {
        rule.window_start,
        *_of_work(record, rule),
        *_of_absence(record, rule),
        *_of_training(record, rule),
    }
    return [first, *sorted(day for day in events if first < day <= last)]


def _of_work(record: Record, rule: Rule) -> Iterator[date]:
    for job in (*record.jobs, *record.elsewhere):
        yield from _ends_of(job.period)
        yield job.period.first + timedelta(days=rule.grace_days)


def _of_absence(record: Record, rule: Rule) -> Iterator[date]:
    if rule.absence_min_days is None:
        return
    becomes_long = timedelta(days=rule.absence_min_days - 1)
    for unit_id in {job.unit_id for job in record.jobs} if record.absences else ():
        periods = [one.period for one in record.absences if one.unit_id in {None, unit_id}]
        for period in periods:
            yield from _ends_of(period)
        for stretch in continuous(periods):
            yield stretch.first + becomes_long


def _of_training(record: Record, rule: Rule) -> Iterator[date]:
    for one in record.achievements:
        yield one.completed_on
        valid = last_valid_day(one.completed_on, rule.validity_months)
        yield from _after(valid)


def _ends_of(period: Period) -> Iterable[date]:
    """The first day, and the day after the last."""
    yield period.first
    yield from _after(period.last)


def _after(last: date | None) -> Iterable[date]:
    if last is not None and last < date.max:
        yield last + _A_DAY
