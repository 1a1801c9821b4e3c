"""The PDF of a certificate. The same words give the same bytes, on every machine and day."""

from datetime import date
from io import BytesIO
from threading import Lock

from reportlab.pdfgen.canvas import Canvas

from app.core.paper.fonts import Face, font
from app.core.paper.qr import qr_path
from certificates.document.layout import INK, PAGE_HEIGHT, PAGE_WIDTH, QR_SIDE, Sheet, laid_out
from certificates.document.words import Words

_CREATOR = "Kadra"

#: reportlab reads a font from a place that all threads share
_drawing = Lock()


def draw(words: Words, address: str, issued_on: date) -> bytes:
    """The file: one page that says `words`, with a QR code that leads to `address`."""
    sheet = laid_out(words)
    path, modules = qr_path(address)
    output = BytesIO()
    with _drawing:
        canvas = _canvas(output, words, issued_on)
        _put(sheet, canvas)
        scale = QR_SIDE / modules
        canvas.addLiteral(f"q {scale:.5f} 0 0 {scale:.5f} {sheet.qr_x:.2f} {sheet.qr_y:.2f} cm")
        canvas.addLiteral(f"{_rgb(INK)} {path} Q")
        canvas.showPage()
        canvas.save()
    return output.getvalue()


def _canvas(output: BytesIO, words: Words, issued_on: date) -> Canvas:
    for face in Face:
        font(face)
    canvas = Canvas(
        output,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        initialFontName=Face.SANS.value,
        lang=words.language,
    )
    canvas.setTitle(words.file_title)
    canvas.setAuthor(words.issuer)
    canvas.setSubject(words.file_subject)
    canvas.setCreator(_CREATOR)
    canvas.setProducer(_CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setDateFormatter(lambda *_now: f"D:{issued_on:%Y%m%d}120000+00'00'")
    return canvas


def _put(sheet: Sheet, canvas: Canvas) -> None:
    for bar in sheet.bars:
        canvas.addLiteral(
            f"{_rgb(bar.colour)} {bar.x:.2f} {bar.y:.2f} {bar.width:.2f} {bar.height:.2f} re f"
        )
    text = canvas.beginText()
    colour, font_size = None, None
    for line in sheet.lines:
        if line.colour != colour:
            text.setFillColorRGB(*(colour := line.colour))
        if (line.face, line.size) != font_size:
            font_size = line.face, line.size
            text.setFont(line.face.value, line.size)
        text.setTextOrigin(line.x, line.y)
        text.textOut(line.text)
    canvas.drawText(text)


def _rgb(colour: tuple[float, float, float]) -> str:
    return " ".join(f"{part:.3f}" for part in colour) + " rg"
