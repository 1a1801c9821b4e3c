"""The table of those who were there, over as many pages as it takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.attendance.participation_document.words import Row, Words
from app.core.paper.blocks import (
    BOTTOM,
    MARGIN,
    WIDTH,
    Block,
    block,
    put,
    rule,
    tallest,
)
from app.core.paper.fonts import Face
from app.core.paper.setting import HAIR, INK, QUIET, Page, Style

#: number, name, post, presence, way of confirmation, credit
_WIDTHS = (24.0, 136.0, 84.0, 108.0, 86.0, WIDTH - 438.0)
_GAP = 8.0
_AIR = 3.4
_HEAD = Style(Face.BOLD, (7.5, 7), QUIET, lines=2, leading=1.3)
_CELL = Style(Face.SANS, (8.5, 8), INK, leading=1.3)
_NAME = Style(Face.BOLD, (8.5, 8), INK, leading=1.3)
_NUMBER = Style(Face.SANS, (8.5, 7.5, 6.5), QUIET, lines=1, leading=1.3)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block in its column, so far below the top of its row."""

    column: int
    top: float
    block: Block


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that is ready to be put on a page."""

    height: float
    cells: tuple[_Placed, ...]

    def put(self, page: Page, y: float) -> float:
        """The row stands below `y`; how far down it reaches, its hairline included."""
        for cell in self.cells:
            put(page, cell.block, _left(cell.column), y + _AIR + cell.top)
        return rule(page, y + self.height + 2 * _AIR, HAIR)


def put_head(page: Page, columns: Sequence[str], y: float) -> float:
    """The names of the columns stand between lines; how far down they reach."""
    y = rule(page, y, INK, thick=0.9)
    blocks = [block(text, _HEAD, _inner(number)) for number, text in enumerate(columns)]
    height = tallest(blocks)
    for number, one in enumerate(blocks):
        put(page, one, _left(number), y + _AIR + height - one.height)
    return rule(page, y + height + 2 * _AIR, QUIET)


def table_rows(words: Words) -> Iterator[TableRow]:
    """The rows in their order; a sentence instead, if there are none."""
    yield from map(_row, words.rows)
    if not words.rows:
        said = block(words.nobody, _CELL, WIDTH)
        yield TableRow(said.height, (_Placed(0, 0, said),))


def fits(row: TableRow, y: float) -> bool:
    return y + row.height + 2 * _AIR + 0.5 <= BOTTOM


def _row(row: Row) -> TableRow:
    cells = [
        _Placed(0, 0, block(row.number, _NUMBER, _inner(0))),
        _Placed(1, 0, block(row.name, _NAME, _inner(1))),
        _Placed(2, 0, block(row.post, _CELL, _inner(2))),
    ]
    top = 0.0
    for when, how in row.presences:
        pair = block(when, _CELL, _inner(3)), block(how, _CELL, _inner(4))
        cells += [_Placed(column, top, one) for column, one in enumerate(pair, start=3)]
        top += tallest(pair)
    down = 0.0
    for text in row.credit:
        one = block(text, _CELL, _inner(5))
        cells.append(_Placed(5, down, one))
        down += one.height
    return TableRow(max(one.top + one.block.height for one in cells), tuple(cells))


def _left(column: int) -> float:
    return MARGIN + sum(_WIDTHS[:column])


def _inner(column: int) -> float:
    gap = 0.0 if column == len(_WIDTHS) - 1 else _GAP
    return _WIDTHS[column] - gap
