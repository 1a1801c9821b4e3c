"""The rule W9-2026.1, case by case, each under the name the city gave it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.coverage.indicator.judgement import eligible_units, judge, judge_at
from app.coverage.indicator.rule import Posts
from app.coverage.indicator.values import (
    Away,
    Figure,
    Period,
    Reason,
    Record,
    Standing,
)
from tests.coverage.cases import KINDERGARTEN, RULE, TOPICS, TRAINED, A, B, D, job, trained

PEOPLE = {
    "a trained teacher": (Record((job(),), (), (TRAINED,)), Reason.TRAINED),
    "a teacher without any training": (Record((job(),)), Reason.NO_TRAINING),
    "teacher only in a kindergarten, trained": (
        Record((job(KINDERGARTEN),), (), (TRAINED,)),
        Reason.UNIT_NOT_IN_SCOPE,
    ),
    "kindergarten + SP A, not trained": (
        Record((job(KINDERGARTEN), job(A))),
        Reason.NO_TRAINING,
    ),
    "parental leave since 1 March, trained in February": (
        Record(
            (job(),),
            (Away(Period(date(2026, 3, 1), None)),),
            (trained(completed_on=date(2026, 2, 10)),),
        ),
        Reason.LONG_ABSENCE,
    ),
    "sick leave 10 days covering D, not trained": (
        Record((job(),), (Away(Period(date(2026, 6, 25), date(2026, 7, 4))),)),
        Reason.NO_TRAINING,
    ),
    "left 31 May, trained": (
        Record((job(until=date(2026, 5, 31)),), (), (TRAINED,)),
        Reason.LEFT,
    ),
    "left on D itself, trained": (Record((job(until=D),), (), (TRAINED,)), Reason.TRAINED),
    "hired 1 June, not trained": (Record((job(since=date(2026, 6, 1)),)), Reason.NO_TRAINING),
    "hired on D itself": (Record((job(since=D),)), Reason.NO_TRAINING),
    "hired the day after D": (
        Record((job(since=date(2026, 7, 1)),)),
        Reason.NOT_YET_EMPLOYED,
    ),
    "e-learning finished, test failed": (
        Record((job(),), (), (trained(is_passed=False),)),
        Reason.TEST_FAILED,
    ),
    "completion 1 July": (
        Record((job(),), (), (trained(completed_on=date(2026, 7, 1)),)),
        Reason.AFTER_DATE,
    ),
    "completion on D itself": (
        Record((job(),), (), (trained(completed_on=D),)),
        Reason.TRAINED,
    ),
    "completion on the first day of the window": (
        Record((job(),), (), (trained(completed_on=date(2026, 1, 1)),)),
        Reason.TRAINED,
    ),
    "completion the day before the window": (
        Record((job(),), (), (trained(completed_on=date(2025, 12, 31)),)),
        Reason.BEFORE_WINDOW,
    ),
    "list not accepted by head": (
        Record((job(),), (), (trained(is_confirmed=False),)),
        Reason.PENDING,
    ),
    "revoked completion": (Record((job(),), (), (trained(is_revoked=True),)), Reason.REVOKED),
    "partial programme": (
        Record((job(),), (), (trained(topics=TOPICS - {"KSC.c"}),)),
        Reason.PROGRAMME_INCOMPLETE,
    ),
    "another category": (
        Record((job(),), (), (trained(category="digital_skills"),)),
        Reason.NO_TRAINING,
    ),
    "a failed and a passed test": (
        Record((job(),), (), (trained(is_passed=False), TRAINED)),
        Reason.TRAINED,
    ),
    "a pending list is nearer than a failed test": (
        Record((job(),), (), (trained(is_passed=False), trained(is_confirmed=False))),
        Reason.PENDING,
    ),
    "support staff": (Record((job(post=False),)), Reason.POST_NOT_COUNTED),
    "a post nobody has decided": (Record((job(post=None),)), Reason.POST_UNDECIDED),
    "support staff who also teach": (Record((job(post=False), job(B))), Reason.NO_TRAINING),
    "never employed": (Record(), Reason.NEVER_EMPLOYED),
}

STANDING_OF = {
    Reason.TRAINED: Standing.TRAINED,
    Reason.LONG_ABSENCE: Standing.EXCLUDED,
    Reason.UNIT_NOT_IN_SCOPE: Standing.OUTSIDE,
    Reason.LEFT: Standing.OUTSIDE,
    Reason.NOT_YET_EMPLOYED: Standing.OUTSIDE,
    Reason.POST_NOT_COUNTED: Standing.OUTSIDE,
    Reason.POST_UNDECIDED: Standing.OUTSIDE,
    Reason.NEVER_EMPLOYED: Standing.OUTSIDE,
}


@pytest.mark.parametrize("record, reason", PEOPLE.values(), ids=PEOPLE)
def test_where_a_person_stands_on_30_june_and_why(record: Record, reason: Reason) -> None:
    verdict = judge(record, RULE, D)

    assert verdict.reason is reason
    assert verdict.standing is STANDING_OF.get(reason, Standing.NOT_TRAINED)


def test_a_teacher_in_two_schools_counts_in_each() -> None:
    record = Record((job(A), job(B), job(KINDERGARTEN)), (), (TRAINED,))

    assert eligible_units(record, RULE, D) == {A, B}


def test_away_from_one_school_and_at_work_in_another_counts_in_the_other() -> None:
    away_from_a = Away(Period(date(2026, 3, 1), date(2026, 12, 31)), A)
    record = Record((job(A), job(B)), (away_from_a,), (TRAINED,))

    assert judge(record, RULE, D).standing is Standing.TRAINED
    assert eligible_units(record, RULE, D) == {B}
    assert judge_at(A, record, RULE, D).standing is Standing.EXCLUDED
    assert judge_at(B, record, RULE, D).standing is Standing.TRAINED


def test_away_from_every_school_is_excluded() -> None:
    away = Away(Period(date(2026, 3, 1), None))
    record = Record((job(A), job(B)), (away,), (TRAINED,))

    assert judge(record, RULE, D).standing is Standing.EXCLUDED
    assert eligible_units(record, RULE, D) == set()


FIGURES = {
    "P=250, T=200": (250, 200, 800, True, 0),
    "P=251, T=200": (251, 200, 796, False, 1),
    "P=5, T=4": (5, 4, 800, True, 0),
    "one short of the target": (5, 3, 600, False, 1),
    "79,97% is shown truncated": (10000, 7997, 799, False, 3),
    "everybody": (7, 7, 1000, True, 0),
    "nobody yet": (7, 0, 0, False, 6),
    "school with 0 teachers in P": (0, 0, None, None, 0),
}


@pytest.mark.parametrize("p, t, tenths, met, missing", FIGURES.values(), ids=FIGURES)
def test_integers_decide_and_display_truncates(
    p: int, t: int, tenths: int | None, met: bool | None, missing: int
) -> None:
    figure = Figure(eligible=p, trained=t, excluded=0, target_percent=80)

    assert (figure.tenths, figure.is_met, figure.missing) == (tenths, met, missing)


def test_an_employment_must_be_greater_than_the_smallest_fte() -> None:
    rule = replace(RULE, min_fte=Decimal("0.5"))

    assert judge(Record((job(fte="0.5"),)), rule, D).reason is Reason.FTE_TOO_SMALL
    assert judge(Record((job(fte="0.51"),)), rule, D).reason is Reason.NO_TRAINING


def test_training_elsewhere_counts_only_if_the_rule_allows_it() -> None:
    record = Record((job(),), (), (trained(is_external=True),))

    assert judge(record, RULE, D).reason is Reason.TRAINED
    strict = replace(RULE, external_allowed=False)
    assert judge(record, strict, D).reason is Reason.EXTERNAL_NOT_ALLOWED


ALL_STAFF = {
    "administration": (Record((job(post=False),)), Standing.NOT_TRAINED),
    "administration, trained": (Record((job(post=False),), (), (TRAINED,)), Standing.TRAINED),
    "a post nobody has decided": (Record((job(post=None),)), Standing.NOT_TRAINED),
    "a teacher": (Record((job(),), (), (TRAINED,)), Standing.TRAINED),
}


@pytest.mark.parametrize("record, standing", ALL_STAFF.values(), ids=ALL_STAFF)
def test_all_staff_series(record: Record, standing: Standing) -> None:
    assert judge(record, replace(RULE, posts=Posts.ALL), D).standing is standing


def test_the_missing_topics_are_named() -> None:
    record = Record((job(),), (), (trained(topics=TOPICS - {"KSC.d", "KRI.a"}),))

    assert judge(record, RULE, D).missing_topics == ("KRI.a", "KSC.d")
