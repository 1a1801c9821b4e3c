"""Texts that are measured before they are put on a page; heights are counted from its top."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.paper.fitting import fitted
from app.core.paper.fonts import Face, able_face, unprintable, width
from app.core.paper.setting import (
    INK,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    Bar,
    Colour,
    Line,
    Page,
    Style,
)

MARGIN = 42.0
TOP = 44.0
#: below it stands the foot of the page
BOTTOM = PAGE_HEIGHT - 62.0
RIGHT = PAGE_WIDTH - MARGIN
WIDTH = RIGHT - MARGIN

LABEL = Style(Face.SANS, (7.5,), QUIET, leading=1.3)
SMALL = Style(Face.SANS, (7.5,), QUIET, lines=6, leading=1.3)
VALUE = Style(Face.SANS, (9, 8.5), INK, lines=4, leading=1.3)
STRONG = Style(Face.BOLD, (9, 8.5), INK, lines=4, leading=1.3)


@dataclass(frozen=True, slots=True)
class Block:
    """A text in lines, ready to be put somewhere."""

    lines: tuple[str, ...]
    face: Face
    size: float
    leading: float
    colour: Colour

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * self.leading


def block(text: str, style: Style, wide: float) -> Block:
    """The text in lines no wider than that; what no document can show is a question mark."""
    shown = printable(text)
    face = able_face(shown, style.face)
    fit = fitted(shown, lambda part: width(part, face), style.sizes, wide, style.lines)
    return Block(fit.lines, face, fit.size, style.leading, style.colour)


def printable(text: str) -> str:
    """The text, with a question mark for each letter that the fonts lack."""
    lacking = unprintable(text)
    return "".join("?" if one in lacking else one for one in text) if lacking else text


def put(page: Page, text: Block, x: float, y: float) -> float:
    """The text stands below `y`; how far down it reaches."""
    for line in text.lines:
        y += text.size * text.leading
        _line(page, text, line, x, y)
    return y


def put_right(page: Page, text: Block, y: float, right: float = RIGHT) -> float:
    """The same, with the ends of its lines at `right`: the right margin unless told otherwise."""
    for line in text.lines:
        y += text.size * text.leading
        _line(page, text, line, right - width(line, text.face) * text.size, y)
    return y


def _line(page: Page, text: Block, line: str, x: float, y: float) -> None:
    base = PAGE_HEIGHT - y + text.size * (text.leading - 1)
    page.lines.append(Line(x, base, line, text.face, text.size, text.colour))


def rule(
    page: Page,
    y: float,
    colour: Colour,
    *,
    thick: float = 0.5,
    x: float = MARGIN,
    wide: float = WIDTH,
) -> float:
    """A line hangs at `y`, from margin to margin unless told otherwise; where it ends."""
    page.bars.append(Bar(x, PAGE_HEIGHT - y - thick, wide, thick, colour))
    return y + thick


def tallest(blocks: Sequence[Block]) -> float:
    """The height of the tallest of them; 0 if there are none."""
    return max((one.height for one in blocks), default=0.0)
