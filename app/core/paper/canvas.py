"""The file that a document is drawn into. The same pages give the same bytes, everywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from threading import Lock

from reportlab.pdfgen.canvas import Canvas

from app.core.paper.fonts import Face, font
from app.core.paper.setting import (
    INK,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Colour,
    Page,
    Shape,
    Stroke,
)

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


def drawn(pages: Iterable[Page], about: About) -> bytes:
    """The PDF with these pages, of A4."""
    output = BytesIO()
    with _drawing:
        canvas = _canvas(output, about)
        for page in pages:
            _put(page, canvas)
            canvas.showPage()
        canvas.save()
    return output.getvalue()


def _canvas(output: BytesIO, about: About) -> Canvas:
    for face in Face:
        font(face)
    canvas = Canvas(
        output,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
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


def _put(page: Page, canvas: Canvas) -> None:
    for bar in page.bars:
        canvas.addLiteral(
            f"{_rgb(bar.colour)} {bar.x:.2f} {bar.y:.2f} {bar.width:.2f} {bar.height:.2f} re f"
        )
    for shape in page.shapes:
        canvas.addLiteral(f"{_rgb(shape.colour)} {_path(shape)} h f")
    for stroke in page.strokes:
        dashes = " ".join(f"{length:.2f}" for length in stroke.dashes)
        canvas.addLiteral(f"q 1 J 1 j [{dashes}] 0 d {stroke.width:.2f} w")
        canvas.addLiteral(f"{_rgb(stroke.colour).upper()} {_path(stroke)} S Q")
    text = canvas.beginText()
    colour, font_size = None, None
    for line in page.lines:
        if line.colour != colour:
            text.setFillColorRGB(*(colour := line.colour))
        if (line.face, line.size) != font_size:
            font_size = line.face, line.size
            text.setFont(line.face.value, line.size)
        text.setTextOrigin(line.x, line.y)
        text.textOut(line.text)
    canvas.drawText(text)
    for stamp in page.stamps:
        scale = stamp.side / stamp.modules
        canvas.addLiteral(f"q {scale:.5f} 0 0 {scale:.5f} {stamp.x:.2f} {stamp.y:.2f} cm")
        canvas.addLiteral(f"{_rgb(INK)} {stamp.path} Q")


def _path(drawn: Shape | Stroke) -> str:
    first, *others = (f"{x:.2f} {y:.2f}" for x, y in drawn.points)
    return " ".join([f"{first} m", *(f"{point} l" for point in others)])


def _rgb(colour: Colour) -> str:
    return " ".join(f"{part:.3f}" for part in colour) + " rg"
