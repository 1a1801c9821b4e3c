"""What people take away opens in Polish Excel, computes nothing by itself, and keeps its types."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask, Response, request
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.web.downloads import (
    MAX_XLSX_ROWS,
    Percent,
    Rows,
    Value,
    csv_response,
    csv_stream,
    safe_sheet_name,
    xlsx_bytes,
    xlsx_response,
)

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "|calc",
    "%0A",
]


def csv_bytes(headers: Sequence[str], rows: Rows) -> bytes:
    """The whole file, its pieces put together."""
    return b"".join(csv_stream(headers, rows))


def line_of(*row: Value) -> str:
    return csv_bytes(["A"], [row]).decode("utf-8-sig").split("\r\n", 1)[1].removesuffix("\r\n")


def cells_of(content: bytes) -> list[list[object]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [list(row) for row in sheet.iter_rows()]


def test_csv_is_what_polish_excel_expects() -> None:
    content = csv_bytes(["Nazwisko", "Etat"], [["Żak", Decimal("0.72")]])

    assert content == b"\xef\xbb\xbfNazwisko;Etat\r\n\xc5\xbbak;0,72\r\n"


@pytest.mark.parametrize(
    "value, written",
    [
        (None, ""),
        (12, "12"),
        (-12, "-12"),
        (10**20, "1" + "0" * 20),
        (True, "1"),
        (-0.5, "-0,5"),
        (1e-7, "0,0000001"),
        (float("nan"), ""),
        (float("inf"), ""),
        (Decimal("1E+3"), "1000"),
        (Decimal("-1.50"), "-1,50"),
        (Decimal("NaN"), ""),
        (Percent(Decimal("0.853")), "85,3%"),
        (Percent(Decimal(1)), "100,0%"),
        (date(2026, 3, 4), "2026-03-04"),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "2026-07-02 00:30"),
        ('a "b"; c', '"a ""b""; c"'),
        ("Ewa\nŻak", '"Ewa\nŻak"'),
        ("a\ud800b", "ab"),
        ("-", "'-"),
        ("2026-03-04", "2026-03-04"),
    ],
)
def test_each_value_has_one_way_of_writing(value: Value, written: str) -> None:
    assert line_of(value, "x") == f"{written};x"


@pytest.mark.parametrize("formula", FORMULAS)
def test_formulas_are_disarmed_in_cells_and_headers(formula: str) -> None:
    text = csv_bytes([formula], [[formula]]).decode("utf-8-sig")

    assert [row[0][0] for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")] == [
        "'",
        "'",
    ]


def test_csv_goes_out_in_pieces_while_rows_come_in() -> None:
    taken = 0

    def rows() -> Iterator[list[Value]]:
        nonlocal taken
        while True:
            taken += 1
            yield ["Żak" * 100]

    pieces = csv_stream(["Nazwisko"], rows())
    assert len(next(pieces)) > 60_000
    assert 0 < taken < 1_000


plain_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"))


@given(st.lists(st.lists(plain_text, min_size=2, max_size=2)))
def test_a_csv_reader_gets_back_what_was_written(rows: list[list[str]]) -> None:
    text = csv_bytes(["A", "B"], rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]

    assert [[_armed(cell) for cell in row] for row in read] == [
        [_armed(cell) for cell in row] for row in rows
    ]


def _armed(cell: str) -> str:
    return cell.removeprefix("'").replace("\\|", "|")


def test_xlsx_keeps_types_and_text() -> None:
    row: list[Value] = [
        "Żak",
        12,
        Decimal("0.72"),
        Percent(Decimal("0.853")),
        date(2026, 3, 4),
        datetime(2026, 7, 1, 22, 30, tzinfo=UTC),
        None,
        "0048",
    ]

    assert cells_of(xlsx_bytes(list("ABCDEFGH"), [row]))[1] == [
        "Żak",
        12,
        0.72,
        0.853,
        date(2026, 3, 4),
        datetime(2026, 7, 2, 0, 30),  # noqa: DTZ001  Excel knows no zones
        "",
        "0048",
    ]


@pytest.mark.parametrize(
    "value, read",
    [
        *((formula, formula) for formula in FORMULAS[:4]),
        ("https://szkoly.example", "https://szkoly.example"),
        (10**15 - 1, 10**15 - 1),
        (10**15, "1" + "0" * 15),
        (10**400, "1" + "0" * 400),
        (Decimal("NaN"), ""),
        (float("inf"), ""),
        (date(1899, 12, 31), "1899-12-31"),
        ("a" * 40_000, "a" * 32_767),
        ("a\ud800\uffffb", "ab"),
        (True, True),
    ],
)
def test_xlsx_computes_and_loses_nothing(value: Value, read: object) -> None:
    assert cells_of(xlsx_bytes(["A", "B"], [[value, "x"]]))[1] == [read, "x"]


def test_a_table_without_rows_still_has_its_header() -> None:
    assert cells_of(xlsx_bytes(["=A", "B"], [])) == [["=A", "B"]]
    assert csv_bytes(["A"], []) == b"\xef\xbb\xbfA\r\n"


def test_more_rows_than_a_sheet_holds_are_refused() -> None:
    def rows() -> Iterator[Sequence[Value]]:
        for _ in range(MAX_XLSX_ROWS + 1):
            yield ()

    with pytest.raises(ValueError, match="1048575"):
        xlsx_bytes(["A"], rows())


@pytest.mark.parametrize(
    "name, legal",
    [
        ("Kadra", "Kadra"),
        ("SP nr 1: [kadra] 2026/2027?*\\", "SP nr 1 kadra 2026 2027"),
        ("a" * 31, "a" * 31),
        ("a" * 32, "a" * 31),
        ("😀" * 16, "😀" * 15),
        ("'cytat'", "cytat"),
        ("a" * 30 + "'b", "a" * 30),
        ("History", "Arkusz1"),
        ("", "Arkusz1"),
        ("///", "Arkusz1"),
    ],
)
def test_any_name_becomes_a_legal_sheet_name(name: str, legal: str) -> None:
    assert safe_sheet_name(name) == legal


@settings(max_examples=50)
@given(st.text())
def test_every_sheet_name_is_accepted(name: str) -> None:
    assert cells_of(xlsx_bytes(["A"], [], sheet_name=name)) == [["A"]]


@pytest.mark.parametrize(
    "filename, disposition",
    [
        ("kadra.csv", "attachment; filename=kadra.csv; filename*=UTF-8''kadra.csv"),
        (
            "Wskaźnik 80%",
            "attachment; filename=wskaznik-80.csv; filename*=UTF-8''Wska%C5%BAnik%2080%25.csv",
        ),
        ("../a\r\nb", "attachment; filename=a-b.csv; filename*=UTF-8''%20a%20b.csv"),
        ("", "attachment; filename=kadra.csv; filename*=UTF-8''kadra.csv"),
    ],
)
def test_a_download_is_an_attachment_with_a_safe_name(filename: str, disposition: str) -> None:
    response = csv_response(filename, ["A"], [])

    assert response.headers["Content-Disposition"] == disposition
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_csv_response_may_use_the_request_while_it_streams() -> None:
    app = Flask(__name__)

    @app.get("/")
    def download() -> Response:
        return csv_response("kadra", ["A"], ([request.args["a"]] for _ in range(2)))

    response = app.test_client().get("/?a=1")
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.data == b"\xef\xbb\xbfA\r\n1\r\n1\r\n"


def test_an_xlsx_response_is_a_workbook() -> None:
    response = xlsx_response("Kadra 2026", ["A"], [["x"]])

    assert response.content_type.endswith("spreadsheetml.sheet")
    assert "Kadra%202026.xlsx" in response.headers["Content-Disposition"]
    assert cells_of(response.get_data()) == [["A"], ["x"]]
