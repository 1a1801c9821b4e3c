"""The words of a trend picture: off its lines, apart from each other, inside of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.web.trend_values import BASE, Anchor, Dot, Label, Mark, Scale, TrendPoint

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


def levels(scale: Scale, target_percent: int) -> tuple[Label, ...]:
    """The target and the ends of the axis beside it; an end too near the target stays unsaid."""
    target, *ends = (
        Label(f"{percent}%", 0, scale.y(percent) + 4, "end")
        for percent in (target_percent, 100, scale.minimum)
    )
    return (target, *(end for end in ends if abs(end.y - target.y) > _LETTER_HEIGHT + 4))


def words_at(days: Iterable[Mark], scale: Scale, y: float) -> Iterator[Label]:
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


def values(
    known: Sequence[TrendPoint], ahead: Sequence[TrendPoint], scale: Scale, target_y: float
) -> Iterator[Label]:
    """The value of today, and of the end of what is expected."""
    last, end = last_known(known), last_known(ahead)
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


def last_known(points: Sequence[TrendPoint]) -> TrendPoint | None:
    return next((point for point in reversed(points) if point.percent is not None), None)
