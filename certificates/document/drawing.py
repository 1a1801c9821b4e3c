"""The PDF of a certificate. The same words give the same bytes, on every machine and day."""

from datetime import date

from reportlab.pdfgen.canvas import Canvas

from app.core.paper.canvas import About, drawn, fill, put_qr
from certificates.document.layout import QR_SIDE, Sheet, laid_out
from certificates.document.words import Words


def draw(words: Words, address: str, issued_on: date) -> bytes:
    """The file: one page that says `words`, with a QR code that leads to `address`."""
    sheet = laid_out(words)
    about = About(words.file_title, words.file_subject, words.issuer, words.language, issued_on)

    def page(canvas: Canvas) -> None:
        _put(sheet, canvas)
        put_qr(canvas, address, sheet.qr_x, sheet.qr_y, QR_SIDE)
        canvas.showPage()

    return drawn(about, page)


def _put(sheet: Sheet, canvas: Canvas) -> None:
    for bar in sheet.bars:
        canvas.addLiteral(
            f"{fill(bar.colour)} {bar.x:.2f} {bar.y:.2f} {bar.width:.2f} {bar.height:.2f} re f"
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
