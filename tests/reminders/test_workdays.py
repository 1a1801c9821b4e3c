"""Mails arrive on working days in Poland, from 7 to 18 on a Warsaw wall clock."""

from datetime import UTC, date, datetime

import pytest

from app.reminders.workdays import (
    day_of_sending,
    is_first_of_week,
    is_working_day,
    may_send,
    working_day_after,
    working_day_before,
)
from tests.support.reminders import wall


@pytest.mark.parametrize(
    "day,before,after",
    [
        pytest.param(date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 23), id="a Monday"),
        pytest.param(date(2026, 11, 22), date(2026, 11, 20), date(2026, 11, 23), id="a Sunday"),
        pytest.param(date(2027, 1, 1), date(2026, 12, 31), date(2027, 1, 4), id="New Year, Friday"),
        pytest.param(date(2026, 4, 6), date(2026, 4, 3), date(2026, 4, 7), id="Easter Monday"),
        pytest.param(date(2026, 4, 3), date(2026, 4, 3), date(2026, 4, 3), id="Good Friday: work"),
        pytest.param(date(2026, 6, 4), date(2026, 6, 3), date(2026, 6, 5), id="Corpus Christi"),
        pytest.param(date(2026, 5, 2), date(2026, 4, 30), date(2026, 5, 4), id="1 to 3 May"),
        pytest.param(date(2026, 11, 11), date(2026, 11, 10), date(2026, 11, 12), id="11 November"),
        pytest.param(date(2026, 12, 24), date(2026, 12, 23), date(2026, 12, 28), id="Christmas"),
        pytest.param(date(2024, 12, 24), date(2024, 12, 24), date(2024, 12, 24), id="before 2025"),
    ],
)
def test_what_falls_on_a_day_of_rest_moves(day: date, before: date, after: date) -> None:
    assert (working_day_before(day), working_day_after(day)) == (before, after)
    assert is_working_day(day) is (day == before)


@pytest.mark.parametrize(
    "at,expected",
    [
        pytest.param(wall(date(2026, 11, 23), 6, 59), False, id="too early"),
        pytest.param(wall(date(2026, 11, 23), 7), True, id="from seven"),
        pytest.param(wall(date(2026, 11, 23), 17, 59), True, id="the last minute"),
        pytest.param(wall(date(2026, 11, 23), 18), False, id="after work"),
        pytest.param(wall(date(2026, 11, 22), 12), False, id="a Sunday"),
        pytest.param(wall(date(2026, 11, 11), 12), False, id="a holiday"),
        pytest.param(datetime(2026, 10, 23, 5, tzinfo=UTC), True, id="7:00 in summer time"),
        pytest.param(datetime(2026, 10, 26, 5, tzinfo=UTC), False, id="6:00 once it is over"),
        pytest.param(datetime(2026, 10, 26, 6, tzinfo=UTC), True, id="7:00 in winter time"),
        pytest.param(datetime(2027, 3, 29, 5, tzinfo=UTC), False, id="Easter Monday, in summer"),
        pytest.param(datetime(2027, 3, 30, 5, tzinfo=UTC), True, id="7:00 in summer time again"),
    ],
)
def test_when_a_mail_may_arrive(at: datetime, expected: bool) -> None:
    assert may_send(at) is expected


@pytest.mark.parametrize(
    "at,expected",
    [
        pytest.param(wall(date(2026, 11, 23), 3), date(2026, 11, 23), id="at night: that day"),
        pytest.param(wall(date(2026, 11, 20), 18), date(2026, 11, 23), id="Friday evening"),
        pytest.param(wall(date(2026, 12, 31), 18), date(2027, 1, 4), id="the last evening"),
        pytest.param(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), date(2026, 11, 23), id="midnight"),
    ],
)
def test_on_which_day_it_arrives(at: datetime, expected: date) -> None:
    assert day_of_sending(at) == expected


@pytest.mark.parametrize(
    "day,expected",
    [
        pytest.param(date(2026, 11, 23), True, id="a Monday"),
        pytest.param(date(2026, 11, 24), False, id="a Tuesday"),
        pytest.param(date(2026, 4, 6), False, id="Easter Monday"),
        pytest.param(date(2026, 4, 7), True, id="the Tuesday after it"),
        pytest.param(date(2026, 11, 22), False, id="a Sunday"),
    ],
)
def test_the_first_working_day_of_a_week(day: date, expected: bool) -> None:
    assert is_first_of_week(day) is expected
