"""When an absence takes a person out, and how long a training counts."""

from dataclasses import replace
from datetime import date

import pytest

from app.coverage.indicator.judgement import judge
from app.coverage.indicator.values import Away, Period, Reason, Record, Standing
from tests.coverage.cases import RULE, TRAINED, D, job, trained

ABSENCES = {
    "29 days around D": ([(date(2026, 6, 10), date(2026, 7, 8))], False),
    "30 days around D": ([(date(2026, 6, 10), date(2026, 7, 9))], True),
    "30 days that end the day before D": ([(date(2026, 5, 31), date(2026, 6, 29))], False),
    "30 days that end on D": ([(date(2026, 6, 1), date(2026, 6, 30))], True),
    "30 days that begin on D": ([(D, date(2026, 7, 29))], True),
    "no end, 29 days by D": ([(date(2026, 6, 2), None)], False),
    "no end, 30 days by D": ([(date(2026, 6, 1), None)], True),
    "two that touch, 30 days together": (
        [(date(2026, 6, 16), date(2026, 7, 9)), (date(2026, 6, 10), date(2026, 6, 15))],
        True,
    ),
    "two with a day of work between": (
        [(date(2026, 6, 17), date(2026, 7, 9)), (date(2026, 6, 10), date(2026, 6, 15))],
        False,
    ),
    "a short one inside a long one": (
        [(date(2026, 6, 1), date(2026, 8, 1)), (date(2026, 6, 10), date(2026, 6, 12))],
        True,
    ),
}


@pytest.mark.parametrize("periods, excluded", ABSENCES.values(), ids=ABSENCES)
def test_a_continuous_absence_of_30_days_that_covers_d_takes_a_person_out(
    periods: list[tuple[date, date | None]], excluded: bool
) -> None:
    record = Record((job(),), tuple(Away(Period(*one)) for one in periods), (TRAINED,))

    standing = judge(record, RULE, D).standing

    assert standing is (Standing.EXCLUDED if excluded else Standing.TRAINED)


VALIDITY = {
    "valid on the same day a year later": (date(2025, 6, 30), Reason.TRAINED),
    "expired the day after": (date(2025, 6, 29), Reason.EXPIRED),
}


@pytest.mark.parametrize("completed_on, reason", VALIDITY.values(), ids=VALIDITY)
def test_with_twelve_months_of_validity(completed_on: date, reason: Reason) -> None:
    rule = replace(RULE, validity_months=12, window_start=date(2024, 1, 1))

    verdict = judge(Record((job(),), (), (trained(completed_on=completed_on),)), rule, D)

    assert verdict.reason is reason


def test_validity_of_months_ends_with_the_month_when_it_is_shorter() -> None:
    rule = replace(RULE, validity_months=1)
    record = Record((job(),), (), (trained(completed_on=date(2026, 1, 31)),))

    assert judge(record, rule, date(2026, 2, 28)).reason is Reason.TRAINED
    assert judge(record, rule, date(2026, 3, 1)).reason is Reason.EXPIRED
