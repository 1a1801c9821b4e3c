"""Time is believed as far as our own clock, one minute at a time, and thrice the estimate."""

import pytest

from courses.time_spent import LONGEST_STEP_SECONDS, credited_seconds

FIVE_MINUTES = 5
THRICE = 15 * 60


@pytest.mark.parametrize(
    "claimed, since_last, kept, credited",
    [
        pytest.param(30, 30, 0, 30, id="what passed is credited"),
        pytest.param(12, 30, 0, 12, id="less was claimed than passed"),
        pytest.param(30, 29.9, 0, 29, id="a part of a second has not passed"),
        pytest.param(30, 0, 0, 0, id="at the same instant as another browser"),
        pytest.param(30, -5, 0, 0, id="our clock was set back"),
        pytest.param(0, 30, 0, 0, id="nothing claimed"),
        pytest.param(-30, 30, 0, 0, id="less than nothing claimed"),
        pytest.param(60, 3600, 0, 60, id="the longest step"),
        pytest.param(61, 3600, 0, 60, id="a second more than the longest step"),
        pytest.param(10**9, 10**9, 0, 60, id="a lifetime"),
        pytest.param(30, 30, THRICE - 30, 30, id="up to thrice the estimate"),
        pytest.param(30, 30, THRICE - 29, 29, id="a second would be too much"),
        pytest.param(30, 30, THRICE, 0, id="thrice the estimate is enough"),
        pytest.param(30, 30, THRICE + 5, 0, id="more is kept already, from a longer estimate"),
    ],
)
def test_time_is_credited(claimed: int, since_last: float, kept: int, credited: int) -> None:
    assert (
        credited_seconds(claimed, since_last=since_last, kept=kept, estimate_minutes=FIVE_MINUTES)
        == credited
    )


def test_the_longest_step_is_a_minute() -> None:
    """A browser speaks every half minute, so a whole one covers a message that was lost."""
    assert LONGEST_STEP_SECONDS == 60
