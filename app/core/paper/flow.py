"""Text and tables that flow from page to page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.paper.blocks import BOTTOM, MARGIN, WIDTH, Block, block, put, put_right, rule, tallest
from app.core.paper.fonts import Face
from app.core.paper.setting import (
    ACCENT,
    HAIR,
    INK,
    PAGE_HEIGHT,
    QUIET,
    Bar,
    Colour,
    Page,
    Style,
)

HEADING = Style(Face.SERIF, (13, 12), INK, lines=2, leading=1.25)
BODY = Style(Face.SANS, (9.5,), INK, leading=1.42)
NOTE = Style(Face.SANS, (8.5,), QUIET, leading=1.4)

WASH: Colour = (0.949, 0.937, 0.910)
SHORT: Colour = (0.706, 0.353, 0.035)

_HEAD = Style(Face.BOLD, (8, 7.5), QUIET, lines=2, leading=1.3)
_CELL = Style(Face.SANS, (9, 8.5), INK, lines=4, leading=1.32)
_STRONG = Style(Face.BOLD, (9, 8.5), INK, lines=4, leading=1.32)
_AIR = 4.0
_GAP = 10.0
_GAUGE_HEIGHT = 6.5
#: of the height of a bar
_STRIPE, _STRIPE_GAP = 0.36, 0.16
#: a paragraph that is lower than this is not parted
_WHOLE = 90.0
#: a heading stays with so much of what follows, unless told otherwise
FOLLOWING = 64.0


@dataclass(frozen=True, slots=True)
class Gauge:
    """A share and a target, each 0..1, as a bar: solid where the target is met, else striped."""

    share: float
    target: float
    is_met: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `width` in points includes the gap behind it."""

    title: str
    width: float
    is_right: bool = False
    is_strong: bool = False


Cell = str | Gauge
Row = Sequence[Cell]


class Flow:
    """What is put next stands below what was put last, on a further page if need be."""

    def __init__(self, first: Page, y: float, further: Callable[[Page], float]) -> None:
        """Goes on at `y` of the first page; `further` puts the head of each later one."""
        self.pages = [first]
        self.y = y
        self._further = further

    @property
    def page(self) -> Page:
        return self.pages[-1]

    def skip(self, height: float) -> None:
        """The next thing stands so much lower."""
        self.y += height

    def need(self, height: float) -> bool:
        """There is room for so much; whether that took a new page."""
        if self.y + height <= BOTTOM:
            return False
        self.pages.append(Page())
        self.y = self._further(self.page)
        return True

    def heading(self, text: str, with_at_least: float = FOLLOWING) -> None:
        """A heading stands there, together with so much of what follows."""
        head = block(text, HEADING, WIDTH)
        if not self.need(20 + head.height + with_at_least):
            self.skip(20)
        self.y = put(self.page, head, MARGIN, self.y) + 5

    def text(self, text: str, style: Style = BODY, after: float = 5) -> None:
        """A paragraph stands there; a long one goes on on the next page."""
        whole = block(text, style, WIDTH)
        if whole.height < _WHOLE:
            self.need(whole.height)
        for line in whole.lines:
            one = Block((line,), whole.face, whole.size, whole.leading, whole.colour)
            self.need(one.height)
            self.y = put(self.page, one, MARGIN, self.y)
        self.skip(after)

    def facts(self, pairs: Sequence[tuple[str, str]], label_width: float = 150) -> None:
        """Names and what they name, side by side, a hairline below each."""
        inner = WIDTH - label_width
        for name, value in pairs:
            parts = block(name, NOTE, label_width - _GAP), block(value, _CELL, inner)
            self.need(tallest(parts) + 2 * _AIR)
            put(self.page, parts[0], MARGIN, self.y + _AIR)
            put(self.page, parts[1], MARGIN + label_width, self.y + _AIR)
            self.y = rule(self.page, self.y + tallest(parts) + 2 * _AIR, HAIR)

    def table(
        self, columns: Sequence[Column], rows: Sequence[Row], *, has_sum: bool = False
    ) -> None:
        """A table; its head is repeated on each page. With `has_sum` the last row is a sum."""
        self.need(FOLLOWING)
        self._head(columns)
        for number, row in enumerate(rows, start=1):
            is_sum = has_sum and number == len(rows)
            cells = [
                _laid(cell, column, is_sum=is_sum)
                for cell, column in zip(row, columns, strict=True)
            ]
            height = tallest([cell for cell in cells if isinstance(cell, Block)]) + 2 * _AIR
            if self.need(height + 1):
                self._head(columns)
            if is_sum:
                rule(self.page, self.y - 0.5, INK, thick=0.9)
            x = MARGIN
            for cell, column in zip(cells, columns, strict=True):
                self._put(cell, column, x, height)
                x += column.width
            self.y = rule(self.page, self.y + height, HAIR)

    def _head(self, columns: Sequence[Column]) -> None:
        self.y = rule(self.page, self.y, INK, thick=0.9)
        blocks = [block(one.title, _HEAD, one.width - _GAP) for one in columns]
        height = tallest(blocks)
        x = MARGIN
        for column, head in zip(columns, blocks, strict=True):
            _place(self.page, head, column, x, self.y + _AIR + height - head.height)
            x += column.width
        self.y = rule(self.page, self.y + height + 2 * _AIR, QUIET)

    def _put(self, cell: Block | Gauge, column: Column, x: float, height: float) -> None:
        if isinstance(cell, Gauge):
            top = self.y + (height - _GAUGE_HEIGHT) / 2
            gauge(self.page, cell, (x, top), column.width - 2 * _GAP, _GAUGE_HEIGHT)
        else:
            _place(self.page, cell, column, x, self.y + _AIR)


def _laid(cell: Cell, column: Column, *, is_sum: bool) -> Block | Gauge:
    if isinstance(cell, Gauge):
        return cell
    style = _STRONG if column.is_strong or is_sum else _CELL
    return block(cell, style, column.width - _GAP)


def _place(page: Page, text: Block, column: Column, x: float, y: float) -> None:
    if column.is_right:
        put_right(page, text, y, x + column.width - _GAP)
    else:
        put(page, text, x, y)


def gauge(page: Page, one: Gauge, at: tuple[float, float], wide: float, high: float) -> None:
    """The bar stands there, `at` its top left corner, with a line at the target."""
    x, top = at
    y = PAGE_HEIGHT - top - high
    page.bars.append(Bar(x, y, wide, high, WASH))
    filled = wide * one.share
    if one.is_met:
        page.bars.append(Bar(x, y, filled, high, ACCENT))
    else:
        stripe, step = high * _STRIPE, high * (_STRIPE + _STRIPE_GAP)
        starts = (number * step for number in range(int(filled / step) + 1))
        page.bars += [
            Bar(x + start, y, min(stripe, filled - start), high, SHORT) for start in starts
        ]
    page.bars.append(Bar(x + wide * one.target - 0.5, y - 2.5, 1, high + 5, INK))
