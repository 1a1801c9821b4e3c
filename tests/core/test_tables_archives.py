"""A zip that calls itself a workbook is looked through before it is opened."""

import io
import zipfile

import pytest
import xlsxwriter

from app.core.tables import archives
from app.core.tables.errors import TableError
from app.core.tables.opening import open_table

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{{}}</sheetData></worksheet>'


def refusal_of(content: bytes) -> TableError:
    with pytest.raises(TableError) as refusal:
        open_table(io.BytesIO(content), "kadra.xlsx")
    return refusal.value


def small_workbook() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
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


def with_sheet_data(data: str) -> bytes:
    return rezipped(small_workbook(), **{"xl/worksheets/sheet1.xml": SHEET.format(data).encode()})


@pytest.mark.parametrize(
    "data",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c><v>1</v></c><c r="Z1048576"><v>1</v></c></row>',
        "<row r='1048576'><c r='xfd1048576' t='inlineStr'><is><t>a</t></is></c></row>",
    ],
)
def test_cells_that_span_too_large_a_rectangle_are_refused(data: str) -> None:
    assert refusal_of(with_sheet_data(data)).code == "sheet_too_large"


def test_the_rectangle_may_reach_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    content = with_sheet_data('<row r="5"><c r="B5"><v>1</v></c></row>')

    monkeypatch.setattr(archives, "MAX_CELLS", 10)
    open_table(io.BytesIO(content)).close()
    monkeypatch.setattr(archives, "MAX_CELLS", 9)
    assert refusal_of(content).code == "sheet_too_large"


def test_the_rectangle_is_found_under_any_name() -> None:
    data = SHEET.format('<row><c r="XFD1048576"><v>1</v></c></row>')

    assert (
        refusal_of(rezipped(small_workbook(), **{"xl/a.png": data.encode()})).code
        == "sheet_too_large"
    )


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet>&b;</worksheet>'

    refusal = refusal_of(rezipped(small_workbook(), **{"xl/worksheets/sheet1.xml": bomb}))
    assert refusal.code == "unsafe_archive"


@pytest.mark.parametrize(
    "name",
    [
        "../evil.xml",
        "..\\evil.xml",
        "xl/../../evil",
        "/etc/passwd",
        "C:\\evil.xml",
        "XL/WORKBOOK.XML",
    ],
)
def test_names_that_leave_the_archive_or_collide_are_refused(name: str) -> None:
    assert refusal_of(rezipped(small_workbook(), **{name: b"x"})).code == "unsafe_archive"


def test_thousands_of_parts_are_refused() -> None:
    parts = {f"xl/{number}": b"" for number in range(archives.MAX_MEMBERS)}

    assert refusal_of(rezipped(small_workbook(), **parts)).code == "unsafe_archive"


def test_an_archive_that_unpacks_too_large_is_refused_by_its_declared_size() -> None:
    bomb = rezipped(small_workbook(), **{"xl/media/a.xml": b" " * (21 * 1024 * 1024)})

    assert refusal_of(bomb).code == "unpacks_too_large"


def test_an_archive_that_lies_about_its_sizes_is_broken() -> None:
    content = rezipped(
        small_workbook(), **{"xl/worksheets/sheet1.xml": b"<a>" + b" " * 5000 + b"</a>"}
    )
    lying = content.replace((5007).to_bytes(4, "little"), (7).to_bytes(4, "little"))

    assert lying != content
    assert refusal_of(lying).code == "broken"


@pytest.mark.parametrize(
    "part, kind",
    [
        ("word/document.xml", "docx"),
        ("ppt/presentation.xml", "pptx"),
        ("xl/workbook.bin", "xlsb"),
        ("content.xml", "ods"),
    ],
)
def test_other_zipped_formats_are_named(part: str, kind: str) -> None:
    refusal = refusal_of(rezipped(small_workbook(), **{part: b"<a/>"}))

    assert (refusal.code, refusal.data) == ("wrong_type", {"kind": kind})


def test_a_plain_zip_is_no_workbook() -> None:
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("kadra.csv", "Nazwisko")

    assert refusal_of(empty.getvalue()).data == {"kind": "zip"}
    assert refusal_of(plain.getvalue()).data == {"kind": "zip"}


def test_an_encrypted_part_is_told_as_a_password() -> None:
    content = bytearray(small_workbook())
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1

    assert refusal_of(bytes(content)).code == "encrypted"
