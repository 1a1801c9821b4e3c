"""A trend picture keeps its words readable: off the line, off the target, inside the picture."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from app.web.trend import stepped, trend_picture
from app.web.trend_values import BASE, HEIGHT, TOP, Dot, Label, Mark, TrendPoint

START = date(2026, 2, 1)


def points(*percents: float | None, text: str = "76,3% dziś") -> list[TrendPoint]:
    """One point every ten days; `text` is the value in words of each."""
    return [
        TrendPoint(START + timedelta(days=10 * index), percent, text=text)
        for index, percent in enumerate(percents)
    ]


def day(index: int) -> date:
    """The day of the point with this index."""
    return START + timedelta(days=10 * index)


@pytest.mark.parametrize(
    "percents, lines",
    [
        pytest.param([], [], id="nothing"),
        pytest.param([None, None], [], id="nothing known"),
        pytest.param([60], ["50,101 50,101"], id="one point stands in the middle"),
        pytest.param([60, 100], ["0,101 100,22"], id="two points reach from edge to edge"),
        pytest.param([60, None, 100], ["0,101 0,101", "100,22 100,22"], id="a gap parts the line"),
        pytest.param([None, 60, 100], ["50,101 100,22"], id="a gap at the start"),
        pytest.param([20, 100], ["0,180 100,22"], id="a value on the axis"),
    ],
)
def test_the_line_has_a_stretch_for_each_unbroken_run(
    percents: list[float | None], lines: list[str]
) -> None:
    picture = trend_picture(points(*percents), 30, day(9))
    assert list(picture.lines) == lines


@pytest.mark.parametrize(
    "percents, target, minimum",
    [
        pytest.param([41, 76.3], 80, "40%", id="ten below is rounded down"),
        pytest.param([40, 76.3], 80, "40%", id="a multiple of ten stays"),
        pytest.param([39.9, 76.3], 80, "30%", id="just under it does not"),
        pytest.param([96, 99], 80, "70%", id="room under the target"),
        pytest.param([0, 10], 80, "0%", id="never under zero"),
        pytest.param([], 80, "70%", id="without points"),
        pytest.param([None], 5, "0%", id="a low target"),
    ],
)
def test_the_axis_starts_at_a_round_minimum(
    percents: list[float | None], target: int, minimum: str
) -> None:
    picture = trend_picture(points(*percents), target, day(9))
    bottom = max(picture.levels, key=lambda label: label.y)
    assert (bottom.text, bottom.y) == (minimum, BASE + 4) or picture.target_y > BASE - 15


def test_the_target_is_named_and_hides_an_end_of_the_axis_it_would_touch() -> None:
    named = [label.text for label in trend_picture(points(20, 90), 97, day(9)).levels]
    assert named == ["97%", "20%"]


def test_a_target_of_100_is_the_top_of_the_picture() -> None:
    picture = trend_picture(points(90, 100), 100, day(9))
    assert (picture.target_y, picture.dot) == (TOP, Dot(100, TOP))


@pytest.mark.parametrize(
    "percents, today, dot",
    [
        pytest.param([40, 60, 70], 2, Dot(100, 101), id="the last point"),
        pytest.param([40, 70, 90], 1, Dot(50, 101), id="not one of tomorrow"),
        pytest.param([40, 70, None], 2, Dot(50, 101), id="the last that is known"),
        pytest.param([None, None, None], 2, None, id="none known"),
        pytest.param([40, 70, 90], -1, None, id="all of them lie ahead"),
    ],
)
def test_the_dot_is_the_last_known_point_up_to_today(
    percents: list[float | None], today: int, dot: Dot | None
) -> None:
    assert trend_picture(points(*percents), 80, day(today)).dot == dot


def test_the_expectation_starts_at_the_dot_and_widens_into_a_band() -> None:
    ahead = [
        TrendPoint(day(2), 80, low=75, high=85),
        TrendPoint(day(4), 90, text="80–100%", low=80, high=100),
    ]
    picture = trend_picture(points(40, 70), 80, day(1), ahead)
    assert picture.expected == ("25,101 50,74.67 100,48.33",)
    assert picture.band == "25,101 50,61.5 100,22 100,74.67 50,87.83 25,101"
    assert picture.lines == ("0,180 25,101",)
    assert [label.text for label in picture.values] == ["76,3% dziś", "80–100%"]


@pytest.mark.parametrize("ahead", [[], [TrendPoint(day(2), 80)]])
def test_there_is_no_band_without_bounds(ahead: list[TrendPoint]) -> None:
    assert trend_picture([*points(40, 70), *ahead], 80, day(1)).band == ""


@pytest.mark.parametrize("before", [0.0, 100.0])
@pytest.mark.parametrize("last", [0.0, 40.0, 70.0, 76.3, 79.9, 80.0, 80.5, 84.0, 95.0, 100.0])
@pytest.mark.parametrize("target", [50, 80, 95, 100])
@pytest.mark.parametrize("rest", [0, 3])
def test_the_value_of_today_stays_off_the_target_and_the_edges(
    before: float, last: float, target: int, rest: int
) -> None:
    ahead = [TrendPoint(day(2 + index), last) for index in range(rest)]
    picture = trend_picture([*points(before, last), *ahead], target, day(1))
    (label,) = picture.values
    assert label.y - 11 > 0
    assert label.y < BASE
    assert not label.y - 11 <= picture.target_y <= label.y
    assert label.anchor == ("start" if rest else "end")


@pytest.mark.parametrize(
    "percents, is_below",
    [
        pytest.param([40, 60, None, None, None, None, None], True, id="under a line that rises"),
        pytest.param([60, 40, None, None, None, None, None], False, id="over one that falls"),
        pytest.param([40, 60, 60, None, None, None, None, None], True, id="level after a rise"),
        pytest.param([40, 60], False, id="at the right edge over a line that rises"),
        pytest.param([40, 95, 60], True, id="at the right edge under one that falls"),
    ],
)
def test_the_value_of_today_stands_on_the_free_side(
    percents: list[float | None], is_below: bool
) -> None:
    picture = trend_picture(points(*percents), 90, day(9))
    assert picture.dot
    assert (picture.values[0].y > picture.dot.y) is is_below


@pytest.mark.parametrize("low", [40.0, 70.0, 80.5, 82.0, 85.0, 90.0, 100.0])
def test_the_value_of_what_is_expected_stays_off_the_target(low: float) -> None:
    ahead = TrendPoint(day(9), 100, text="81–100%", low=low, high=100)
    picture = trend_picture([*points(40, 60), ahead], 80, day(1))
    label = picture.values[-1]
    assert (label.text, label.anchor, label.x) == ("81–100%", "end", 100)
    assert not label.y - 11 <= picture.target_y <= label.y < BASE


def test_words_under_the_axis_do_not_touch_and_fewer_are_left_on_a_phone() -> None:
    months = "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik"
    named = [
        Mark(START + timedelta(days=30 * index), month)
        for index, month in enumerate(months.split())
    ]
    crowded = [*named[:2], Mark(named[1].on + timedelta(days=5), "ferie"), *named[2:]]
    drawn = [TrendPoint(named[0].on, 50), TrendPoint(named[-1].on, 50)]
    ticks = trend_picture(drawn, 80, day(99), ticks=crowded).ticks
    assert "ferie" not in [tick.text for tick in ticks]
    assert ticks[0] == Label("styczeń", 0, ticks[0].y, "start")
    assert ticks[-1].anchor == "end"
    assert any(tick.is_minor for tick in ticks)
    assert ticks[0].y < HEIGHT
    for kept, letter in ((ticks, 1.3), ([tick for tick in ticks if not tick.is_minor], 2.1)):
        ends = [extent(tick, letter) for tick in kept]
        assert all(left[1] < right[0] for left, right in pairwise(ends))


def extent(label: Label, letter: float) -> tuple[float, float]:
    """Where the word starts and ends, when a letter is as wide as this."""
    width = letter * len(label.text)
    start = label.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    return start, start + width


def test_nothing_is_said_where_no_words_are_given() -> None:
    picture = trend_picture([*points(40, 70, text=""), TrendPoint(day(5), 80)], 80, day(1))
    assert (picture.values, picture.ticks) == ((), ())


def test_between_two_points_of_a_stepped_line_nothing_changes() -> None:
    picture = trend_picture(list(stepped(points(60, 60, 100))), 30, day(9))
    assert picture.lines == ("0,101 50,101 100,101 100,22",)


def test_days_of_report_are_marked_where_they_are_drawn() -> None:
    days = [Mark(day(-1), "too early"), Mark(day(1), "30.06"), Mark(day(3), "too late")]
    picture = trend_picture(points(40, 60, 80), 80, day(2), marks=days)
    assert [(one.text, one.x) for one in picture.marks] == [("30.06", 50)]
