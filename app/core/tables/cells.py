"""A cell as it came, and the clean text in it."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from app.core.tables.errors import BadValue

#: CSV gives text only; Excel also gives numbers, booleans and dates. An empty cell is an empty
#: string.
Cell = str | int | float | bool | date | datetime | time | timedelta

DEFAULT_MAX_LENGTH = 255

_LOST = "\N{REPLACEMENT CHARACTER}"
_EXCEL_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_INVISIBLE = {"Cf", "Cc", "Cs", "Co", "Cn"}
_GUARD = re.compile(r"'(?=[=+@\-0-9])")  # the apostrophe with which programs disarm formulas
_MINUS_BEFORE_WORDS = re.compile(r"-(?! ?[0-9])(?=.)")
_DASHES = re.compile(r"[-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]+")


def is_blank(cell: Cell) -> bool:
    """Whether the cell says nothing: no text, or only dashes."""
    return isinstance(cell, str) and (not cell.strip() or bool(_DASHES.fullmatch(cell.strip())))


def clean_text(cell: Cell) -> str:
    """What the cell shows, in one line.

    NFC, single blanks, nothing invisible (zero-width, control and direction characters), whole
    numbers without ``.0``, dates as ISO, booleans as ``true`` and ``false``.
    """
    if isinstance(cell, str):
        return _clean(cell)
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def parse_text(cell: Cell, *, max_length: int = DEFAULT_MAX_LENGTH, formulas: bool = False) -> str:
    """The clean text of a cell; empty for an empty cell.

    A minus before a number is no formula, a lone dash neither. Pass ``formulas=True`` for telephone
    numbers and other text that may begin with a plus.

    Raises:
        BadValue: ``formula``, ``unreadable`` or ``too_long``.
    """
    text = _GUARD.sub("", clean_text(cell), count=1) if isinstance(cell, str) else clean_text(cell)
    if not formulas and (text.startswith(("=", "+", "@")) or _MINUS_BEFORE_WORDS.match(text)):
        raise BadValue("formula", text)
    if _LOST in text:
        raise BadValue("unreadable", text)
    if len(text) > max_length:
        raise BadValue("too_long", text)
    return text


def _clean(text: str) -> str:
    if text.isascii() and text.isprintable():
        return (
            " ".join(_EXCEL_ESCAPE.sub(_unescaped, text).split())
            if "_x" in text
            else " ".join(text.split())
        )
    visible = "".join(map(_visible, _EXCEL_ESCAPE.sub(_unescaped, text)))
    return " ".join(unicodedata.normalize("NFC", visible).split())


def _visible(letter: str) -> str:
    if "\x80" <= letter <= "\x9f" and letter != "\x85":
        return _LOST  # the trace of a wrong encoding, not of typing
    if letter.isspace():
        return " "
    return "" if unicodedata.category(letter) in _INVISIBLE else letter


def _unescaped(match: re.Match[str]) -> str:
    letter = chr(int(match[1], 16))
    return " " if letter < " " else match[0]
