"""Every setting of a rule, with the cases at its limits by name."""

from dataclasses import replace
from datetime import date

import pytest

from app.coverage.indicator.judgement import judge, judge_at, own_figures, weight
from app.coverage.indicator.rule import Measure, MultiSchool, Population, Posts, Rule
from app.coverage.indicator.values import Achievement, Away, Job, Period, Reason, Record, Standing
from tests.coverage.cases import KINDERGARTEN, RULE, TOPICS, TRAINED, A, B, D, job, trained

FTE = replace(RULE, measure=Measure.FTE)
GRACE = replace(RULE, grace_days=30)
MAIN = replace(RULE, multi_school=MultiSchool.PRIMARY_WORKPLACE)
WINDOW = replace(RULE, population=Population.ANYONE_IN_WINDOW)
ALWAYS = replace(RULE, absence_min_days=None)
NAMED = replace(RULE, posts=Posts.NAMED, post_ids=frozenset({7}))
PARTS = replace(RULE, all_of=frozenset({1, 2}), required_topics=TOPICS)
ONE_OF = replace(RULE, any_of=frozenset({1, 2}))
BOTH = replace(PARTS, any_of=frozenset({3, 4}), required_topics=frozenset())

AWAY_FROM_A = Away(Period(date(2026, 3, 1), None), A)
SHARES = {
    "full time": ((job(),), (), 1000),
    "two schools, together less than full time": ((job(fte="0.5"), job(B, fte="0.278")), (), 778),
    "two schools, exactly full time": ((job(fte="0.5"), job(B, fte="0.5")), (), 1000),
    "two schools, more than full time": ((job(fte="0.75"), job(B, fte="0.5")), (), 1000),
    "more than full time in one": ((job(fte="1.5"),), (), 1000),
    "a kindergarten beside": ((job(fte="0.5"), job(KINDERGARTEN, fte="0.5")), (), 500),
    "away from one of two": ((job(fte="0.5"), job(B, fte="0.25")), (AWAY_FROM_A,), 250),
    "away from the only one": ((job(fte="0.5"),), (AWAY_FROM_A,), 500),
    "a thousandth": ((job(fte="0.001"),), (), 1),
}


@pytest.mark.parametrize("jobs, absences, expected", SHARES.values(), ids=SHARES)
def test_a_figure_of_fte_adds_up_shares_of_at_most_full_time(
    jobs: tuple[Job, ...], absences: tuple[Away, ...], expected: int
) -> None:
    record = Record(jobs, absences, (TRAINED,))

    assert weight(record, FTE, D) == expected
    assert weight(record, RULE, D) == 1


def test_a_school_adds_up_only_what_is_worked_there() -> None:
    record = Record((job(fte="0.75"), job(B, fte="0.5")))

    assert (weight(record, FTE, D, A), weight(record, FTE, D, B)) == (750, 500)


FIRST_DAYS = {
    "on the first day": ((job(since=D),), Reason.FIRST_DAYS),
    "on the 30th day": ((job(since=date(2026, 6, 1)),), Reason.FIRST_DAYS),
    "on the 31st day": ((job(since=date(2026, 5, 31)),), Reason.NO_TRAINING),
    "new in one school, not in another": ((job(since=D), job(B)), Reason.NO_TRAINING),
}


@pytest.mark.parametrize("jobs, reason", FIRST_DAYS.values(), ids=FIRST_DAYS)
def test_with_30_days_of_grace(jobs: tuple[Job, ...], reason: Reason) -> None:
    assert judge(Record(jobs), GRACE, D).reason is reason
    assert judge(Record(jobs), RULE, D).reason is Reason.NO_TRAINING


def test_the_first_days_name_the_day_from_which_the_person_counts() -> None:
    assert judge(Record((job(since=D),)), GRACE, D).day == date(2026, 7, 30)


LATER = date(2021, 9, 1)
MAIN_PLACES = {
    "more working time": ((job(A, fte="0.4"), job(B, fte="0.6")), B),
    "the same time, the longer": ((job(A, fte="0.5", since=LATER), job(B, fte="0.5")), B),
    "all the same, the unit that came first": ((job(B, fte="0.5"), job(A, fte="0.5")), A),
    "more time in a kindergarten": ((job(KINDERGARTEN), job(A, fte="0.1")), A),
    "more time on another post": ((job(B, post=False), job(A, fte="0.1")), A),
    "more time, but left": ((job(B, until=date(2026, 6, 29)), job(A, fte="0.1")), A),
}


@pytest.mark.parametrize("jobs, unit", MAIN_PLACES.values(), ids=MAIN_PLACES)
def test_at_the_main_workplace_only(jobs: tuple[Job, ...], unit: int) -> None:
    record = Record(jobs)
    other = {A: B, B: A}[unit]

    assert own_figures(record, MAIN, D) == {unit}
    assert judge_at(unit, record, MAIN, D).standing is Standing.NOT_TRAINED
    assert judge_at(other, record, MAIN, D).standing is Standing.OUTSIDE


def test_the_main_workplace_may_be_in_another_city() -> None:
    record = Record((job(A, fte="0.4"),), (), (TRAINED,), elsewhere=(job(B, fte="0.6"),))

    assert judge(record, MAIN, D).reason is Reason.MAIN_WORK_ELSEWHERE
    assert own_figures(record, MAIN, D) == set()
    assert judge_at(A, record, MAIN, D).reason is Reason.MAIN_WORK_ELSEWHERE
    assert judge(record, RULE, D).reason is Reason.TRAINED


