"""Where everything of a trend picture stands: lines that stretch, words that keep their size.

`x` is a percentage of the picture's width, `y` a distance from its top in pixels: the lines are drawn in a box that
stretches only sideways, and the words are placed over it, so they are readable on a phone and on a wide screen alike.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

Anchor = Literal["start", "middle", "end"]

HEIGHT = 212
TOP = 22
BASE = 180
TICK_Y = 202

_TICK_GAP = 8.0
_LETTER_HEIGHT = 11
_BELOW = 24
_ABOVE = -13
_ROOM_RIGHT = 76.0


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One measured day, or one expected day when it lies after today.

    `percent` is 0..100, None where nothing is known (the line has a gap). `tick` is the word under the axis ("June",
    empty for none), `text` the value in words ("76.3% today"): shown for today and for the last expected point only.
    `low` and `high` bound what is expected; both or neither.
    """

    on: date
    percent: float | None
    tick: str = ""
    text: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the picture."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Label:
    """A word of the picture: `dx` pixels beside `x`; minor ones are left out where there is little room."""

    text: str
    x: float
    y: float
    anchor: Anchor = "start"
    dx: int = 0
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class TrendPicture:
    """What `pieces/trend.html` draws.

    `lines` and `expected` hold one "x,y x,y" per unbroken stretch; `band` is a polygon or empty; `dot` is the last
    known point up to today; `values` are its label and that of the last expected point.
    """

    height: int
    base_y: float
    target_y: float
    lines: tuple[str, ...]
    expected: tuple[str, ...]
    band: str
    dot: Dot | None
    levels: tuple[Label, ...]
    ticks: tuple[Label, ...]
    values: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    minimum: int

    def x(self, day: date) -> float:
        days = (self.last - self.first).days
        return round(100 * (day - self.first).days / days, 2) if days else 50.0

    def y(self, percent: float) -> float:
        return round(BASE - (BASE - TOP) * (percent - self.minimum) / (100 - self.minimum), 2)


def trend_picture(points: Sequence[TrendPoint], target_percent: int, today: date) -> TrendPicture:
    """The picture of `points` in the order of days, with the target as a line.

    Points up to `today` make the line, later ones the expectation that starts where the line ends. The axis goes from
    a multiple of ten below everything drawn to 100. Without points only the axis and the target are left.
    """
    scale = _scale(points, target_percent)
    target_y = scale.y(target_percent)
    known = [point for point in points if point.on <= today]
    last = next((point for point in reversed(known) if point.percent is not None), None)
    ahead = [point for point in points if point.on > today]
    from_today = [last, *ahead] if last and ahead else ahead
    return TrendPicture(
        height=HEIGHT,
        base_y=BASE,
        target_y=target_y,
        lines=tuple(_stretches(known, scale)),
        expected=tuple(_stretches(from_today, scale)),
        band=_band(from_today, scale),
        dot=_dot(last, scale),
        levels=_levels(scale, target_percent),
        ticks=tuple(_ticks(points, scale)),
        values=tuple(_values(known, last, ahead, scale, target_y)),
    )


