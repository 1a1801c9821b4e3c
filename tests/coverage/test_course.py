"""What happens between two days is known from events alone, and adds up."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.coverage.indicator.change import Change, change_between
from app.coverage.indicator.course import FigureCourse, course
from app.coverage.indicator.judgement import judge, weight
from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import Figure, Reason, Record, Standing, Verdict
from app.coverage.queries.figures import total_of
from tests.coverage.cases import RULE
from tests.coverage.lives import DAY, below, random_life, random_rule, record_of

CITY = 11
FIRST, LAST = DAY - timedelta(days=240), DAY + timedelta(days=30)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]


@settings(max_examples=120, deadline=None, database=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_a_course_says_of_every_day_what_the_rule_says(seed: int) -> None:
    dice = Random(seed)
    record, rule = record_of(random_life(dice), below(CITY)), random_rule(dice)
    steps = {step.day: (step.standing, step.weight) for step in course(record, rule, FIRST, LAST)}

    known = None
    for day in DAYS:
        judged = judge(record, rule, day).standing, weight(record, rule, day)
        assert (day in steps) == (judged != known), day
        assert steps.get(day, known) == judged, day
        known = judged


@settings(max_examples=20, deadline=None, database=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_the_course_of_a_figure_has_a_point_for_each_day_on_which_it_differs(seed: int) -> None:
    dice = Random(seed)
    records, rule = crowd(dice), random_rule(dice)
    whole = FigureCourse(rule, FIRST, LAST)
    whole.add(records)

    points = dict(whole.days())

    known: Figure | None = None
    for day in DAYS:
        figure = total_of(records, rule, day)
        assert (day in points) == (figure != known or day == LAST)
        assert points.get(day, known) == figure
        known = figure


@settings(max_examples=100, deadline=None, database=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_whoever_stands_elsewhere_is_one_change_and_nobody_else_is(seed: int) -> None:
    dice = Random(seed)
    rule = random_rule(dice)
    for record in crowd(dice):
        was, now = judge(record, rule, FIRST), judge(record, rule, DAY)
        change = change_between(was, now, rule)
        assert (change is None) == (was.standing is now.standing)


def crowd(dice: Random) -> list[Record]:
    return [record_of(random_life(dice), below(CITY)) for _ in range(15)]


def stands(standing: Standing, reason: Reason) -> Verdict:
    return Verdict(standing, reason)


OUT = stands(Standing.OUTSIDE, Reason.LEFT)
FRESH = stands(Standing.EXCLUDED, Reason.FIRST_DAYS)
AWAY = stands(Standing.EXCLUDED, Reason.LONG_ABSENCE)
NOT_YET = stands(Standing.NOT_TRAINED, Reason.NO_TRAINING)
OLD = stands(Standing.NOT_TRAINED, Reason.EXPIRED)
GONE = stands(Standing.NOT_TRAINED, Reason.REVOKED)
PARTS = stands(Standing.NOT_TRAINED, Reason.PARTS_MISSING)
DONE = stands(Standing.TRAINED, Reason.TRAINED)

CHANGES = {
    "hired": (OUT, NOT_YET, Change.JOINED),
    "hired with a training": (OUT, DONE, Change.JOINED),
    "hired, and away at once": (OUT, AWAY, Change.JOINED),
    "hired, in the first days": (OUT, FRESH, Change.JOINED),
    "the first days are over": (FRESH, NOT_YET, Change.JOINED),
    "left": (DONE, OUT, Change.LEFT),
    "left while away": (AWAY, OUT, Change.LEFT),
    "left in the first days": (FRESH, OUT, Change.LEFT),
    "from one school to the first days in another": (DONE, FRESH, Change.LEFT),
    "trained": (NOT_YET, DONE, Change.TRAINED),
    "expired": (DONE, OLD, Change.EXPIRED),
    "revoked": (DONE, GONE, Change.LOST),
    "a part was revoked": (DONE, PARTS, Change.LOST),
    "a long absence began": (DONE, AWAY, Change.AWAY),
    "came back": (AWAY, NOT_YET, Change.BACK),
    "came back trained": (AWAY, DONE, Change.BACK),
    "nothing": (DONE, DONE, None),
    "another reason, the same standing": (NOT_YET, OLD, None),
}


@pytest.mark.parametrize("was, now, change", CHANGES.values(), ids=CHANGES)
def test_what_became_of_somebody(was: Verdict, now: Verdict, change: Change | None) -> None:
    assert change_between(was, now, RULE) is change


def test_where_trainings_age_a_missing_part_has_expired() -> None:
    aging = Rule.from_settings("R.1", {**RULE.settings(), "validity_months": 12})

    assert change_between(DONE, PARTS, aging) is Change.EXPIRED
    assert change_between(DONE, GONE, aging) is Change.LOST
