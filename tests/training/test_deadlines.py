"""By when somebody is to complete it: a day, or so many days after the start of the work."""

from datetime import date

import pytest

from app.training.deadlines import Deadline, Span, Terms, deadline_of

TODAY = date(2026, 11, 23)
ASSIGNED = date(2026, 9, 10)
SINCE_2020: Span = (date(2020, 9, 1), None)
THIRTY_DAYS = Terms(None, 30, ASSIGNED)
YEAR_END = Terms(date(2026, 12, 31), None, ASSIGNED)


@pytest.mark.parametrize(
    "terms,work,expected",
    [
        pytest.param(YEAR_END, [SINCE_2020], date(2026, 12, 31), id="a fixed day"),
        pytest.param(THIRTY_DAYS, [SINCE_2020], date(2026, 10, 10), id="works there already"),
        pytest.param(
            THIRTY_DAYS, [(date(2026, 11, 2), None)], date(2026, 12, 2), id="came after assigning"
        ),
        pytest.param(
            THIRTY_DAYS, [(date(2026, 9, 10), None)], date(2026, 10, 10), id="came on that day"
        ),
        pytest.param(
            THIRTY_DAYS,
            [(date(2020, 9, 1), date(2026, 10, 31)), (date(2026, 11, 1), None)],
            date(2026, 10, 10),
            id="a contract that follows at once goes on",
        ),
        pytest.param(
            THIRTY_DAYS,
            [(date(2020, 9, 1), date(2026, 10, 30)), (date(2026, 11, 1), None)],
            date(2026, 12, 1),
            id="a day between begins anew",
        ),
        pytest.param(
            THIRTY_DAYS,
            [(date(2026, 11, 1), None), (date(2020, 9, 1), date(2026, 11, 15))],
            date(2026, 10, 10),
            id="two posts that overlap",
        ),
        pytest.param(THIRTY_DAYS, [(date(2020, 9, 1), TODAY)], date(2026, 10, 10), id="last day"),
        pytest.param(
            THIRTY_DAYS, [(date(2020, 9, 1), date(2026, 11, 22))], None, id="left yesterday"
        ),
        pytest.param(YEAR_END, [(date(2026, 11, 24), None)], None, id="begins tomorrow"),
        pytest.param(YEAR_END, [], None, id="no work there"),
    ],
)
def test_by_when(terms: Terms, work: list[Span], expected: date | None) -> None:
    found = deadline_of(terms, work, TODAY)

    assert (found and found.due_on) == expected


@pytest.mark.parametrize(
    "due_on,asked_since,late",
    [
        pytest.param(date(2026, 11, 23), ASSIGNED, 0, id="due today"),
        pytest.param(date(2026, 11, 22), ASSIGNED, 1, id="due yesterday"),
        pytest.param(date(2026, 6, 30), date(2026, 11, 16), 7, id="came after the day: a week ago"),
        pytest.param(date(2026, 12, 31), ASSIGNED, 0, id="due later"),
    ],
)
def test_how_late(due_on: date, asked_since: date, late: int) -> None:
    assert Deadline(due_on, asked_since).late_days(TODAY) == late