IN_WINDOW = {
    "left on the first day of the window": (job(until=date(2026, 1, 1)), Reason.TRAINED),
    "left the day before the window": (job(until=date(2025, 12, 31)), Reason.LEFT),
    "left in May": (job(until=date(2026, 5, 31)), Reason.TRAINED),
    "worked one day": (job(since=date(2026, 4, 1), until=date(2026, 4, 1)), Reason.TRAINED),
    "hired the day after": (job(since=date(2026, 7, 1)), Reason.NOT_YET_EMPLOYED),
}


@pytest.mark.parametrize("work, reason", IN_WINDOW.values(), ids=IN_WINDOW)
def test_anyone_in_the_window(work: Job, reason: Reason) -> None:
    assert judge(Record((work,), (), (TRAINED,)), WINDOW, D).reason is reason


def test_anyone_in_the_window_counts_before_it_who_is_there_on_the_day() -> None:
    before = date(2025, 12, 1)

    assert judge(Record((job(),)), WINDOW, before).reason is Reason.NO_TRAINING
    assert judge(Record((job(until=date(2025, 11, 30)),)), WINDOW, before).reason is Reason.LEFT


def test_whoever_has_left_within_the_window_cannot_be_away() -> None:
    gone = job(until=date(2026, 5, 31))

    assert judge(Record((gone,), (AWAY_FROM_A,)), WINDOW, D).reason is Reason.NO_TRAINING


def test_without_an_absence_rule_nobody_is_left_out() -> None:
    record = Record((job(),), (Away(Period(date(2020, 1, 1), None)),))

    assert judge(record, RULE, D).reason is Reason.LONG_ABSENCE
    assert judge(record, ALWAYS, D).reason is Reason.NO_TRAINING


def test_only_the_named_posts_count() -> None:
    assert judge(Record((job(post_id=7, post=None),)), NAMED, D).reason is Reason.NO_TRAINING
    assert judge(Record((job(post_id=8),)), NAMED, D).reason is Reason.POST_NOT_COUNTED


FIRST, SECOND = trained(), trained(training_id=2)
HALF = frozenset(sorted(TOPICS)[:4])
TRAININGS = {
    "each, each with the whole programme": (PARTS, (FIRST, SECOND), Reason.TRAINED),
    "each, one of them missing": (PARTS, (FIRST,), Reason.PARTS_MISSING),
    "each, one of them pending": (
        PARTS,
        (FIRST, replace(SECOND, is_confirmed=False)),
        Reason.PENDING,
    ),
    "each, the only one pending": (PARTS, (replace(FIRST, is_confirmed=False),), Reason.PENDING),
    "each, topics covered together": (
        PARTS,
        (replace(FIRST, topics=HALF), replace(SECOND, topics=TOPICS - HALF)),
        Reason.TRAINED,
    ),
    "each, a topic covered by none": (
        PARTS,
        (replace(FIRST, topics=HALF), replace(SECOND, topics=HALF)),
        Reason.PROGRAMME_INCOMPLETE,
    ),
    "each, nothing done": (PARTS, (), Reason.NO_TRAINING),
    "each, another training done": (PARTS, (trained(training_id=9),), Reason.NO_TRAINING),
    "one of, the first": (ONE_OF, (FIRST,), Reason.TRAINED),
    "one of, the second, of another category": (
        ONE_OF,
        (replace(SECOND, category="other"),),
        Reason.TRAINED,
    ),
    "one of, a third": (ONE_OF, (trained(training_id=3),), Reason.NO_TRAINING),
    "one of, topics in two halves": (
        ONE_OF,
        (replace(FIRST, topics=HALF), replace(SECOND, topics=TOPICS - HALF)),
        Reason.PROGRAMME_INCOMPLETE,
    ),
    "each and one of": (BOTH, (FIRST, SECOND, trained(training_id=4)), Reason.TRAINED),
    "each, but none of the others": (BOTH, (FIRST, SECOND), Reason.PARTS_MISSING),
    "one of, but not each": (BOTH, (FIRST, trained(training_id=3)), Reason.PARTS_MISSING),
}


@pytest.mark.parametrize("rule, done, reason", TRAININGS.values(), ids=TRAININGS)
def test_which_trainings_are_asked_for(
    rule: Rule, done: tuple[Achievement, ...], reason: Reason
) -> None:
    assert judge(Record((job(),), (), done), rule, D).reason is reason


def test_the_missing_part_is_named() -> None:
    verdict = judge(Record((job(),), (), (FIRST,)), PARTS, D)

    assert (verdict.passed_trainings, verdict.missing_trainings) == ((1,), (2,))


KNOWN_LATER = {
    "40 days, and one without an end follows": (
        [(date(2026, 6, 21), date(2026, 7, 30)), (date(2026, 7, 31), None)],
        Standing.EXCLUDED,
    ),
    "29 days, and one without an end follows: its first day is known": (
        [(date(2026, 6, 21), date(2026, 7, 19)), (date(2026, 7, 20), None)],
        Standing.EXCLUDED,
    ),
    "28 days, and one without an end follows": (
        [(date(2026, 6, 21), date(2026, 7, 18)), (date(2026, 7, 19), None)],
        Standing.NOT_TRAINED,
    ),
}


@pytest.mark.parametrize("periods, standing", KNOWN_LATER.values(), ids=KNOWN_LATER)
def test_what_follows_an_absence_never_makes_it_shorter(
    periods: list[tuple[date, date | None]], standing: Standing
) -> None:
    record = Record((job(),), tuple(Away(Period(*one)) for one in periods))

    assert judge(record, RULE, D).standing is standing
