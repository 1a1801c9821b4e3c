"""Where everything of a trend picture stands: lines that stretch, words that keep their size.

`x` is a percentage of the picture's width, `y` a distance from its top in pixels. The lines are
drawn in a box that stretches only sideways, and the words are placed over it, so they are as
readable on a phone as on a wide screen.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

Anchor = Literal["start", "middle", "end"]

HEIGHT = 212
TOP = 22
BASE = 180
TICK_Y = 202
MARK_Y = 12

#: in percent of the width, on a wide screen and on a phone
_LETTER_WIDTH = 1.3
_LETTER_WIDTH_PHONE = 2.1
_EDGE = 4.0
#: how much of a word stands to the right of its place
_SHARE_AFTER: dict[Anchor, float] = {"start": 1.0, "middle": 0.5, "end": 0.0}
_MIRROR: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}
_LETTER_HEIGHT = 11


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One measured day, or one expected day when it lies after today.

    `percent` is 0..100, None where nothing is known (the line has a gap). `text` is the value in
    words ("76.3% today"), shown for today and for the last expected point only. `low` and `high`
    bound what is expected; both or neither.
    """

    on: date
    percent: float | None
    text: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A day with a word: one under the axis ("June"), or a day that reports are about."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the picture."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Label:
    """A word of the picture, `dx` pixels beside `x`; minor ones are left out on a phone."""

    text: str
    x: float
    y: float
    anchor: Anchor = "start"
    dx: int = 0
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class TrendPicture:
    """What `pieces/trend.html` draws.

    `lines` and `expected` hold one "x,y x,y" per unbroken stretch; `band` is a polygon or empty;
    `dot` is the last known point up to today; `values` are its label and that of the last expected
    point. `marks` are days that matter: a line from top to bottom with a word above it.
    """

    height: int
    top_y: float
    base_y: float
    target_y: float
    lines: tuple[str, ...]
    expected: tuple[str, ...]
    band: str
    dot: Dot | None
    levels: tuple[Label, ...]
    ticks: tuple[Label, ...]
    marks: tuple[Label, ...]
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

    def dot(self, known: TrendPoint) -> Dot:
        return Dot(self.x(known.on), self.y(known.percent or 0))


def trend_picture(
    points: Sequence[TrendPoint],
    target_percent: int,
    today: date,
    projection: Sequence[TrendPoint] = (),
    *,
    ticks: Sequence[Mark] = (),
    marks: Sequence[Mark] = (),
) -> TrendPicture:
    """The picture of `points` in the order of days, with the target as a line.

    Points up to `today` make the line; later ones, and those of the `projection`, the expectation
    that starts where the line ends. The axis goes from a multiple of ten below everything drawn to
    100. Without points only the axis and the target are left. `ticks` are words under the axis and
    `marks` are days that matter; those outside of the drawn days are left out.
    """
    drawn = [*points, *projection]
    scale = _scale(drawn, target_percent)
    target_y = scale.y(target_percent)
    known = [point for point in drawn if point.on <= today]
    ahead = [point for point in drawn if point.on > today]
    last = _last(known)
    from_today = [last, *ahead] if last and ahead else ahead
    return TrendPicture(
        height=HEIGHT,
        top_y=TOP,
        base_y=BASE,
        target_y=target_y,
        lines=tuple(_stretches(known, scale)),
        expected=tuple(_stretches(from_today, scale)),
        band=_band(from_today, scale),
        dot=scale.dot(last) if last else None,
        levels=_levels(scale, target_percent),
        ticks=tuple(_words(ticks, scale, TICK_Y)),
        marks=tuple(_words(marks, scale, MARK_Y)),
        values=tuple(_values(known, ahead, scale, target_y)),
    )


def stepped(points: Iterable[TrendPoint]) -> Iterator[TrendPoint]:
    """The points of a line that stays where it is until the next of them."""
    before: TrendPoint | None = None
    for point in points:
        if before is not None and before.percent != point.percent:
            yield replace(before, on=point.on)
        before = point
        yield point


