"""Legacy Excel files open when they are genuine; what hides in their container does no harm."""

import io
import struct
from datetime import date

import pytest

from app.core.tables.columns import Column, Columns
from app.core.tables.errors import TableError
from app.core.tables.opening import open_table

COLUMNS = Columns(Column("last_name", ("nazwisko",), required=True), Column("since", ("od",)))
SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def beginning(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def label(row: int, column: int, text: str) -> bytes:
    letters = text.encode("utf-16-le")
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + letters)


def number(row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def workbook_stream(cells: bytes, *, is_hidden: bool = False) -> bytes:
    name = b"Kadra"
    sheet_head = struct.pack("<BBBB", is_hidden, 0, len(name), 0) + name
    start = len(beginning(5)) + 4 + 4 + len(sheet_head) + len(record(0x0A))
    bound = record(0x0085, struct.pack("<I", start) + sheet_head)
    stream = beginning(5) + bound + record(0x0A) + beginning(0x10) + cells + record(0x0A)
    return stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(encoded) + 2, kind, 1, FREE, FREE, child
    )
    return head + bytes(36) + struct.pack("<IQ", start, size)


def compound_file(stream_name: str, stream: bytes) -> bytes:
    """The smallest container: header, one table of sectors, one directory, the stream."""
    sectors = len(stream) // SECTOR
    chain = [FAT, END, *range(3, sectors + 2), END]
    table = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    directory = entry("Root Entry", 5, 1, END, 0) + entry(stream_name, 2, FREE, 2, len(stream))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    return header + table + directory.ljust(SECTOR, b"\0") + stream


def legacy_file(cells: bytes, *, is_hidden: bool = False) -> bytes:
    return compound_file("Workbook", workbook_stream(cells, is_hidden=is_hidden))


def refusal_of(content: bytes) -> TableError:
    with (
        pytest.raises(TableError) as refusal,
        open_table(io.BytesIO(content), "kadra.xlsx") as table,
    ):
        table.sheets(COLUMNS)
    return refusal.value


def test_a_genuine_file_is_read() -> None:
    cells = label(0, 0, "Kadra") + label(2, 0, "Nazwisko") + label(2, 1, "Od")
    cells += label(4, 0, "Żak") + number(4, 1, 41883)
    with open_table(io.BytesIO(legacy_file(cells)), "kadra.xls") as table:
        (sheet,) = table.sheets(COLUMNS)
        (row,) = sheet.rows()

        assert (table.format, sheet.name, sheet.title) == ("xls", "Kadra", "Kadra")
        assert (row.line, row.text("last_name"), row.date("since")) == (5, "Żak", date(2014, 9, 1))
        assert sheet.row_estimate == 2


def test_a_hidden_sheet_is_left_out() -> None:
    assert refusal_of(legacy_file(label(0, 0, "Nazwisko"), is_hidden=True)).code == "no_rows"


def test_a_file_that_claims_far_corners_stays_harmless() -> None:
    corners = b"".join(
        label(row, column, "Nazwisko") for row in (0, 65_535) for column in (0, 65_535)
    )

    assert refusal_of(legacy_file(corners)).code in {"broken", "too_many_columns"}


@pytest.mark.parametrize(
    "stream, code",
    [("EncryptedPackage", "encrypted"), ("WordDocument", "wrong_type"), ("Anything", "broken")],
)
def test_other_contents_of_the_container_are_told_apart(stream: str, code: str) -> None:
    assert refusal_of(compound_file(stream, bytes(4096))).code == code


@pytest.mark.parametrize("length", [8, 511, 512, 1536, 2048])
def test_a_truncated_file_is_broken(length: int) -> None:
    assert refusal_of(legacy_file(label(0, 0, "Nazwisko"))[:length]).code in {"broken", "no_rows"}
