"""Where every text stands: a head, the table, and what is said and signed below it."""

from collections.abc import Sequence

from app.attendance.participation_document.table import fits, put_head, table_rows
from app.attendance.participation_document.words import Signature, Words
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
)
from app.core.paper.fonts import Face
from app.core.paper.qr import qr_path
from app.core.paper.setting import ACCENT, HAIR, INK, PAGE_HEIGHT, QUIET, Page, Stamp, Style

QR_SIDE = 74.0

_BESIDE_QR = WIDTH - QR_SIDE - 22.0
_GAP = 18.0
_ORGANISER = Style(Face.SANS, (9, 8), QUIET, lines=2)
_HEADING = Style(Face.SERIF, (19, 17, 15), INK, lines=2, leading=1.18)
_SCHOOL = Style(Face.BOLD, (11.5, 10.5, 9.5), INK, lines=2)
_TITLE = Style(Face.SERIF, (13, 12, 11), ACCENT, lines=3, leading=1.22)
_WARNING = Style(Face.BOLD, (9.5, 9), ACCENT, lines=2)
_CODE = Style(Face.BOLD, (10,), INK, lines=1)
_RUNNING = Style(Face.BOLD, (8.5, 8, 7.5), INK, lines=1)
_SIGNING_LINE = 30.0
#: facts of more lines stand alone
_SHORT = 2
#: for the number of the list beside the school
_NUMBER_WIDTH = 110.0


def laid_out(words: Words, address: str) -> list[Page]:
    """The pages in their order, with a QR code on the first that leads to `address`."""
    pages = [Page(stamps=[_stamp(address)])]
    y = put_head(pages[0], words.columns, _head(words, pages[0]) + 12)
    for row in table_rows(words):
        if not fits(row, y):
            y = _next_page(words, pages)
        y = row.put(pages[-1], y)
    _end(words, pages, y)
    for number, page in enumerate(pages, start=1):
        _foot(words, page, number, len(pages))
    return pages


def _stamp(address: str) -> Stamp:
    path, modules = qr_path(address)
    return Stamp(RIGHT - QR_SIDE, PAGE_HEIGHT - TOP - QR_SIDE, QR_SIDE, path, modules)


def _next_page(words: Words, pages: list[Page]) -> float:
    """A page with the head of the table begins; how far down that reaches."""
    pages.append(Page())
    return put_head(pages[-1], words.columns, _running_head(words, pages[-1]) + 8)


def _running_head(words: Words, page: Page) -> float:
    """Which list and school a further page belongs to."""
    number = block(words.number, _RUNNING, WIDTH)
    put_right(page, number, TOP - 14)
    return put(page, block(words.school, _RUNNING, WIDTH - _NUMBER_WIDTH), MARGIN, TOP - 14)


def _head(words: Words, page: Page) -> float:
    """Everything above the table; how far down it reaches."""
    y = put(page, block(words.organiser, _ORGANISER, _BESIDE_QR), MARGIN, TOP - 4)
    y = put(page, block(words.heading, _HEADING, _BESIDE_QR), MARGIN, y + 3)
    number = f"{words.number}  ·  {words.drawn_up}"
    y = put(page, block(number, STRONG, _BESIDE_QR), MARGIN, y + 3)
    if words.standing:
        y = put(page, block(words.standing, _WARNING, _BESIDE_QR), MARGIN, y + 2)
    y = put(page, block(words.school, _SCHOOL, _BESIDE_QR), MARGIN, y + 7)
    y = max(y + 8, TOP + QR_SIDE + 8)
    rule(page, y, ACCENT, thick=1.6)
    y = put(page, block(words.title, _TITLE, WIDTH), MARGIN, y + 7)
    return _details(words.details, page, y + 4)


def _details(details: Sequence[tuple[str, str]], page: Page, y: float) -> float:
    """Facts under their names, two side by side, a long one alone; how far down they reach."""
    wide = (WIDTH - _GAP) / 2
    x = MARGIN
    reached = y
    for label, value in details:
        is_long = len(block(value, VALUE, wide).lines) > _SHORT
        if is_long and x > MARGIN:
            x, y = MARGIN, reached
        room = WIDTH if is_long else wide
        below = put(page, block(label, LABEL, room), x, y)
        reached = max(reached, put(page, block(value, VALUE, room), x, below) + 4)
        x = MARGIN + wide + _GAP if x == MARGIN and not is_long else MARGIN
        y = reached if x == MARGIN else y
    return reached


def _end(words: Words, pages: list[Page], y: float) -> None:
    """Counts, signatures and notices stay together, on a page of their own if need be."""
    trial = Page()
    if _closing_words(words, trial, y + 10) > BOTTOM:
        pages.append(Page())
        y = _running_head(words, pages[-1]) - 2
    _closing_words(words, pages[-1], y + 10)


def _closing_words(words: Words, page: Page, y: float) -> float:
    y = _counts(words.counts, page, y)
    if words.basis:
        y = put(page, block(words.basis, SMALL, WIDTH), MARGIN, y + 4)
    y = _signatures(words.signatures, page, y + 10)
    y = put(page, block(words.check, SMALL, WIDTH), MARGIN, y + 10)
    y = put(page, block(f"{words.address}   {words.code}", _CODE, WIDTH), MARGIN, y + 1)
    return put(page, block(words.notice, SMALL, WIDTH), MARGIN, y + 5)


def _counts(counts: Sequence[tuple[str, str]], page: Page, y: float) -> float:
    """Numbers side by side, each under its name."""
    wide = WIDTH / len(counts)
    reached = y
    for column, (label, value) in enumerate(counts):
        x = MARGIN + column * wide
        below = put(page, block(label, LABEL, wide - 8), x, y)
        reached = max(reached, put(page, block(value, STRONG, wide - 8), x, below))
    rule(page, reached + 5, HAIR)
    return reached + 5.5


def _signatures(signatures: Sequence[Signature], page: Page, y: float) -> float:
    """Who stands for the list, side by side; a line to sign on where nobody did yet."""
    wide = (WIDTH - _GAP * (len(signatures) - 1)) / len(signatures)
    reached = y
    for column, one in enumerate(signatures):
        x = MARGIN + column * (wide + _GAP)
        below = put(page, block(one.role, LABEL, wide), x, y)
        if one.text:
            below = put(page, block(one.text, STRONG, wide), x, below + 1)
        else:
            below += _SIGNING_LINE
            rule(page, below, QUIET, thick=0.6, x=x, wide=wide)
        reached = max(reached, below)
    return reached


def _foot(words: Words, page: Page, number: int, pages: int) -> None:
    """The same on every page: which list, its hash, which page."""
    y = BOTTOM + 12
    rule(page, y, HAIR)
    at = words.page.replace("{page}", str(number)).replace("{pages}", str(pages))
    put_right(page, block(at, SMALL, WIDTH), y + 4)
    y = put(page, block(f"{words.number}  ·  {words.code}", SMALL, WIDTH - 90), MARGIN, y + 4)
    put(page, block(f"{words.fingerprint_label} {words.sha256}", SMALL, WIDTH), MARGIN, y)
