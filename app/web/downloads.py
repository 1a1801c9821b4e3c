"""What people take away: CSV and Excel files that open well in a Polish office, and PDF."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from urllib.parse import quote

import xlsxwriter
from defusedcsv.csv import writer as defused_writer
from flask import Response, has_request_context, stream_with_context

from app.core import clock
from app.core.folding import fold

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF_TYPE = "application/pdf"
JPEG_TYPE = "image/jpeg"

MAX_XLSX_ROWS = 1_048_575  # below the header

_CHUNK_CHARACTERS = 1 << 16
_MAX_CELL_LENGTH, _MAX_SHEET_NAME_LENGTH = 32_767, 31
_FIRST_EXCEL_YEAR = 1900
_EXACT_DIGITS = 15  # what Excel keeps of a number
_NARROWEST, _WIDEST = 8, 60
_CONTROL_START = re.compile(r"[\t\r\n]")
_ILLEGAL_IN_SHEET = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_ILLEGAL_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_ILLEGAL_IN_FILE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of the whole, ``ratio`` 0..1, shown with one decimal place: 0.853 as 85,3%."""

    ratio: Decimal


#: what a cell may hold; aware instants are written as the clock in Warsaw shows them
Value = str | int | float | Decimal | Percent | date | datetime | None
Rows = Iterable[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a workbook, under its name."""

    name: str
    headers: Sequence[str]
    rows: Rows


def csv_stream(headers: Sequence[str], rows: Rows) -> Iterator[bytes]:
    """The pieces of a CSV file for Polish Excel: BOM, semicolons, CRLF, decimal comma, ISO dates.

    Text that begins like a formula is disarmed with an apostrophe. Rows are taken as pieces go out.
    """
    buffer = io.StringIO(newline="")
    buffer.write("\ufeff")
    writer = defused_writer(buffer, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    for row in chain([headers], rows):
        writer.writerow([_csv_cell(value) for value in row])
        if buffer.tell() >= _CHUNK_CHARACTERS:
            yield _taken(buffer)
    yield _taken(buffer)


def xlsx_bytes(headers: Sequence[str], rows: Rows, sheet_name: str = "") -> bytes:
    """An Excel workbook of one sheet, see `workbook_bytes`."""
    return workbook_bytes([Sheet(sheet_name, headers, rows)])


def workbook_bytes(sheets: Iterable[Sheet], made_at: datetime | None = None) -> bytes:
    """An Excel workbook with real numbers, dates and percentages, and no formulas.

    The header of each sheet is bold, stays in view and can be filtered by. Text is cut at Excel's
    32 767 characters. With `made_at` the same sheets always give the same bytes.

    Raises:
        ValueError: there are more rows than a sheet holds.
    """
    output = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(output, options) as workbook:
        workbook.set_properties({"created": made_at or clock.now()})
        for sheet in sheets:
            _Sheet(workbook, sheet.name).write(sheet.headers, sheet.rows)
    return output.getvalue()


def csv_response(filename: str, headers: Sequence[str], rows: Rows) -> Response:
    """A streamed CSV download; the rows may still read from the database while it runs."""
    pieces = csv_stream(headers, rows)
    body = stream_with_context(pieces) if has_request_context() else pieces
    return _attachment(Response(body, content_type=CSV_TYPE), filename, ".csv")


def xlsx_response(
    filename: str, headers: Sequence[str], rows: Rows, sheet_name: str = ""
) -> Response:
    """An Excel download; the sheet is named after the file unless told otherwise."""
    body = xlsx_bytes(headers, rows, sheet_name or filename.removesuffix(".xlsx"))
    return _attachment(Response(body, content_type=XLSX_TYPE), filename, ".xlsx")


#: how a table can be taken away, by the ending of its address
TABLE_FORMATS = {"csv": csv_response, "xlsx": xlsx_response}


def pdf_response(filename: str, content: bytes) -> Response:
    """A PDF download."""
    return _attachment(Response(content, content_type=PDF_TYPE), filename, ".pdf")


def jpeg_response(filename: str, content: bytes) -> Response:
    """A picture to take away; a page of ours may show it all the same."""
    return _attachment(Response(content, content_type=JPEG_TYPE), filename, ".jpg")


def safe_sheet_name(name: str) -> str:
    """A name Excel accepts: at most 31 characters, none forbidden, no apostrophe at an end."""
    legal = " ".join(_ILLEGAL_IN_SHEET.sub(" ", _encodable(name)).split())
    short = _cut(legal.strip("'"), _MAX_SHEET_NAME_LENGTH).strip("' ")
    return short if short and short.lower() != "history" else "Arkusz1"


class _Sheet:
    """A worksheet being written from top to bottom."""

    def __init__(self, workbook: xlsxwriter.Workbook, name: str) -> None:
        self._sheet = workbook.add_worksheet(safe_sheet_name(name))
        self._bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._date = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._instant = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._percent = workbook.add_format({"num_format": "0.0%"})
        self._widths: dict[int, int] = {}

    def write(self, headers: Sequence[str], rows: Rows) -> None:
        number = 0
        for column, header in enumerate(headers):
            self._sheet.write_string(0, column, _fitting(header), self._bold)
            self._widen(column, header)
        for number, row in enumerate(rows, start=1):
            if number > MAX_XLSX_ROWS:
                raise ValueError(f"a sheet holds {MAX_XLSX_ROWS} rows below its header")
            for column, value in enumerate(row):
                self._write_cell(number, column, value)
        self._sheet.freeze_panes(1, 0)
        self._sheet.autofilter(0, 0, number, len(headers) - 1)
        for column, width in self._widths.items():
            self._sheet.set_column(column, column, width)

    def _write_cell(self, row: int, column: int, value: Value) -> None:
        shown = _shown(value)
        self._widen(column, shown)
        if isinstance(value, datetime) and value.year >= _FIRST_EXCEL_YEAR:
            self._sheet.write_datetime(row, column, _wall_clock(value), self._instant)
        elif isinstance(value, date) and value.year >= _FIRST_EXCEL_YEAR:
            self._sheet.write_datetime(row, column, value, self._date)
        elif isinstance(value, Percent):
            self._sheet.write_number(row, column, float(value.ratio), self._percent)
        elif isinstance(value, bool):
            self._sheet.write_boolean(row, column, value)
        elif isinstance(value, int | float | Decimal) and _is_exact(value):
            self._sheet.write_number(row, column, value)
        elif shown:
            self._sheet.write_string(row, column, _fitting(shown))

    def _widen(self, column: int, text: str) -> None:
        longest_line = max((len(line) for line in text.splitlines()), default=0) + 2
        width = min(max(longest_line, _NARROWEST), _WIDEST)
        self._widths[column] = max(width, self._widths.get(column, 0))


def _csv_cell(value: Value) -> Value:
    if isinstance(value, str):
        text = _encodable(value)
        return f"'{text}" if _CONTROL_START.match(text) else text
    if isinstance(value, int):
        return int(value)
    return _shown(value)


def _shown(value: Value) -> str:
    """The value as text: ISO dates, decimal comma, nothing for what is no number."""
    if isinstance(value, datetime):
        return _wall_clock(value).isoformat(" ", "minutes")
    if isinstance(value, Percent):
        return f"{value.ratio * 100:.1f}%".replace(".", ",")
    if isinstance(value, float | Decimal):
        return _with_comma(value)
    return "" if value is None else _encodable(str(value))


def _with_comma(number: float | Decimal) -> str:
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    return f"{exact:f}".replace(".", ",") if exact.is_finite() else ""


def _wall_clock(instant: datetime) -> datetime:
    return clock.local(instant).replace(tzinfo=None) if instant.tzinfo else instant


def _is_exact(number: float | Decimal) -> bool:
    is_number = not isinstance(number, Decimal) or number.is_finite()
    return is_number and abs(number) < 10**_EXACT_DIGITS


def _encodable(text: str) -> str:
    return _ILLEGAL_IN_XML.sub("", text)


def _fitting(text: str) -> str:
    return _cut(_encodable(text), _MAX_CELL_LENGTH)


def _cut(text: str, length: int) -> str:
    """The beginning of the text, its length counted as Excel does, in units of UTF-16."""
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore")


def _taken(buffer: io.StringIO) -> bytes:
    piece = buffer.getvalue().encode("utf-8")
    buffer.seek(0)
    buffer.truncate()
    return piece


def _attachment(response: Response, filename: str, extension: str) -> Response:
    name = " ".join(_ILLEGAL_IN_FILE.sub(" ", _encodable(filename)).split()).strip(".") or "kadra"
    name = name.removesuffix(extension)[: 120 - len(extension)] + extension
    plain = re.sub(r"[^a-z0-9_-]+", "-", fold(name.removesuffix(extension))).strip("-") or "kadra"
    response.headers["Content-Disposition"] = (
        f"attachment; filename={plain}{extension}; filename*=UTF-8''{quote(name, safe='')}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
