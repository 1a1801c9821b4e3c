"""The three fonts of every document. They hold the letters of all languages of Europe, and more."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path
from threading import Lock

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_FOLDER = Path(__file__).parent / "typefaces"

rl_config.useA85 = 0  # streams stay binary: a fifth smaller, and a millisecond faster


class Face(StrEnum):
    """A font by the name of its file."""

    SERIF = "SourceSerif4-SemiBold"
    SANS = "SourceSans3-Regular"
    BOLD = "SourceSans3-SemiBold"


#: a second reading of a font would change it under a document that is being drawn
_reading = Lock()


def font(face: Face) -> TTFont:
    """The font, read once and known to reportlab from then on."""
    with _reading:
        return _read(face)


@cache
def _read(face: Face) -> TTFont:
    # without the readable ASCII a file holds only the letters that it shows
    loaded = TTFont(face.value, str(_FOLDER / f"{face.value}.ttf"), asciiReadable=False)
    pdfmetrics.registerFont(loaded)
    return loaded


def width(text: str, face: Face) -> float:
    """How wide the text is at a size of 1."""
    return font(face).stringWidth(text, 1)


def unprintable(text: str) -> frozenset[str]:
    """The characters of the text that no document can show."""
    return frozenset(_missing(text, Face.SANS) | _missing(text, Face.BOLD))


def able_face(text: str, wanted: Face) -> Face:
    """The wanted face, or the sans serif, which has more letters, if it lacks one of these."""
    return Face.BOLD if wanted is Face.SERIF and _missing(text, wanted) else wanted


def _missing(text: Iterable[str], face: Face) -> set[str]:
    known = font(face).face.charToGlyph
    return {one for one in text if ord(one) not in known}
