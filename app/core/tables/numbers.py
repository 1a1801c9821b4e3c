"""Numbers with a decimal comma."""

import re
from datetime import date, time, timedelta
from decimal import Decimal

from app.core.folding import fold
from app.core.tables.cells import Cell, is_blank
from app.core.tables.errors import BadValue

_FRACTION = re.compile(r"\d+ ?/ ?\d+", re.ASCII)
_PLAIN = re.compile(r"-?\d{1,15}(?:[.,]\d{1,10})?", re.ASCII)
_GROUPED = re.compile(
    r"-?\d{1,3}(?:([ .,'])\d{3})(?:\1\d{3}){0,4}(?:(?!\1)[.,]\d{1,10})?", re.ASCII
)
_LIMIT = 10**15
_KEPT_DIGITS = 10  # after the point; binary fractions show their noise further right


def parse_decimal(cell: Cell) -> Decimal | None:
    """The number in a cell, comma or point; None for an empty cell or a lone dash.

    Blanks (also non-breaking) may part thousands. ``1.234`` and ``1,234`` are both one and a bit.

    Raises:
        BadValue: ``fraction`` for 1/2 or 18/18, ``number_is_date``, or ``number_format``.
    """
    if isinstance(cell, date | time | timedelta):
        raise BadValue("number_is_date", cell)
    if isinstance(cell, bool):
        raise BadValue("number_format", cell)
    if isinstance(cell, int | float):
        return _from_number(cell)
    return None if is_blank(cell) else _from_text(cell)


def _from_number(number: float) -> Decimal:
    if not abs(number) < _LIMIT:  # NaN is not less either
        raise BadValue("number_format", number)
    return Decimal(repr(number)) if isinstance(number, int) else _rounded(number)


def _rounded(number: float) -> Decimal:
    text = f"{number:.{_KEPT_DIGITS}f}".rstrip("0").rstrip(".")
    return Decimal(0) if text == "-0" else Decimal(text)


def _from_text(text: str) -> Decimal:
    folded = fold(text)
    if _PLAIN.fullmatch(folded):
        return Decimal(folded.replace(",", "."))
    if match := _GROUPED.fullmatch(folded):
        return Decimal(folded.replace(match[1], "").replace(",", "."))
    raise BadValue("fraction" if _FRACTION.fullmatch(folded) else "number_format", text)
