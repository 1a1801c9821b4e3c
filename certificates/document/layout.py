"""Where every text stands: one page of A4, however long the names are."""

from collections.abc import Iterator, Sequence

from app.core.paper.fonts import Face
from app.core.paper.setting import (
    ACCENT,
    HAIR,
    INK,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    Bar,
    Colour,
    Column,
    Page,
    Style,
)
from certificates.document.words import Detail, Words

MARGIN = 74.0
TOP = 66.0
QR_SIDE = 88.0

_WIDTH = PAGE_WIDTH - 2 * MARGIN
_BAND = 168.0
_FOOT = PAGE_HEIGHT - (_BAND + QR_SIDE) / 2
_TILE = 9.0
_AIR_ABOVE_BAND = 24.0
_BULLET = 13.0
_COLUMN_GAP = 14.0
_BESIDE_QR = QR_SIDE + 2 * _TILE + 20.0

QR_X = MARGIN + _TILE
QR_Y = PAGE_HEIGHT - _FOOT - QR_SIDE

WASH: Colour = (0.965, 0.953, 0.925)
WHITE: Colour = (1.0, 1.0, 1.0)

_LABEL = Style(Face.SANS, (10, 9, 8), QUIET, leading=1.36)
_ISSUER = Style(Face.SERIF, (13, 12, 11, 10), ACCENT)
_HEADING = Style(Face.SERIF, (33, 30, 27), INK, lines=1, leading=1.14)
_SUBHEADING = Style(Face.SERIF, (20, 18, 16), ACCENT, lines=1, leading=1.3)
_NAME = Style(Face.SERIF, (29, 26, 23, 20, 17), INK, lines=2, leading=1.18)
_SCHOOL = Style(Face.SANS, (12.5, 11.5, 10.5), INK)
_TITLE = Style(Face.SERIF, (18, 16.5, 15, 13.5), INK, lines=2, leading=1.22)
_VALUE = Style(Face.BOLD, (12.5, 11.5, 10.5), INK, lines=2, leading=1.25)
_NOTE = Style(Face.SANS, (9.5, 8.5), QUIET, lines=2)
_TOPIC = Style(Face.SANS, (10.5, 10, 9.5), INK, lines=1, leading=1.36)
_CODE = Style(Face.BOLD, (14, 13, 12), INK, lines=1)
_CHECK = Style(Face.BOLD, (11, 10), INK)
_ADDRESS = Style(Face.SANS, (10.5, 9.5, 8.5, 7.5), ACCENT, lines=1)


def laid_out(words: Words) -> Page:
    """The page, at the largest scale at which everything stands on it."""
    for scale in _scales():
        page = Page()
        if _body(words, page, scale) <= PAGE_HEIGHT - _BAND - _AIR_ABOVE_BAND:
            _foot(words, page)
            return page
    raise AssertionError("a scale small enough comes at last")


def _scales() -> Iterator[float]:
    scale = 1.0
    while True:
        yield scale
        scale *= 0.95


def _body(words: Words, page: Page, scale: float) -> float:
    """All but the foot; how far down it reaches."""
    column = Column(page, MARGIN, _head(words, page, scale), _WIDTH, scale)
    column.skip(52)
    column.text(words.heading, _HEADING)
    column.text(words.subheading, _SUBHEADING)
    column.skip(32)
    column.text(words.recipient_label, _LABEL)
    column.text(words.name, _NAME)
    for school in words.schools:
        column.skip(3)
        column.text(school, _SCHOOL)
    column.skip(26)
    column.text(words.training_label, _LABEL)
    column.skip(1)
    column.text(words.title, _TITLE)
    column.skip(2)
    column.text(words.programme, _SCHOOL)
    column.skip(24)
    column.y = _details(words.details, column, scale)
    if words.topics:
        column.skip(22)
        column.text(words.topics_label, _LABEL)
        column.skip(3)
        _topics(words.topics, column, scale)
    return column.y


def _head(words: Words, page: Page, scale: float) -> float:
    """Who issued it, on the left, and its number, on the right."""
    left = Column(page, MARGIN, TOP - 16, _WIDTH * 0.58, scale)
    left.text(words.issuer, _ISSUER)
    right = Column(page, MARGIN + _WIDTH * 0.62, TOP - 16, _WIDTH * 0.38, scale)
    right.text(words.number, _CHECK, is_right=True)
    right.text(words.issued, _LABEL, is_right=True)
    under = Column(page, MARGIN, max(left.y, right.y) + 12, _WIDTH)
    under.bar(2, ACCENT)
    return under.y


def _details(details: Sequence[Detail], above: Column, scale: float) -> float:
    """Facts side by side between two hairlines; how far down they reach."""
    above.bar(0.8, HAIR)
    wide = (_WIDTH - _COLUMN_GAP * (len(details) - 1)) / len(details)
    reached = above.y
    for number, one in enumerate(details):
        x = MARGIN + number * (wide + _COLUMN_GAP)
        column = Column(above.page, x, above.y + 8 * scale, wide, scale)
        column.text(one.label, _LABEL)
        column.text(one.value, _VALUE)
        if one.note:
            column.text(one.note, _NOTE)
        reached = max(reached, column.y)
    under = Column(above.page, MARGIN, reached + 9 * scale, _WIDTH)
    under.bar(0.8, HAIR)
    return under.y


def _topics(topics: Sequence[str], above: Column, scale: float) -> None:
    indent = _BULLET * scale
    inner = Column(above.page, MARGIN + indent, above.y, _WIDTH - indent, scale)
    for topic in topics:
        first = len(inner.page.lines)
        inner.text(topic, _TOPIC)
        line = inner.page.lines[first]
        side = 3.4 * scale
        inner.page.bars.append(Bar(MARGIN, line.y + line.size * 0.2, side, side, ACCENT))
    above.y = inner.y


def _foot(words: Words, page: Page) -> None:
    """How to check it, on a warm band beside the QR code, which needs white around it."""
    tile = QR_SIDE + 2 * _TILE
    page.bars.append(Bar(0, 0, PAGE_WIDTH, _BAND, WASH))
    page.bars.append(Bar(QR_X - _TILE, QR_Y - _TILE, tile, tile, WHITE))
    column = Column(page, MARGIN + _BESIDE_QR, _FOOT - 2, _WIDTH - _BESIDE_QR)
    column.text(words.check_heading, _CHECK)
    column.text(words.check, _LABEL)
    column.skip(1)
    column.text(words.address, _ADDRESS)
    column.skip(7)
    column.text(words.code, _CODE)
