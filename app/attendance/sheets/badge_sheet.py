"""Badges to print on A4 and to cut: two beside each other, five below, each school by itself.

What is printed small is large enough for a camera: a module of the code is about a millimetre.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reportlab.lib.units import mm

from app.core.paper.canvas import About, drawn
from app.core.paper.fonts import Face, able_face, width
from app.core.paper.qr import qr_path
from app.core.paper.setting import (
    INK,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    Bar,
    Column,
    Page,
    Stamp,
    Style,
)

_ACROSS, _DOWN = 2, 5
PER_PAGE = _ACROSS * _DOWN
_WIDE, _HIGH = 90 * mm, 54 * mm
_LEFT = (PAGE_WIDTH - _ACROSS * _WIDE) / 2
_TOP = (PAGE_HEIGHT - _DOWN * _HIGH) / 2
_PAD = 5 * mm
_QR_SIDE = 34 * mm
_QR_GAP = 4 * mm
_MARK, _MARK_GAP, _HAIRLINE = 5 * mm, 1.5 * mm, 0.5
_CROSS = 2 * mm
_LINE_TO_WRITE_ON = 9 * mm

_NAME = Style(Face.SERIF, (15, 13.5, 12, 10.5, 9, 8, 7, 6, 5), INK, lines=3, leading=1.16)
_SCHOOL = Style(Face.SANS, (9.5, 8.5, 7.5, 6.5, 5.5, 5), QUIET, lines=4, leading=1.24)
_HINT = Style(Face.SANS, (7.5, 6.5, 5.5, 5), QUIET, lines=2, leading=1.24)
_CODE = Style(Face.BOLD, (8.5,), INK, lines=1)
_FOOT = Style(Face.SANS, (8, 7, 6, 5), QUIET, lines=1)


@dataclass(frozen=True, slots=True)
class Card:
    """One badge. An empty `name` is a line to write it on."""

    name: str
    school: str
    #: what the QR code holds
    address: str
    #: in groups
    code: str


@dataclass(frozen=True, slots=True)
class BadgeWords:
    """What a sheet says beside the names."""

    hint: str
    #: school, number of its page and how many it has → what stands at the foot of the page
    foot: Callable[[str, int, int], str]


def pages_of(schools: Iterable[str]) -> int:
    """How many pages badges take, one for each of these schools."""
    return sum(-(-count // PER_PAGE) for count in Counter(schools).values())


def badge_sheet(cards: Sequence[Card], words: BadgeWords, about: About) -> bytes:
    """The PDF; cards of one school are to stand together, and begin a page."""
    return drawn(list(_pages(cards, words)), about)


def _pages(cards: Sequence[Card], words: BadgeWords) -> Iterator[Page]:
    for school, group in groupby(cards, key=lambda card: card.school):
        ours = list(group)
        total = -(-len(ours) // PER_PAGE)
        for number in range(total):
            foot = words.foot(school, number + 1, total)
            yield _page(ours[number * PER_PAGE :][:PER_PAGE], words.hint, foot)


def _page(cards: Sequence[Card], hint: str, foot: str) -> Page:
    page = Page()
    rows = -(-len(cards) // _ACROSS)
    _cut_marks(page, rows)
    for number, card in enumerate(cards):
        row, column = divmod(number, _ACROSS)
        _card(page, card, hint, _LEFT + column * _WIDE, _TOP + row * _HIGH)
    Column(page, _LEFT + _PAD, PAGE_HEIGHT - _TOP + 3 * mm, _WIDE - 2 * _PAD).text(foot, _FOOT)
    return page


def _card(page: Page, card: Card, hint: str, x: float, y: float) -> None:
    """The badge with its upper left corner there, `y` from the top."""
    under = y + _PAD + _QR_SIDE
    page.stamps.append(Stamp(x + _PAD, PAGE_HEIGHT - under, _QR_SIDE, *qr_path(card.address)))
    Column(page, x + _PAD, under + 1.5 * mm, _QR_SIDE + _QR_GAP).text(card.code, _CODE)
    left = x + _PAD + _QR_SIDE + _QR_GAP
    wide = x + _WIDE - _PAD + 1 * mm - left
    column = Column(page, left, y + _PAD - 1 * mm, wide)
    if card.name:
        column.text(card.name, _unbroken(card.name, wide))
    else:
        column.skip(_LINE_TO_WRITE_ON)
        column.bar(_HAIRLINE, QUIET)
    column.skip(2 * mm)
    column.text(card.school, _SCHOOL)
    column.skip(2 * mm)
    column.text(hint, _HINT)


def _unbroken(name: str, wide: float) -> Style:
    """The style of names, without the sizes at which a part of this one would be broken."""
    parts = name.replace("-", "- ").split()
    longest = max(width(part, able_face(name, _NAME.face)) for part in parts)
    sizes = tuple(size for size in _NAME.sizes if longest * size <= wide)
    return replace(_NAME, sizes=sizes or _NAME.sizes[-1:])


def _cut_marks(page: Page, rows: int) -> None:
    """Ticks in the margins where the knife goes, and small crosses between the badges."""
    bottom = _TOP + rows * _HIGH
    across = [_LEFT + column * _WIDE for column in range(_ACROSS + 1)]
    down = [_TOP + row * _HIGH for row in range(rows + 1)]
    for x in across:
        _upright(page, x, _TOP - _MARK_GAP - _MARK, _MARK)
        _upright(page, x, bottom + _MARK_GAP, _MARK)
    for y in down:
        _level(page, across[0] - _MARK_GAP - _MARK, y, _MARK)
        _level(page, across[-1] + _MARK_GAP, y, _MARK)
    for x in across[1:-1]:
        for y in down[1:-1]:
            _upright(page, x, y - _CROSS, 2 * _CROSS)
            _level(page, x - _CROSS, y, 2 * _CROSS)


def _upright(page: Page, x: float, y: float, length: float) -> None:
    middle = x - _HAIRLINE / 2
    page.bars.append(Bar(middle, PAGE_HEIGHT - y - length, _HAIRLINE, length, QUIET))


def _level(page: Page, x: float, y: float, length: float) -> None:
    middle = PAGE_HEIGHT - y - _HAIRLINE / 2
    page.bars.append(Bar(x, middle, length, _HAIRLINE, QUIET))