def _scale(points: Sequence[TrendPoint], target_percent: int) -> _Scale:
    drawn = [value for point in points for value in (point.percent, point.low) if value is not None]
    lowest = min([*drawn, target_percent - 10])
    minimum = min(90, max(0, int(lowest // 10 * 10)))
    if not points:
        return _Scale(date.min, date.min, minimum)
    return _Scale(points[0].on, points[-1].on, minimum)


def _last(points: Sequence[TrendPoint]) -> TrendPoint | None:
    return next((point for point in reversed(points) if point.percent is not None), None)


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


def _levels(scale: _Scale, target_percent: int) -> tuple[Label, ...]:
    """The target and the ends of the axis beside it; an end too near the target stays unsaid."""
    target, *ends = (
        Label(f"{percent}%", 0, scale.y(percent) + 4, "end")
        for percent in (target_percent, 100, scale.minimum)
    )
    return (target, *(end for end in ends if abs(end.y - target.y) > _LETTER_HEIGHT + 4))


def _words(days: Iterable[Mark], scale: _Scale, y: float) -> Iterator[Label]:
    """Words in a row at `y`, without those that would touch the one before."""
    before: Label | None = None
    before_on_phone: Label | None = None
    for day in days:
        if not scale.first <= day.on <= scale.last:
            continue
        label = _word(day.text, scale.x(day.on), y)
        if not _apart(before, label, _LETTER_WIDTH):
            continue
        before = replace(label, is_minor=not _apart(before_on_phone, label, _LETTER_WIDTH_PHONE))
        before_on_phone = before_on_phone if before.is_minor else before
        yield before


def _word(text: str, x: float, y: float) -> Label:
    anchor: Anchor = "start" if x < _EDGE else "end" if x > 100 - _EDGE else "middle"
    return Label(text, x, y, anchor)


def _apart(left: Label | None, right: Label, letter_width: float) -> bool:
    """Whether a blank of two letters is left between the words."""
    if left is None:
        return True
    after = len(left.text) * _SHARE_AFTER[left.anchor]
    before = len(right.text) * _SHARE_AFTER[_MIRROR[right.anchor]]
    return right.x - left.x >= (after + before + 2) * letter_width


def _values(
    known: Sequence[TrendPoint], ahead: Sequence[TrendPoint], scale: _Scale, target_y: float
) -> Iterator[Label]:
    """The value of today, and of the end of what is expected."""
    last, end = _last(known), _last(ahead)
    if last and last.text:
        letters = len(last.text) + (len(end.text) + 2 if end else 0)
        yield _beside(scale.dot(last), last.text, letters, target_y, rises=_rises(known))
    if end and end.text:
        lowest = end if end.low is None else replace(end, percent=end.low)
        below = scale.dot(lowest).y + 20
        y = target_y + 18 if _touches(below, target_y) else below
        yield Label(end.text, scale.x(end.on), round(min(y, BASE - 4), 2), "end")


def _rises(known: Sequence[TrendPoint]) -> bool:
    values = [point.percent for point in known if point.percent is not None]
    steps = [after - before for before, after in pairwise(values) if after != before]
    return not steps or steps[-1] > 0


def _beside(dot: Dot, text: str, letters: int, target_y: float, *, rises: bool) -> Label:
    """The label of `dot`, off the line, the target and the edges; `letters` must fit at its right.

    To the right of the dot the free side is below a rising line, to the left of it above.
    """
    at_right = dot.x + (letters + 1) * _LETTER_WIDTH_PHONE <= 100  # noqa: PLR2004 - percent
    below, above = [dot.y + 24, target_y + 18], [dot.y - 13, target_y - 8]
    wanted = below + above if at_right == rises else above + below
    inside = [y for y in wanted if _LETTER_HEIGHT <= y <= BASE - 4]
    y = next((y for y in inside if not _touches(y, target_y)), wanted[0])
    return Label(text, dot.x, round(y, 2), "start" if at_right else "end", 8 if at_right else 0)


def _touches(y: float, line_y: float) -> bool:
    return y - _LETTER_HEIGHT - 3 < line_y < y + 5
