"""A training lasts to the same day some months later, that day included."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.training.validity import earliest_valid_day, is_valid, last_valid_day


@pytest.mark.parametrize(
    "completed_on,months,last",
    [
        pytest.param(date(2025, 11, 23), None, None, id="does not age"),
        pytest.param(date(2025, 11, 23), 12, date(2026, 11, 23), id="a year"),
        pytest.param(date(2025, 12, 1), 1, date(2026, 1, 1), id="over the new year"),
        pytest.param(date(2025, 12, 31), 12, date(2026, 12, 31), id="the last day of a year"),
        pytest.param(date(2026, 1, 31), 1, date(2026, 2, 28), id="into a shorter month"),
        pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="from a leap day"),
    ],
)
def test_the_last_valid_day(completed_on: date, months: int | None, last: date | None) -> None:
    assert last_valid_day(completed_on, months) == last


@pytest.mark.parametrize(
    "on,expected",
    [
        pytest.param(date(2025, 11, 22), False, id="the day before it was completed"),
        pytest.param(date(2025, 11, 23), True, id="the day it was completed"),
        pytest.param(date(2026, 11, 23), True, id="the last valid day"),
        pytest.param(date(2026, 11, 24), False, id="the day after"),
    ],
)
def test_on_which_days_it_is_valid(on: date, expected: bool) -> None:
    assert is_valid(date(2025, 11, 23), 12, on) is expected


DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@given(DAYS, DAYS, st.one_of(st.none(), st.integers(1, 600)))
def test_the_earliest_valid_day_parts_the_valid_from_the_others(
    completed_on: date, on: date, months: int | None
) -> None:
    earliest = earliest_valid_day(on, months)

    assert is_valid(completed_on, months, on) is (earliest <= completed_on <= on)
