"""The PDF of a list. The same words give the same bytes, on every machine and day."""

from datetime import date

from app.attendance.participation_document.layout import laid_out
from app.attendance.participation_document.words import Words
from app.core.paper.blocks import printable
from app.core.paper.canvas import About, drawn


def draw(words: Words, address: str, dated: date) -> bytes:
    """The file: pages that say `words`; a QR code on the first one leads to `address`."""
    about = About(
        title=printable(words.file_title),
        subject=words.number,
        author=printable(words.organiser),
        language=words.language,
        dated=dated,
    )
    return drawn(laid_out(words, address), about)
