"""Text on pages: columns of lines, in styles that grow smaller before they grow long."""

from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4

from app.core.paper.fitting import fitted
from app.core.paper.fonts import Face, able_face, width

PAGE_WIDTH, PAGE_HEIGHT = A4

Colour = tuple[float, float, float]
INK: Colour = (0.086, 0.125, 0.180)
QUIET: Colour = (0.337, 0.380, 0.439)
ACCENT: Colour = (0.055, 0.353, 0.361)
HAIR: Colour = (0.851, 0.827, 0.780)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: sizes from the wanted one to the smallest, and lines it may take."""

    face: Face
    sizes: tuple[float, ...]
    colour: Colour
    lines: int = 3
    leading: float = 1.32


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `y` is its base, from the bottom of the page."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Stamp:
    """A QR code, without the white around it: what `qr_path` gave, and where it stands."""

    x: float
    y: float
    side: float
    path: str
    modules: int


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, with round joints and ends; a single point twice is a dot.

    `dashes` are the lengths of a dash and of the gap behind it; empty: it is unbroken.
    """

    points: tuple[tuple[float, float], ...]
    width: float
    colour: Colour
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    colour: Colour


@dataclass(slots=True)
class Page:
    """Everything on one page: bars lie below shapes, those below strokes, and text over all."""

    lines: list[Line] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)


class Column:
    """Texts one below the other, from `y` (measured from the top) downwards."""

    def __init__(self, page: Page, x: float, y: float, width: float, scale: float = 1) -> None:
        self.page = page
        self.x = x
        self.y = y
        self._width = width
        self._scale = scale

    def skip(self, height: float) -> None:
        """The next text stands so much lower."""
        self.y += height * self._scale

    def text(self, text: str, style: Style, *, is_right: bool = False) -> None:
        """The text stands there, in as many lines as it needs."""
        face = able_face(text, style.face)
        sizes = [size * self._scale for size in style.sizes]
        fit = fitted(text, lambda part: width(part, face), sizes, self._width, style.lines)
        for line in fit.lines:
            self.y += fit.size * style.leading
            x = self.x + self._width - width(line, face) * fit.size if is_right else self.x
            base = PAGE_HEIGHT - self.y + fit.size * (style.leading - 1)
            self.page.lines.append(Line(x, base, line, face, fit.size, style.colour))

    def bar(self, height: float, colour: Colour, width: float | None = None) -> None:
        """A bar hangs there, as wide as the column unless told otherwise."""
        wide = self._width if width is None else width
        self.page.bars.append(Bar(self.x, PAGE_HEIGHT - self.y - height, wide, height, colour))
