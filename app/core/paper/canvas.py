"""The file that a document is drawn into. The same strokes give the same bytes, everywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from threading import Lock

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from app.core.paper.fonts import Face, font
from app.core.paper.qr import qr_path

PAGE_WIDTH, PAGE_HEIGHT = A4

Colour = tuple[float, float, float]
INK: Colour = (0.086, 0.125, 0.180)
QUIET: Colour = (0.337, 0.380, 0.439)
ACCENT: Colour = (0.055, 0.353, 0.361)
HAIR: Colour = (0.851, 0.827, 0.780)

_CREATOR = "Kadra"

#: reportlab reads a font from a place that all threads share
_drawing = Lock()


@dataclass(frozen=True, slots=True)
class About:
    """What programs tell about a file; `dated` is the day it bears."""

    title: str
    subject: str
    author: str
    language: str
    dated: date


def drawn(about: About, draw: Callable[[Canvas], None]) -> bytes:
    """The PDF on pages of A4 that `draw` draws; it ends each of its pages itself."""
    output = BytesIO()
    with _drawing:
        canvas = _canvas(output, about)
        draw(canvas)
        canvas.save()
    return output.getvalue()


def put_qr(canvas: Canvas, address: str, x: float, y: float, side: float) -> None:
    """A QR code stands there, its lower left corner at `x`, `y`, without the white around it."""
    path, modules = qr_path(address)
    scale = side / modules
    canvas.addLiteral(f"q {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm")
    canvas.addLiteral(f"{fill(INK)} {path} Q")


def fill(colour: Colour) -> str:
    """The PDF operator for what is filled from now on."""
    return " ".join(f"{part:.3f}" for part in colour) + " rg"


def _canvas(output: BytesIO, about: About) -> Canvas:
    for face in Face:
        font(face)
    canvas = Canvas(
        output,
        pagesize=A4,
        pageCompression=1,
        invariant=1,
        initialFontName=Face.SANS.value,
        lang=about.language,
    )
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator(_CREATOR)
    canvas.setProducer(_CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setDateFormatter(lambda *_now: f"D:{about.dated:%Y%m%d}120000+00'00'")
    return canvas
