"""Excel files are read sheet by sheet; dangerous or damaged ones are refused before they open."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

from app.core.tables.columns import Column, Columns
from app.core.tables.errors import TableError
from app.core.tables.opening import open_table
from app.core.tables.sheets import SheetTable

COLUMNS = Columns(
    Column("last_name", ("nazwisko",), required=True),
    Column("since", ("od",)),
    Column("share", ("etat",)),
)


@contextmanager
def a_workbook(**options: bool) -> Iterator[tuple[xlsxwriter.Workbook, io.BytesIO]]:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, options) as workbook:
        yield workbook, file


def sheets_of(content: bytes, columns: Columns = COLUMNS) -> tuple[SheetTable, ...]:
    with open_table(io.BytesIO(content), "kadra.xlsx") as table:
        return table.sheets(columns)


def refusal_of(content: bytes) -> TableError:
    with pytest.raises(TableError) as refusal:
        open_table(io.BytesIO(content), "kadra.xlsx")
    return refusal.value


def outcome_of(content: bytes) -> str:
    """The code of the refusal, or ``read``."""
    try:
        for sheet in sheets_of(content):
            list(sheet.rows())
    except TableError as error:
        return error.code
    return "read"


def small_workbook() -> bytes:
    with a_workbook() as (workbook, file):
        workbook.add_worksheet().write_row(0, 0, ["Nazwisko"])
        workbook.get_worksheet_by_name("Sheet1").write_row(1, 0, ["Żak"])
    return file.getvalue()


def rezipped(content: bytes, **changes: bytes | None) -> bytes:
    """The same archive with parts replaced, added or, with None, left out."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(output, "w") as new:
        parts = {info.filename: old.read(info) for info in old.infolist()} | changes
        for name, data in parts.items():
            if data is not None:
                new.writestr(name, data, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def test_each_visible_sheet_has_a_title_a_header_and_numbered_rows() -> None:
    with a_workbook() as (workbook, file):
        for school in ("SP nr 1", "SP nr 2"):
            sheet = workbook.add_worksheet(school)
            sheet.merge_range(0, 0, 0, 3, f"{school}, RSPO 279601")
            sheet.write_row(2, 1, ["Nazwisko", "Od", "Etat"])
            sheet.write_row(5, 1, ["Żak", 41883, 0.72])
    first, second = sheets_of(file.getvalue())

    assert (first.name, first.title, first.header_line) == ("SP nr 1", "SP nr 1, RSPO 279601", 3)
    assert second.title == "SP nr 2, RSPO 279601"
    (row,) = second.rows()
    assert (row.sheet, row.line, row.text("last_name")) == ("SP nr 2", 6, "Żak")
    assert (row.date("since"), row.decimal("share")) == (date(2014, 9, 1), Decimal("0.72"))


def test_hidden_sheets_charts_and_blank_sheets_are_left_out() -> None:
    with a_workbook() as (workbook, file):
        workbook.add_worksheet("Pusty")
        workbook.add_worksheet("Kadra").write(0, 0, "Nazwisko")
        hidden = workbook.add_worksheet("Słownik")
        hidden.write(0, 0, "Nazwisko")
        hidden.hide()
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "=Kadra!$A$1"})
        workbook.add_chartsheet("Wykres").set_chart(chart)

    assert [sheet.name for sheet in sheets_of(file.getvalue())] == ["Kadra"]


@pytest.mark.parametrize("is_1904", [False, True])
def test_dates_formulas_and_errors_are_read_as_they_show(is_1904: bool) -> None:
    with a_workbook(date_1904=is_1904) as (workbook, file):
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Nazwisko", "Od", "Etat"])
        sheet.write_formula(1, 0, '="Żak"', None, "Żak")
        sheet.write_datetime(1, 1, date(2014, 9, 1), workbook.add_format({"num_format": "d.mm.yy"}))
        sheet.write_formula(1, 2, "=NA()", None, "#N/A")
    (row,) = next(iter(sheets_of(file.getvalue()))).rows()

    assert (row.text("last_name"), row.date("since")) == ("Żak", date(2014, 9, 1))
    assert row.decimal("share") is None


def test_notes_right_of_the_table_do_no_harm() -> None:
    with a_workbook() as (workbook, file):
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "Nazwisko")
        sheet.write_row(1, 0, ["Żak", "", "do wyjaśnienia"])
    (row,) = sheets_of(file.getvalue())[0].rows()

    assert row.text("last_name") == "Żak"


def test_formatted_blank_cells_far_away_do_not_make_a_sheet_large() -> None:
    with a_workbook() as (workbook, file):
        sheet = workbook.add_worksheet()
        sheet.write_column(0, 0, ["Nazwisko", "Żak"])
        sheet.write_blank(1_048_575, 16_383, None, workbook.add_format({"bold": True}))

    assert sheets_of(file.getvalue())[0].row_estimate == 1


@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_a_truncated_file_is_broken(share: float) -> None:
    content = small_workbook()

    assert refusal_of(content[: int(len(content) * share)]).code == "broken"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
@pytest.mark.parametrize(
    "damage", [b"<a", b"", b"\xff\xfe<", b'<?xml version="1.0" encoding="x"?><a/>']
)
def test_a_damaged_part_is_refused_or_harmless(part: str, damage: bytes) -> None:
    assert outcome_of(rezipped(small_workbook(), **{part: damage})) in {"broken", "no_rows", "read"}


def test_a_workbook_without_its_sheet_is_broken() -> None:
    with pytest.raises(TableError) as refusal:
        sheets_of(rezipped(small_workbook(), **{"xl/worksheets/sheet1.xml": None}))

    assert refusal.value.code in {"broken", "no_rows"}
