"""The forecast is arithmetic on what is known: each step can be done by hand."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.coverage.forecast.pace import pace_needed, pace_of
from app.coverage.forecast.projection import KnownDay, first_met, project
from app.coverage.indicator.values import Figure

TODAY = date(2026, 6, 1)
LONG_AGO = date(2026, 1, 1)


def days_ago(*days: int) -> list[tuple[date, int]]:
    return [(TODAY - timedelta(days=one), 1) for one in days]


def figure(trained: int, eligible: int = 100) -> Figure:
    return Figure(eligible, trained, 0, 80)


def test_the_pace_is_what_was_gained_by_the_week() -> None:
    """21 full weeks since 1 January; ten people in the first four of them, one in the last."""
    gains = days_ago(*[140] * 10, 3)

    pace = pace_of(gains, LONG_AGO, TODAY)

    assert pace is not None
    assert (pace.weeks, pace.gained) == (21, 11)
    assert (pace.slowest, pace.usual, pace.fastest) == (
        Fraction(0),
        Fraction(11, 21),
        Fraction(10, 4),
    )


@pytest.mark.parametrize(
    "day, is_counted",
    [(0, True), (6, True), (21 * 7 - 1, True), (21 * 7, False), (-1, False)],
    ids=["today", "end of the last week", "first day of 21 weeks", "the day before", "tomorrow"],
)
def test_full_weeks_end_today(day: int, is_counted: bool) -> None:
    pace = pace_of(days_ago(day), LONG_AGO, TODAY)

    assert pace is not None
    assert pace.gained == is_counted


def test_less_than_eight_weeks_tell_nothing() -> None:
    fifty_five_days = TODAY - timedelta(days=54)

    assert pace_of(days_ago(1), fifty_five_days, TODAY) is None
    assert pace_of(days_ago(1), fifty_five_days - timedelta(days=1), TODAY) is not None


def test_half_a_year_is_looked_back_on_at_most() -> None:
    pace = pace_of(days_ago(26 * 7 - 1, 26 * 7), date(2020, 1, 1), TODAY)

    assert pace is not None
    assert (pace.weeks, pace.gained) == (26, 1)


def test_what_is_needed_per_week_is_spread_over_the_days_left() -> None:
    assert pace_needed(10, TODAY, TODAY + timedelta(days=35)) == 2
    assert pace_needed(0, TODAY, TODAY + timedelta(days=35)) == 0
    assert pace_needed(10, TODAY, TODAY) is None


def test_what_the_pace_adds_lies_on_what_is_known_and_never_beyond_everybody() -> None:
    pace = pace_of(days_ago(*[1] * 8), LONG_AGO, TODAY)
    assert pace is not None
    known = [
        KnownDay(TODAY + timedelta(days=21), figure(70)),
        KnownDay(TODAY + timedelta(days=63), figure(60, 66)),
    ]

    soon, later = project(known, pace, TODAY)

    assert (soon.low.trained, soon.usual.trained, soon.high.trained) == (70, 71, 76)
    assert (later.low.trained, later.usual.trained, later.high.trained) == (60, 63, 66)


def test_the_target_is_reached_when_it_stays_reached() -> None:
    trained = [79, 80, 79, 80, 81]
    days = [(TODAY + timedelta(weeks=week), figure(one)) for week, one in enumerate(trained)]

    assert first_met(days) == TODAY + timedelta(weeks=3)
    assert first_met(days[:3]) is None
    assert first_met([]) is None


@given(
    gains=some.lists(some.tuples(some.integers(-5, 250), some.integers(1, 1000)), max_size=60),
    known=some.lists(some.tuples(some.integers(1, 400), some.integers(0, 50)), min_size=1),
)
def test_the_range_holds_the_usual_pace_and_stays_within_everybody(
    gains: list[tuple[int, int]], known: list[tuple[int, int]]
) -> None:
    days = [(TODAY - timedelta(days=day), amount) for day, amount in gains]
    coming = [KnownDay(TODAY + timedelta(days=day), figure(trained)) for day, trained in known]
    pace = pace_of(days, LONG_AGO, TODAY)
    assert pace is not None

    for before, after in zip(coming, project(coming, pace, TODAY), strict=True):
        amounts = [after.low.trained, after.usual.trained, after.high.trained, 100]
        assert [before.figure.trained, *amounts] == sorted([before.figure.trained, *amounts])
