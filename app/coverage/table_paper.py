"""A table as a PDF of A4, under what it is about. The same words give the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core.paper.blocks import (
    BOTTOM,
    MARGIN,
    SMALL,
    TOP,
    WIDTH,
    block,
    printable,
    put,
    put_right,
    rule,
)
from app.core.paper.canvas import About, drawn
from app.core.paper.flow import BODY, NOTE, Column, Flow, Row
from app.core.paper.fonts import Face
from app.core.paper.setting import ACCENT, HAIR, INK, Page, Style

_UNIT = Style(Face.BOLD, (9.5, 9), ACCENT, lines=2)
_TITLE = Style(Face.SERIF, (20, 18, 16), INK, lines=3, leading=1.18)
_RUNNING = Style(Face.BOLD, (8.5, 8, 7.5), INK, lines=1)


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on the pages; `page` has {page} and {pages} where their numbers go."""

    unit: str
    title: str
    #: whole sentences above the table
    lines: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Row]
    #: whether the last row is a sum
    has_sum: bool
    note: str
    page: str
    language: str
    dated: date


def draw(words: Words) -> bytes:
    """The file with the table, its head repeated on every page."""
    first = Page()
    flow = Flow(first, _head(words, first), lambda page: _running_head(words, page))
    for line in words.lines:
        flow.text(line, BODY)
    flow.skip(6)
    flow.table(words.columns, words.rows, has_sum=words.has_sum)
    flow.skip(8)
    flow.text(words.note, NOTE)
    for number, page in enumerate(flow.pages, start=1):
        _foot(words, page, number, len(flow.pages))
    title = printable(f"{words.title} – {words.unit}")
    author = printable(words.unit)
    return drawn(flow.pages, About(title, title, author, words.language, words.dated))


def _head(words: Words, page: Page) -> float:
    y = put(page, block(words.unit, _UNIT, WIDTH), MARGIN, TOP - 4)
    y = put(page, block(words.title, _TITLE, WIDTH), MARGIN, y + 3)
    return rule(page, y + 8, ACCENT, thick=1.8) + 12


def _running_head(words: Words, page: Page) -> float:
    """Which table a further page belongs to."""
    y = put(page, block(f"{words.title} – {words.unit}", _RUNNING, WIDTH), MARGIN, TOP - 14)
    return rule(page, y + 5, HAIR) + 12


def _foot(words: Words, page: Page, number: int, pages: int) -> None:
    y = rule(page, BOTTOM + 16, HAIR)
    at = words.page.replace("{page}", str(number)).replace("{pages}", str(pages))
    put_right(page, block(at, SMALL, WIDTH), y + 5)