def _scale(points: Sequence[TrendPoint], target_percent: int) -> _Scale:
    drawn = [value for point in points for value in (point.percent, point.low) if value is not None]
    lowest = min([*drawn, target_percent - 10])
    minimum = min(90, max(0, int(lowest // 10 * 10)))
    if not points:
        return _Scale(date.min, date.min, minimum)
    return _Scale(points[0].on, points[-1].on, minimum)


def _stretches(points: Iterable[TrendPoint], scale: _Scale) -> Iterator[str]:
    stretch: list[str] = []
    for point in points:
        if point.percent is not None:
            stretch.append(f"{scale.x(point.on):g},{scale.y(point.percent):g}")
        elif stretch:
            yield _drawable(stretch)
            stretch = []
    if stretch:
        yield _drawable(stretch)


def _drawable(stretch: list[str]) -> str:
    """A single point is drawn as a line to itself, which its round ends make visible."""
    return " ".join(stretch if len(stretch) > 1 else stretch * 2)


def _band(points: Sequence[TrendPoint], scale: _Scale) -> str:
    bounds = [
        (point.on, low, high)
        for point in points
        if (low := point.percent if point.low is None else point.low) is not None
        and (high := point.percent if point.high is None else point.high) is not None
    ]
    if len(bounds) < 2 or all(low == high for _, low, high in bounds):  # noqa: PLR2004 - an area
        return ""
    upper = [f"{scale.x(day):g},{scale.y(high):g}" for day, _, high in bounds]
    lower = [f"{scale.x(day):g},{scale.y(low):g}" for day, low, _ in reversed(bounds)]
    return " ".join([*upper, *lower])


def _dot(point: TrendPoint | None, scale: _Scale) -> Dot | None:
    if point is None or point.percent is None:
        return None
    return Dot(scale.x(point.on), scale.y(point.percent))


def _levels(scale: _Scale, target_percent: int) -> tuple[Label, ...]:
    """The target and the ends of the axis beside it; an end too near the target stays unsaid."""
    target = _level(scale, target_percent)
    ends = (_level(scale, 100), _level(scale, scale.minimum))
    far = (label for label in ends if abs(label.y - target.y) > _LETTER_HEIGHT + 4)
    return (target, *far)


def _level(scale: _Scale, percent: int) -> Label:
    return Label(f"{percent}%", 0, scale.y(percent) + 4, "end")


def _ticks(points: Sequence[TrendPoint], scale: _Scale) -> Iterator[Label]:
    """Words under the axis, those dropped that would touch the one before; every second is minor."""
    previous = -_TICK_GAP
    count = 0
    for point in points:
        x = scale.x(point.on)
        if not point.tick or x - previous < _TICK_GAP:
            continue
        anchor: Anchor = "start" if x < _TICK_GAP / 2 else "end" if x > 97 else "middle"  # noqa: PLR2004
        yield Label(point.tick, x, TICK_Y, anchor, is_minor=count % 2 == 1)
        previous, count = x, count + 1


def _values(
    known: Sequence[TrendPoint],
    last: TrendPoint | None,
    ahead: Sequence[TrendPoint],
    scale: _Scale,
    target_y: float,
) -> Iterator[Label]:
    """The value of today, and of the end of what is expected."""
    if last and last.percent is not None and last.text:
        dot = Dot(scale.x(last.on), scale.y(last.percent))
        yield _beside(dot, last.text, target_y, rises=_rises(known))
    end = next((point for point in reversed(ahead) if point.percent is not None), None)
    if end and end.percent is not None and end.text:
        lowest = end.percent if end.low is None else end.low
        y = _clear_of(scale.y(lowest) + 18, target_y)
        yield Label(end.text, scale.x(end.on), y, "end")


def _rises(known: Sequence[TrendPoint]) -> bool:
    values = [point.percent for point in known if point.percent is not None]
    steps = [after - before for before, after in pairwise(values) if after != before]
    return not steps or steps[-1] > 0


def _beside(dot: Dot, text: str, target_y: float, *, rises: bool) -> Label:
    """The label of `dot`, off the line, the target and the edges.

    To the right of the dot the free side is below a rising line, to the left of it above.
    """
    at_right = dot.x <= _ROOM_RIGHT
    anchor: Anchor = "start" if at_right else "end"
    dx = (8 if at_right else -2) * (0 if dot.x <= 0 or dot.x >= 100 else 1)  # noqa: PLR2004
    below, above = dot.y + _BELOW, dot.y + _ABOVE
    wanted = [below, above] if at_right == rises else [above, below]
    wanted += [target_y - 8, target_y + 18]
    free = [y for y in wanted if _fits(y) and not _touches(y, target_y)]
    return Label(text, dot.x, round(free[0] if free else above, 2), anchor, dx)


def _fits(y: float) -> bool:
    return _LETTER_HEIGHT <= y <= BASE - 4


def _touches(y: float, line_y: float) -> bool:
    return y - _LETTER_HEIGHT - 3 < line_y < y + 5


def _clear_of(y: float, line_y: float) -> float:
    """`y`, moved down where the word would touch the line, and kept above the axis."""
    moved = line_y + 18 if _touches(y, line_y) else y
    return round(min(moved, BASE - 4), 2)
