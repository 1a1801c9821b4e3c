"""Where everything of a trend picture stands: lines that stretch, words that keep their size.

`x` is a percentage of the picture's width, `y` a distance from its top in pixels. The lines are
drawn in a box that stretches only sideways, and the words are placed over it, so they are as
readable on a phone as on a wide screen.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.web.trend_values import BASE, HEIGHT, TOP, Dot, Label, Mark, Scale, TrendPoint
from app.web.trend_words import MARK_Y, TICK_Y, last_known, levels, values, words_at


@dataclass(frozen=True, slots=True)
class TrendPicture:
    """What `pieces/trend.html` draws.

    `lines` and `expected` hold one "x,y x,y" per unbroken stretch; `band` is a polygon or empty;
    `dot` is the last known point up to today, `dots` are those before it where each was measured by
    itself; `values` are its label and that of the last expected
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
    dots: tuple[Dot, ...]
    levels: tuple[Label, ...]
    ticks: tuple[Label, ...]
    marks: tuple[Label, ...]
    values: tuple[Label, ...]


def trend_picture(
    points: Sequence[TrendPoint],
    target_percent: int,
    today: date,
    projection: Sequence[TrendPoint] = (),
    *,
    ticks: Sequence[Mark] = (),
    marks: Sequence[Mark] = (),
    has_dots: bool = False,
) -> TrendPicture:
    """The picture of `points` in the order of days, with the target as a line.

    Points up to `today` make the line; later ones, and those of the `projection`, the expectation
    that starts where the line ends. The axis goes from a multiple of ten below everything drawn to
    100. Without points only the axis and the target are left. `ticks` are words under the axis and
    `marks` are days that matter; those outside of the drawn days are left out. With `has_dots` each
    known point is seen, because the line between two of them only joins them.
    """
    drawn = [*points, *projection]
    scale = _scale(drawn, target_percent)
    target_y = scale.y(target_percent)
    known = [point for point in drawn if point.on <= today]
    ahead = [point for point in drawn if point.on > today]
    last = last_known(known)
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
        dots=tuple(_dots(known[:-1], scale)) if has_dots else (),
        levels=levels(scale, target_percent),
        ticks=tuple(words_at(ticks, scale, TICK_Y)),
        marks=tuple(words_at(marks, scale, MARK_Y)),
        values=tuple(values(known, ahead, scale, target_y)),
    )


def stepped(points: Iterable[TrendPoint]) -> Iterator[TrendPoint]:
    """The points of a line that stays where it is until the next of them."""
    before: TrendPoint | None = None
    for point in points:
        if before is not None and before.percent != point.percent:
            yield replace(before, on=point.on)
        before = point
        yield point


def _scale(points: Sequence[TrendPoint], target_percent: int) -> Scale:
    drawn = [value for point in points for value in (point.percent, point.low) if value is not None]
    lowest = min([*drawn, target_percent - 10])
    minimum = min(90, max(0, int(lowest // 10 * 10)))
    if not points:
        return Scale(date.min, date.min, minimum)
    return Scale(points[0].on, points[-1].on, minimum)


def _dots(points: Iterable[TrendPoint], scale: Scale) -> Iterator[Dot]:
    return (scale.dot(one) for one in points if one.percent is not None)


def _stretches(points: Iterable[TrendPoint], scale: Scale) -> Iterator[str]:
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


def _band(points: Sequence[TrendPoint], scale: Scale) -> str:
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
