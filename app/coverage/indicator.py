"""The rule of row W9: who counts, who is trained, and why. Plain values in, plain values out.

The plan asks for "80 % of the teaching staff of schools trained in information security". How that
is counted is written down in the rule W9-2026.1; each test of this module bears the name of a case
that the city agreed on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Rule:
    """What counts. Dates and days are inclusive."""

    code: str
    scope_unit_kinds: frozenset[str]
    #: whether every post counts, not only teaching ones
    all_staff: bool
    #: completions before this day do not count
    window_start: date
    #: an employment counts if its FTE is greater than this
    min_fte: Decimal
    #: a continuous absence of at least so many calendar days takes a person out
    absence_min_days: int
    #: months a completion counts; None if it does not age
    validity_months: int | None
    external_allowed: bool
    category: str
    required_topics: frozenset[str]
    target_percent: int

    @classmethod
    def from_settings(cls, code: str, settings: Mapping[str, Any]) -> Self:
        """The rule that is stored as JSON under `code`."""
        return cls(
            code=code,
            scope_unit_kinds=frozenset(settings["scope_unit_kinds"]),
            all_staff=settings["all_staff"],
            window_start=date.fromisoformat(settings["window_start"]),
            min_fte=Decimal(settings["min_fte"]),
            absence_min_days=settings["absence_min_days"],
            validity_months=settings["validity_months"],
            external_allowed=settings["external_allowed"],
            category=settings["category"],
            required_topics=frozenset(settings["required_topics"]),
            target_percent=settings["target_percent"],
        )


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included; `last` is None while it has no end."""

    first: date
    last: date | None

    def contains(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Job:
    """An employment as the rule sees it. `is_teaching` is None while nobody has decided."""

    unit_id: int
    unit_kind: str
    is_teaching: bool | None
    fte: Decimal
    period: Period


@dataclass(frozen=True, slots=True)
class Achievement:
    """A completion as the rule sees it."""

    title: str
    category: str
    topics: frozenset[str]
    completed_on: date
    is_external: bool
    is_passed: bool
    is_confirmed: bool
    is_revoked: bool


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known about one person."""

    jobs: tuple[Job, ...] = ()
    absences: tuple[Period, ...] = ()
    achievements: tuple[Achievement, ...] = ()


class Standing(StrEnum):
    """Where a person stands in the figure."""

    TRAINED = "trained"
    NOT_TRAINED = "not_trained"
    EXCLUDED = "excluded"
    OUTSIDE = "outside"


class Reason(StrEnum):
    """Why; each becomes one sentence."""

    TRAINED = "trained"
    # in the figure, not trained; the one nearest to being trained is named
    PENDING = "pending"
    TEST_FAILED = "test_failed"
    PROGRAMME_INCOMPLETE = "programme_incomplete"
    EXPIRED = "expired"
    EXTERNAL_NOT_ALLOWED = "external_not_allowed"
    REVOKED = "revoked"
    AFTER_DATE = "after_date"
    BEFORE_WINDOW = "before_window"
    NO_TRAINING = "no_training"
    # out of numerator and denominator
    LONG_ABSENCE = "long_absence"
    # not in the population of the rule
    NOT_YET_EMPLOYED = "not_yet_employed"
    LEFT = "left"
    UNIT_NOT_IN_SCOPE = "unit_not_in_scope"
    POST_UNDECIDED = "post_undecided"
    POST_NOT_TEACHING = "post_not_teaching"
    FTE_TOO_SMALL = "fte_too_small"
    NEVER_EMPLOYED = "never_employed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a person stands on a day, and why."""

    standing: Standing
    reason: Reason
    #: the day the reason speaks of: completion, start of the absence, last day of work
    day: date | None = None
    #: the training the reason speaks of
    title: str = ""
    missing_topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of how many. Integers decide; what is shown is truncated, never rounded up."""

    eligible: int
    trained: int
    excluded: int
    target_percent: int

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; None where nobody is counted."""
        if not self.eligible:
            return None
        return 100 * self.trained >= self.target_percent * self.eligible

    @property
    def tenths(self) -> int | None:
        """The share in tenths of a percent, truncated; None where nobody is counted."""
        return 1000 * self.trained // self.eligible if self.eligible else None

    @property
    def percent(self) -> float | None:
        """The same in percent, for drawing."""
        return None if self.tenths is None else self.tenths / 10

    @property
    def missing(self) -> int:
        """How many more people it takes to meet the target."""
        needed = -(-self.target_percent * self.eligible // 100)
        return max(0, needed - self.trained)


def judge(record: Record, rule: Rule, on: date) -> Verdict:
    """Where the person stands under `rule` on the day `on`, and why."""
    if not any(counts(job, rule, on) for job in record.jobs):
        return _why_outside(record.jobs, rule, on)
    away = long_absence(record.absences, rule.absence_min_days, on)
    if away is not None:
        return Verdict(Standing.EXCLUDED, Reason.LONG_ABSENCE, away.first)
    return _trained_or_not(record.achievements, rule, on)


def counts(job: Job, rule: Rule, on: date) -> bool:
    """Whether this employment puts its person into the figure of its unit on that day."""
    return (
        job.period.contains(on)
        and _counts_by_post(job, rule)
        and job.unit_kind in rule.scope_unit_kinds
        and job.fte > rule.min_fte
    )


def counted_units(record: Record, rule: Rule, on: date) -> set[int]:
    """Ids of the units in whose own figure the person counts on that day."""
    return {job.unit_id for job in record.jobs if counts(job, rule, on)}


def long_absence(absences: Iterable[Period], min_days: int, on: date) -> Period | None:
    """The continuous absence of at least `min_days` that covers the day; None if there is none.

    Absences that touch are one. One without an end is as long as it has lasted by that day: nobody
    is left out of the figure for an absence that may be over tomorrow.
    """
    for stretch in _continuous(absences):
        if stretch.contains(on):
            last = stretch.last or on
            return stretch if (last - stretch.first).days + 1 >= min_days else None
    return None


def _continuous(absences: Iterable[Period]) -> Iterable[Period]:
    """The same days away as stretches that neither touch nor overlap, in order."""
    current: Period | None = None
    for period in sorted(absences, key=lambda one: one.first):
        if current is None:
            current = period
        elif current.last is None or period.first <= current.last + timedelta(days=1):
            ends = (current.last, period.last)
            current = Period(current.first, None if None in ends else max(filter(None, ends)))
        else:
            yield current
            current = period
    if current is not None:
        yield current


def _trained_or_not(achievements: Iterable[Achievement], rule: Rule, on: date) -> Verdict:
    """The first reason in the order of `_NEAREST`; a person with nothing at all has `NO_TRAINING`."""
    verdicts = [
        _judge_achievement(one, rule, on) for one in achievements if one.category == rule.category
    ]
    if not verdicts:
        return Verdict(Standing.NOT_TRAINED, Reason.NO_TRAINING)
    return min(verdicts, key=_nearness)


_NEAREST = {reason: rank for rank, reason in enumerate(Reason)}


def _nearness(verdict: Verdict) -> tuple[int, int]:
    """Nearest reason first, and of equal ones the latest."""
    return _NEAREST[verdict.reason], -(verdict.day or date.min).toordinal()


def _judge_achievement(one: Achievement, rule: Rule, on: date) -> Verdict:
    missing = tuple(sorted(rule.required_topics - one.topics))
    obstacles = (
        (Reason.REVOKED, one.is_revoked),
        (Reason.AFTER_DATE, one.completed_on > on),
        (Reason.BEFORE_WINDOW, one.completed_on < rule.window_start),
        (Reason.EXPIRED, _has_expired(one.completed_on, rule.validity_months, on)),
        (Reason.EXTERNAL_NOT_ALLOWED, one.is_external and not rule.external_allowed),
        (Reason.TEST_FAILED, not one.is_passed),
        (Reason.PROGRAMME_INCOMPLETE, bool(missing)),
        (Reason.PENDING, not one.is_confirmed),
    )
    for reason, applies in obstacles:
        if applies:
            return Verdict(Standing.NOT_TRAINED, reason, one.completed_on, one.title, missing)
    return Verdict(Standing.TRAINED, Reason.TRAINED, one.completed_on, one.title)


def _has_expired(completed_on: date, validity_months: int | None, on: date) -> bool:
    """Whether the validity was over before the day; it lasts to the same day some months later."""
    if validity_months is None:
        return False
    months = completed_on.year * 12 + completed_on.month - 1 + validity_months
    year, month = divmod(months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last_day = min(completed_on.day, (first_of_next - timedelta(days=1)).day)
    return on > date(year, month + 1, last_day)


def _why_outside(jobs: tuple[Job, ...], rule: Rule, on: date) -> Verdict:
    """Of the reasons not to be in the population, the one nearest to being in it."""
    if not jobs:
        return Verdict(Standing.OUTSIDE, Reason.NEVER_EMPLOYED)
    current = [job for job in jobs if job.period.contains(on)]
    if not current:
        return _left_or_to_come(jobs, on)
    in_scope = [job for job in current if _in_scope(job, rule)]
    if any(_counts_by_post(job, rule) for job in in_scope):
        return Verdict(Standing.OUTSIDE, Reason.FTE_TOO_SMALL)
    if any(job.is_teaching is None for job in in_scope):
        return Verdict(Standing.OUTSIDE, Reason.POST_UNDECIDED)
    if in_scope:
        return Verdict(Standing.OUTSIDE, Reason.POST_NOT_TEACHING)
    return Verdict(Standing.OUTSIDE, Reason.UNIT_NOT_IN_SCOPE)


def _counts_by_post(job: Job, rule: Rule) -> bool:
    return rule.all_staff or job.is_teaching is True


def _in_scope(job: Job, rule: Rule) -> bool:
    return job.unit_kind in rule.scope_unit_kinds


def _left_or_to_come(jobs: Iterable[Job], on: date) -> Verdict:
    ends = [job.period.last for job in jobs if job.period.last is not None and job.period.last < on]
    if ends:
        return Verdict(Standing.OUTSIDE, Reason.LEFT, max(ends))
    return Verdict(Standing.OUTSIDE, Reason.NOT_YET_EMPLOYED, min(job.period.first for job in jobs))
