"""Who counts, who is trained, and why.

The plan asks for "80 % of the teaching staff of schools trained in information security". How that
is counted is written down in a rule, whose first version is W9-2026.1; each test of this module
bears the name of a case that the city agreed on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from app.coverage.indicator.absences import long_absence
from app.coverage.indicator.achievement import trained_or_not
from app.coverage.indicator.rule import Measure, MultiSchool, Population, Posts, Rule
from app.coverage.indicator.values import (
    FULL_TIME,
    Job,
    Period,
    Reason,
    Record,
    Standing,
    Verdict,
)


def judge(record: Record, rule: Rule, on: date) -> Verdict:
    """Where the person stands under `rule` on the day `on`, and why.

    Away from one school and at work in another is at work.
    """
    jobs = [job for job in record.jobs if counts(job, rule, on)]
    if not jobs:
        return _why_outside(record.jobs, rule, on)
    if _main_work_is_elsewhere(jobs, record, rule, on):
        return Verdict(Standing.OUTSIDE, Reason.MAIN_WORK_ELSEWHERE)
    present = [job for job in jobs if _long_absence_from(job, record, rule, on) is None]
    if not present:
        absences = (_long_absence_from(job, record, rule, on) for job in jobs)
        first = min(one.first for one in absences if one is not None)
        return Verdict(Standing.EXCLUDED, Reason.LONG_ABSENCE, first)
    if all(_is_in_first_days(job, rule, on) for job in present):
        counted_from = min(_counts_from(job, rule) for job in present)
        return Verdict(Standing.EXCLUDED, Reason.FIRST_DAYS, counted_from)
    return trained_or_not(record.achievements, rule, on)


def judge_at(unit_id: int, record: Record, rule: Rule, on: date) -> Verdict:
    """The same in the unit's own figure, where only the work at that unit matters."""
    here = tuple(job for job in record.jobs if job.unit_id == unit_id)
    others = tuple(job for job in record.jobs if job.unit_id != unit_id)
    return judge(replace(record, jobs=here, elsewhere=record.elsewhere + others), rule, on)


def counts(job: Job, rule: Rule, on: date) -> bool:
    """Whether this employment puts its person into the figure of its unit on that day."""
    return (
        _is_held(job, rule, on)
        and _counts_by_post(job, rule)
        and _in_scope(job, rule)
        and job.fte > rule.min_fte
    )


def own_figures(record: Record, rule: Rule, on: date) -> set[int]:
    """Ids of the units to whose own figure the person belongs, be it as left out of it."""
    jobs = [job for job in record.jobs if counts(job, rule, on)]
    if rule.multi_school is MultiSchool.PRIMARY_WORKPLACE and jobs:
        jobs = [job for job in jobs if job == _primary(jobs, record.elsewhere, rule, on)]
    return {job.unit_id for job in jobs}


def eligible_units(record: Record, rule: Rule, on: date) -> set[int]:
    """Ids of the units in whose own figure the person counts on that day."""
    return {
        unit_id
        for unit_id in own_figures(record, rule, on)
        if judge_at(unit_id, record, rule, on).standing is not Standing.EXCLUDED
    }


def weight(record: Record, rule: Rule, on: date, unit_id: int | None = None) -> int:
    """How much the person adds to the figure, or to that of one unit, in the figure's amounts.

    A person is one; where FTE is added up, the sum of those employments that count, at most 1.
    Whoever is left out adds to what is left out with the weight of what is left out.
    """
    if rule.measure is Measure.HEADCOUNT:
        return 1
    jobs = [job for job in record.jobs if counts(job, rule, on) and unit_id in {None, job.unit_id}]
    present = [job for job in jobs if _is_present(job, record, rule, on)]
    return min(FULL_TIME, sum(int(job.fte * FULL_TIME) for job in present or jobs))


def _main_work_is_elsewhere(jobs: Sequence[Job], record: Record, rule: Rule, on: date) -> bool:
    if rule.multi_school is MultiSchool.ALL:
        return False
    return _primary(jobs, record.elsewhere, rule, on) not in jobs


def _primary(jobs: Sequence[Job], elsewhere: Iterable[Job], rule: Rule, on: date) -> Job:
    """Of those that count, the one at the main workplace: the most FTE, then the longest."""
    counted = [*jobs, *(job for job in elsewhere if counts(job, rule, on))]
    return min(counted, key=lambda job: (-job.fte, job.period.first, job.unit_id))


def _is_present(job: Job, record: Record, rule: Rule, on: date) -> bool:
    if _is_in_first_days(job, rule, on):
        return False
    return _long_absence_from(job, record, rule, on) is None


def _long_absence_from(job: Job, record: Record, rule: Rule, on: date) -> Period | None:
    if rule.absence_min_days is None or not job.period.contains(on):
        return None
    periods = [one.period for one in record.absences if one.unit_id in {None, job.unit_id}]
    return long_absence(periods, rule.absence_min_days, on)


def _is_in_first_days(job: Job, rule: Rule, on: date) -> bool:
    return on < _counts_from(job, rule)


def _counts_from(job: Job, rule: Rule) -> date:
    return job.period.first + timedelta(days=rule.grace_days)


def _is_held(job: Job, rule: Rule, on: date) -> bool:
    if rule.population is Population.ANYONE_IN_WINDOW:
        return job.period.meets(min(rule.window_start, on), on)
    return job.period.contains(on)


def _why_outside(jobs: tuple[Job, ...], rule: Rule, on: date) -> Verdict:
    """Of the reasons not to be in the population, the one nearest to being in it."""
    if not jobs:
        return Verdict(Standing.OUTSIDE, Reason.NEVER_EMPLOYED)
    held = [job for job in jobs if _is_held(job, rule, on)]
    if not held:
        return _left_or_to_come(jobs, on)
    in_scope = [job for job in held if _in_scope(job, rule)]
    if any(_counts_by_post(job, rule) for job in in_scope):
        return Verdict(Standing.OUTSIDE, Reason.FTE_TOO_SMALL)
    if rule.posts is Posts.TEACHING and any(job.is_teaching is None for job in in_scope):
        return Verdict(Standing.OUTSIDE, Reason.POST_UNDECIDED)
    if in_scope:
        return Verdict(Standing.OUTSIDE, Reason.POST_NOT_COUNTED)
    return Verdict(Standing.OUTSIDE, Reason.UNIT_NOT_IN_SCOPE)


def _counts_by_post(job: Job, rule: Rule) -> bool:
    if rule.posts is Posts.NAMED:
        return job.post_id in rule.post_ids
    return rule.posts is Posts.ALL or job.is_teaching is True


def _in_scope(job: Job, rule: Rule) -> bool:
    return job.unit_kind in rule.scope_unit_kinds


def _left_or_to_come(jobs: Iterable[Job], on: date) -> Verdict:
    ends = [job.period.last for job in jobs if job.period.last is not None and job.period.last < on]
    if ends:
        return Verdict(Standing.OUTSIDE, Reason.LEFT, max(ends))
    return Verdict(Standing.OUTSIDE, Reason.NOT_YET_EMPLOYED, min(job.period.first for job in jobs))
