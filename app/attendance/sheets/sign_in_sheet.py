"""The sheet that people of a meeting sign: each school on pages of its own, with room for a pen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from app.core.paper.blocks import (
    BOTTOM,
    LABEL,
    MARGIN,
    RIGHT,
    SMALL,
    STRONG,
    TOP,
    VALUE,
    WIDTH,
    block,
    put,
    put_right,
    rule,
    tallest,
)
from app.core.paper.canvas import About, drawn
from app.core.paper.fonts import Face
from app.core.paper.qr import qr_path
from app.core.paper.setting import ACCENT, HAIR, INK, PAGE_HEIGHT, QUIET, Bar, Page, Stamp, Style

_QR_SIDE = 26 * mm
_BESIDE_QR = WIDTH - _QR_SIDE - 20.0
_GAP = 16.0
#: number, name, post or school, time, signature
_WIDTHS = (24.0, 172.0, 118.0, 62.0, WIDTH - 376.0)
_CELL_GAP = 8.0
#: facts of more lines stand alone
_SHORT = 2
#: a signature needs so much; the smaller ones save a page
_ROWS = (9 * mm, 8.4 * mm, 7.8 * mm)
_HEAD_AIR = 3.0
_HAIRLINE = 0.5

_ORGANISER = Style(Face.SANS, (9, 8), QUIET, lines=2)
_HEADING = Style(Face.SERIF, (19, 17, 15), INK, lines=2, leading=1.18)
_TITLE = Style(Face.SERIF, (13, 12, 11, 10), ACCENT, lines=3, leading=1.22)
_SCHOOL = Style(Face.BOLD, (12, 11, 10, 9), INK, lines=2)
_COLUMN = Style(Face.BOLD, (7.5, 7), QUIET, lines=2, leading=1.3)
_NUMBER = Style(Face.SANS, (8.5, 7.5), QUIET, lines=1)
_NAME = Style(Face.BOLD, (10, 9, 8, 7, 6, 5), INK, lines=2, leading=1.2)
_POST = Style(Face.SANS, (8.5, 7.5, 6.5, 5.5), INK, lines=2, leading=1.2)


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who is expected; both are empty on a line for somebody who is not."""

    name: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class SchoolSheet:
    """The people of one school, or of none."""

    heading: str
    #: number, name, post or school, time, signature
    columns: tuple[str, str, str, str, str]
    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Every text on the sheet, in the order of reading."""

    organiser: str
    heading: str
    title: str
    #: names of facts, and the facts
    details: tuple[tuple[str, str], ...]
    schools: tuple[SchoolSheet, ...]
    #: what the QR code is for
    afterwards: str
    notice: str
    #: at the foot of each page
    number: str
    #: with `{page}` and `{pages}` in it
    page: str


def sign_in_sheet(words: SheetWords, address: str, about: About) -> bytes:
    """The PDF, with a QR code on the first page of each school that leads to `address`."""
    return drawn(laid_out(words, address), about)


def laid_out(words: SheetWords, address: str) -> list[Page]:
    """The pages in their order."""
    path, modules = qr_path(address)
    stamp = Stamp(RIGHT - _QR_SIDE, PAGE_HEIGHT - TOP - _QR_SIDE, _QR_SIDE, path, modules)
    pages = [page for school in words.schools for page in _school(words, school, stamp)]
    for number, page in enumerate(pages, start=1):
        _foot(words, page, number, len(pages))
    return pages


def _school(words: SheetWords, school: SchoolSheet, stamp: Stamp) -> Iterator[Page]:
    page = Page(stamps=[stamp])
    y = _columns(page, school.columns, _head(words, school, page) + 8)
    further = _columns(Page(), school.columns, _running_head(words, school, Page()) + 8)
    row = min(_ROWS, key=lambda row: _pages(len(school.signers), BOTTOM - y, BOTTOM - further, row))
    for number, signer in enumerate(school.signers, start=1):
        if y + row > BOTTOM:
            yield page
            page = Page()
            y = _columns(page, school.columns, _running_head(words, school, page) + 8)
        y = _line(page, number, signer, y, row)
    yield page


def _pages(lines: int, first: float, further: float, row: float) -> int:
    """How many pages so many lines take."""
    left = lines - int(first // (row + _HAIRLINE))
    return 1 + max(0, -(-left // int(further // (row + _HAIRLINE))))


def _head(words: SheetWords, school: SchoolSheet, page: Page) -> float:
    """Everything above the table; how far down it reaches."""
    y = put(page, block(words.organiser, _ORGANISER, _BESIDE_QR), MARGIN, TOP - 4)
    y = put(page, block(words.heading, _HEADING, _BESIDE_QR), MARGIN, y + 2)
    y = put(page, block(words.title, _TITLE, _BESIDE_QR), MARGIN, y + 3)
    y = put(page, block(words.afterwards, SMALL, _BESIDE_QR), MARGIN, y + 4)
    y = rule(page, max(y, TOP + _QR_SIDE) + 8, ACCENT, thick=1.6)
    y = _details(words.details, page, y + 5)
    return put(page, block(school.heading, _SCHOOL, WIDTH), MARGIN, y + 4)


def _running_head(words: SheetWords, school: SchoolSheet, page: Page) -> float:
    """What a further page belongs to."""
    y = put(page, block(words.title, STRONG, WIDTH), MARGIN, TOP - 14)
    return put(page, block(school.heading, _SCHOOL, WIDTH), MARGIN, y)


def _details(details: Sequence[tuple[str, str]], page: Page, y: float) -> float:
    """Facts under their names, short ones two side by side; how far down they reach."""
    half = (WIDTH - _GAP) / 2
    waiting = list(details)
    while waiting:
        is_long = len(block(waiting[0][1], VALUE, half).lines) > _SHORT
        together, waiting = waiting[: 1 if is_long else 2], waiting[1 if is_long else 2 :]
        wide = WIDTH if is_long else half
        reached = y
        for column, (label, value) in enumerate(together):
            x = MARGIN + column * (wide + _GAP)
            below = put(page, block(label, LABEL, wide), x, y)
            reached = max(reached, put(page, block(value, VALUE, wide), x, below))
        y = reached + 3
    return y


def _columns(page: Page, names: Sequence[str], y: float) -> float:
    """The names of the columns stand between lines; how far down they reach."""
    y = rule(page, y, INK, thick=0.9)
    blocks = [block(name, _COLUMN, _inner(column)) for column, name in enumerate(names)]
    for column, one in enumerate(blocks):
        put(page, one, _left(column), y + _HEAD_AIR)
    return rule(page, y + tallest(blocks) + 2 * _HEAD_AIR, QUIET)


def _line(page: Page, number: int, signer: Signer, y: float, row: float) -> float:
    texts = (str(number), signer.name, signer.post)
    for column, (text, style) in enumerate(zip(texts, (_NUMBER, _NAME, _POST), strict=True)):
        shown = block(text, style, _inner(column))
        put(page, shown, _left(column), y + (row - shown.height) / 2)
    for column in (3, 4):
        x = _left(column) - _CELL_GAP / 2
        page.bars.append(Bar(x, PAGE_HEIGHT - y - row + 3, _HAIRLINE, row - 6, HAIR))
    return rule(page, y + row, QUIET)


def _foot(words: SheetWords, page: Page, number: int, pages: int) -> None:
    """The same on every page: which meeting, what happens with the data, which page."""
    y = rule(page, BOTTOM + 8, HAIR) + 3
    at = words.page.replace("{page}", str(number)).replace("{pages}", str(pages))
    put_right(page, block(at, SMALL, WIDTH), y)
    y = put(page, block(words.number, SMALL, WIDTH - 90), MARGIN, y)
    put(page, block(words.notice, SMALL, WIDTH), MARGIN, y + 1)


def _left(column: int) -> float:
    return MARGIN + sum(_WIDTHS[:column])


def _inner(column: int) -> float:
    return _WIDTHS[column] - _CELL_GAP
