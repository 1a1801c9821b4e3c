"""A person is told two weeks before, three days before, on the day, and a week after it."""

from datetime import date

import pytest

from app.reminders.stages import Stage, digest_stages, own_stage
from app.training.deadlines import Deadline

SEPTEMBER = date(2026, 9, 1)


@pytest.mark.parametrize(
    "due_on,day,expected",
    [
        pytest.param(date(2026, 12, 8), date(2026, 11, 23), None, id="15 days before"),
        pytest.param(date(2026, 12, 7), date(2026, 11, 23), Stage.AHEAD, id="14 days before"),
        pytest.param(date(2026, 12, 6), date(2026, 11, 20), Stage.AHEAD, id="a Sunday: on Friday"),
        pytest.param(date(2026, 12, 6), date(2026, 11, 19), None, id="and not earlier"),
        pytest.param(date(2026, 11, 27), date(2026, 11, 23), Stage.AHEAD, id="4 days before"),
        pytest.param(date(2026, 11, 26), date(2026, 11, 23), Stage.SOON, id="3 days before"),
        pytest.param(date(2026, 11, 24), date(2026, 11, 23), Stage.SOON, id="the day before"),
        pytest.param(date(2026, 11, 23), date(2026, 11, 23), Stage.DUE_TODAY, id="the day"),
        pytest.param(date(2026, 11, 22), date(2026, 11, 20), Stage.DUE_TODAY, id="due on Sunday"),
        pytest.param(date(2027, 1, 1), date(2026, 12, 31), Stage.DUE_TODAY, id="due on 1 January"),
        pytest.param(
            date(2026, 4, 6), date(2026, 4, 3), Stage.DUE_TODAY, id="Easter Monday: the later wins"
        ),
        pytest.param(date(2026, 6, 30), date(2026, 7, 1), None, id="the day after"),
        pytest.param(date(2026, 11, 17), date(2026, 11, 23), None, id="6 days after"),
        pytest.param(date(2026, 11, 16), date(2026, 11, 23), Stage.OVERDUE, id="7 days after"),
        pytest.param(date(2026, 11, 14), date(2026, 11, 21), None, id="7 days after: a Saturday"),
        pytest.param(date(2026, 11, 14), date(2026, 11, 23), Stage.OVERDUE, id="so on Monday"),
        pytest.param(date(2026, 12, 25), date(2027, 1, 4), Stage.OVERDUE, id="over New Year"),
        pytest.param(date(2026, 12, 25), date(2026, 12, 31), None, id="and not before it"),
    ],
)
def test_what_a_person_is_told(due_on: date, day: date, expected: Stage | None) -> None:
    assert own_stage(Deadline(due_on, SEPTEMBER), day) is expected


@pytest.mark.parametrize(
    "began_on,expected",
    [
        pytest.param(date(2026, 11, 16), Stage.OVERDUE, id="a week at work"),
        pytest.param(date(2026, 11, 17), None, id="six days at work"),
    ],
)
def test_whoever_came_after_the_day_has_a_week(began_on: date, expected: Stage | None) -> None:
    deadline = Deadline(date(2026, 6, 30), began_on)

    assert own_stage(deadline, date(2026, 11, 23)) is expected


@pytest.mark.parametrize(
    "due_on,expected",
    [
        pytest.param(date(2026, 11, 17), (), id="6 days late"),
        pytest.param(date(2026, 11, 16), (Stage.TOLD_HEAD,), id="7 days late"),
        pytest.param(date(2026, 11, 3), (Stage.TOLD_HEAD,), id="20 days late"),
        pytest.param(date(2026, 11, 2), (Stage.TOLD_HEAD, Stage.TOLD_OFFICE), id="21 days late"),
    ],
)
def test_who_else_hears_of_it(due_on: date, expected: tuple[Stage, ...]) -> None:
    assert digest_stages(Deadline(due_on, SEPTEMBER), date(2026, 11, 23)) == expected
