"""The figure once more, slowly and obviously: one person after the other, one day after the other.

Nothing here is shared with the code that is tested but the names of the settings.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from app.coverage.indicator.rule import Measure, MultiSchool, Population, Posts, Rule

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Work:
    unit: int
    kind: str
    post: int
    teaching: bool | None
    fte: Decimal
    first: date
    last: date | None


@dataclass(frozen=True)
class Away:
    unit: int | None
    first: date
    last: date | None


@dataclass(frozen=True)
class Done:
    version: int
    training: int
    category: str
    topics: frozenset[str]
    day: date
    external: bool
    passed: bool
    confirmed: bool
    revoked: bool


@dataclass
class Life:
    """All that ever happened to somebody."""

    work: list[Work] = field(default_factory=list)
    away: list[Away] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)


def amounts(lives: Iterable[Life], rule: Rule, day: date, units: set[int]) -> tuple[int, int, int]:
    """Counted, trained and left out in the figure of these units."""
    counted = trained = left_out = 0
    for life in lives:
        here = [job for job in life.work if is_counted(job, rule, day) and job.unit in units]
        if not here or not belongs(life, rule, day, units):
            continue
        at_work = [job for job in here if is_at_work(job, life, rule, day)]
        amount = 1
        if rule.measure is Measure.FTE:
            amount = min(1000, sum(int(job.fte * 1000) for job in at_work or here))
        if not at_work:
            left_out += amount
            continue
        counted += amount
        if is_trained(life.done, rule, day):
            trained += amount
    return counted, trained, left_out


def is_counted(job: Work, rule: Rule, day: date) -> bool:
    since = day
    if rule.population is Population.ANYONE_IN_WINDOW:
        since = min(rule.window_start, day)
    held = job.first <= day and (job.last is None or job.last >= since)
    by_post = {
        Posts.ALL: True,
        Posts.TEACHING: job.teaching is True,
        Posts.NAMED: job.post in rule.post_ids,
    }[rule.posts]
    return held and by_post and job.kind in rule.scope_unit_kinds and job.fte > rule.min_fte


def belongs(life: Life, rule: Rule, day: date, units: set[int]) -> bool:
    if rule.multi_school is MultiSchool.ALL:
        return True
    jobs = [job for job in life.work if is_counted(job, rule, day)]
    jobs.sort(key=lambda job: (-job.fte, job.first, job.unit))
    return jobs[0].unit in units


def is_at_work(job: Work, life: Life, rule: Rule, day: date) -> bool:
    if day - job.first < timedelta(days=rule.grace_days):
        return False
    has_it = job.first <= day and (job.last is None or day <= job.last)
    if not has_it or rule.absence_min_days is None:
        return True
    return days_away(job.unit, life.away, day) < rule.absence_min_days


def days_away(unit: int, absences: Sequence[Away], day: date) -> int:
    """How long the absence is that covers the day, counted day by day; 0 if there is none."""

    def is_away(asked: date) -> bool:
        for one in absences:
            if one.unit is not None and one.unit != unit:
                continue
            # without an end: we know of it until the day, and of its first day
            last = one.last if one.last is not None else max(one.first, day)
            if one.first <= asked <= last:
                return True
        return False

    if not is_away(day):
        return 0
    first = last = day
    while is_away(first - ONE_DAY):
        first -= ONE_DAY
    while is_away(last + ONE_DAY):
        last += ONE_DAY
    return (last - first).days + 1


def is_trained(done: Iterable[Done], rule: Rule, day: date) -> bool:
    good = [one for one in done if is_good(one, rule, day)]
    if not rule.all_of:
        named = rule.any_of
        return any(
            (one.training in named if named else one.category == rule.category)
            and rule.required_topics <= one.topics
            for one in good
        )
    asked = [one for one in good if one.training in rule.all_of | rule.any_of]
    passed = {one.training for one in asked}
    topics = {topic for one in asked for topic in one.topics}
    one_of = not rule.any_of or bool(passed & rule.any_of)
    return rule.all_of <= passed and one_of and rule.required_topics <= topics


def is_good(one: Done, rule: Rule, day: date) -> bool:
    return (
        one.passed
        and one.confirmed
        and not one.revoked
        and rule.window_start <= one.day <= day
        and (rule.external_allowed or not one.external)
        and (rule.validity_months is None or day <= months_later(one.day, rule.validity_months))
    )


def months_later(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))
