"""Dates the way Polish schools write them. The day always comes before the month."""

import re
from datetime import date, datetime, timedelta

from app.core.folding import fold
from app.core.tables.cells import Cell, is_blank
from app.core.tables.errors import BadValue

FIRST_YEAR, LAST_YEAR = 1900, 2100

_MONTHS = (
    ("stycznia", "styczen", "sty", "i"),
    ("lutego", "luty", "lut", "ii"),
    ("marca", "marzec", "mar", "iii"),
    ("kwietnia", "kwiecien", "kwi", "iv"),
    ("maja", "maj", "v"),
    ("czerwca", "czerwiec", "cze", "vi"),
    ("lipca", "lipiec", "lip", "vii"),
    ("sierpnia", "sierpien", "sie", "viii"),
    ("wrzesnia", "wrzesien", "wrz", "ix"),
    ("pazdziernika", "pazdziernik", "paz", "x"),
    ("listopada", "listopad", "lis", "xi"),
    ("grudnia", "grudzien", "gru", "xii"),
)
_MONTH_OF = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words}

_TAIL = r"(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?: ?r(?:oku|\.)?)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})" + _TAIL, re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})([-./]) ?(\d{1,2})\2 ?(\d{4}|\d{2})" + _TAIL, re.ASCII)
_MONTH_NAMED = re.compile(r"(\d{1,2})[-. ] ?([a-z]+)\.?[-. ] ?(\d{4}|\d{2})" + _TAIL, re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?", re.ASCII)

#: day 0 of the serial numbers Excel keeps instead of dates (right from March 1900 on)
_EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = (
    10_000,
    73_415,
)  # 1927-05-18, below which numbers are years; 2100-12-31
_PIVOT = 50  # 49 is 2049, 50 is 1950


def parse_date(cell: Cell) -> date | None:
    """The day a cell means; None for an empty cell or a lone dash. Times of day are dropped.

    Raises:
        BadValue: ``date_format``, ``date_impossible``, ``date_month_first`` or ``date_range``.
    """
    if isinstance(cell, datetime):
        return _in_range(cell.date(), cell)
    if isinstance(cell, date):
        return _in_range(cell, cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_serial(cell)
    if is_blank(cell):
        return None
    return _from_text(str(cell))


def _from_text(text: str) -> date:
    folded = fold(text)
    if match := _YEAR_FIRST.fullmatch(folded):
        return _day(match[1], match[3], match[4], text)
    if match := _DAY_FIRST.fullmatch(folded):
        return _day(match[4], match[3], match[1], text)
    if (match := _MONTH_NAMED.fullmatch(folded)) and match[2] in _MONTH_OF:
        return _day(match[3], str(_MONTH_OF[match[2]]), match[1], text)
    if match := _SERIAL.fullmatch(folded):
        return _from_serial(int(match[1]))
    if match := _COMPACT.fullmatch(folded):
        return _day(match[1], match[2], match[3], text)
    raise BadValue("date_format", text)


def _day(year: str, month: str, day: str, text: str) -> date:
    if int(month) > 12 >= int(day):  # noqa: PLR2004
        raise BadValue("date_month_first", text)
    try:
        return _in_range(date(_full_year(year), int(month), int(day)), text)
    except ValueError as error:
        raise error if isinstance(error, BadValue) else BadValue("date_impossible", text) from None


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004
        return year
    return year + (2000 if year < _PIVOT else 1900)


def _from_serial(number: float) -> date:
    if not _FIRST_SERIAL <= number < _LAST_SERIAL + 1:
        raise BadValue("date_range" if number > _LAST_SERIAL else "date_format", number)
    return _EXCEL_EPOCH + timedelta(days=int(number))


def _in_range(day: date, shown: object) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadValue("date_range", shown)
    return day
