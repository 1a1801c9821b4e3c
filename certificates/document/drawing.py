"""The PDF of a certificate. The same words give the same bytes, on every machine and day."""

from datetime import date

from app.core.paper.canvas import About, drawn
from app.core.paper.qr import qr_path
from app.core.paper.setting import Stamp
from certificates.document.layout import QR_SIDE, QR_X, QR_Y, laid_out
from certificates.document.words import Words


def draw(words: Words, address: str, issued_on: date) -> bytes:
    """The file: one page that says `words`, with a QR code that leads to `address`."""
    page = laid_out(words)
    page.stamps.append(Stamp(QR_X, QR_Y, QR_SIDE, *qr_path(address)))
    about = About(words.file_title, words.file_subject, words.issuer, words.language, issued_on)
    return drawn([page], about)
