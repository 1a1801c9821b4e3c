"""Who counts, who is trained, and why.

The plan asks for "80 % of the teaching staff of schools trained in information security". How that
is counted is written down in the rule W9-2026.1; each test of this module bears the name of a case
that the city agreed on.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from app.coverage.indicator.values import (
    Achievement,
    Job,
    Period,
    Reason,
    Record,
    Rule,
    Standing,
    Verdict,
)
from app.training.validity import last_valid_day


def judge(record: Record, rule: Rule, on: date) -> Verdict:
    """Where the person stands under `rule` on the day `on`, and why.

    Away from one school and at work in another is at work.
    """
    jobs = [job for job in record.jobs if counts(job, rule, on)]
    if not jobs:
        return _why_outside(record.jobs, rule, on)
    absences = [_long_absence_from(job, record, rule, on) for job in jobs]
    away = [one for one in absences if one is not None]
    if len(away) == len(jobs):
        return Verdict(Standing.EXCLUDED, Reason.LONG_ABSENCE, min(one.first for one in away))
    return _trained_or_not(record.achievements, rule, on)


def judge_at(unit_id: int, record: Record, rule: Rule, on: date) -> Verdict:
    """The same in the unit's own figure, where only the work at that unit matters."""
    jobs = tuple(job for job in record.jobs if job.unit_id == unit_id)
    return judge(replace(record, jobs=jobs), rule, on)


def counts(job: Job, rule: Rule, on: date) -> bool:
    """Whether this employment puts its person into the figure of its unit on that day."""
    return (
        job.period.contains(on)
        and _counts_by_post(job, rule)
        and job.unit_kind in rule.scope_unit_kinds
        and job.fte > rule.min_fte
    )


def eligible_units(record: Record, rule: Rule, on: date) -> set[int]:
    """Ids of the units in whose own figure the person counts on that day."""
    return {
        job.unit_id
        for job in record.jobs
        if counts(job, rule, on) and _long_absence_from(job, record, rule, on) is None
    }


def _long_absence_from(job: Job, record: Record, rule: Rule, on: date) -> Period | None:
    periods = [one.period for one in record.absences if one.unit_id in (None, job.unit_id)]
    return long_absence(periods, rule.absence_min_days, on)


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
    """Of all reasons the nearest to being trained; `NO_TRAINING` where there is nothing at all."""
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
    """Whether the validity was over before the day."""
    last = last_valid_day(completed_on, validity_months)
    return last is not None and on > last


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
