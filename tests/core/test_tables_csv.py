"""CSV is read whatever its separator, line ends and quotes, or the reason is told."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.tables.columns import Column, Columns
from app.core.tables.errors import BadValue, TableError
from app.core.tables.opening import open_table
from app.core.tables.rows import Row

COLUMNS = Columns(
    Column("first_name", ("imię",)),
    Column("last_name", ("nazwisko",), required=True),
    Column("note", ("uwagi",)),
)


def rows_of(content: bytes) -> list[Row]:
    with open_table(io.BytesIO(content), "kadra.csv") as table:
        (sheet,) = table.sheets(COLUMNS)
        return list(sheet.rows())


def names_of(content: bytes) -> list[str]:
    return [row.text("last_name") for row in rows_of(content)]


def refusal_of(content: bytes) -> TableError:
    with pytest.raises(TableError) as refusal:
        rows_of(content)
    return refusal.value


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_line_end_will_do(mark: str, end: str) -> None:
    lines = [
        f"Imię{mark}Nazwisko{mark}Uwagi",
        f'Ewa{mark}Żak{mark}"a;b,c|d"',
        "",
        f"Jan{mark}Lis{mark}",
    ]
    rows = rows_of(end.join(lines).encode())

    assert [(row.line, row.text("last_name")) for row in rows] == [(2, "Żak"), (4, "Lis")]
    assert rows[0].text("note") == "a;b,c|d"


@pytest.mark.parametrize(
    "content, names",
    [
        (b"sep=,\r\nImie,Nazwisko\r\nEwa;E,Zak\r\n", ["Zak"]),
        (b"\xef\xbb\xbfSEP=;\nNazwisko;Uwagi\nZak;1,2,3\n", ["Zak"]),
        (b'"sep=\t"\nImie\tNazwisko\nEwa\tZak\n', ["Zak"]),
        (b"Nazwisko\nZak\nLis", ["Zak", "Lis"]),
        (b"Imie;Nazwisko;Uwagi\nEwa;Zak;1,5\nEwa;Lis;2,5\nEwa;Kos;0,5\n", ["Zak", "Lis", "Kos"]),
        (b"Wykaz, stan na dzis, SP nr 1\n\nImie;Nazwisko\nEwa;Zak\n", ["Zak"]),
    ],
)
def test_the_separator_is_declared_or_found(content: bytes, names: list[str]) -> None:
    assert names_of(content) == names


def test_an_unknown_declared_separator_is_refused() -> None:
    assert refusal_of(b"sep=x\nImiexNazwisko\n").code == "bad_separator"


def test_lines_are_counted_as_an_editor_shows_them() -> None:
    content = 'Nazwisko;Uwagi\r\nŻak;"a\r\nb\r\n\r\nc"\r\n\r\nLis;\r\n;\r\n;;;;\r\nKos;x'
    rows = rows_of(content.encode())

    assert [(row.line, row.text("note")) for row in rows] == [(2, "a b c"), (7, ""), (10, "x")]


def test_zero_bytes_and_trailing_separators_do_not_matter() -> None:
    assert names_of(b"Imie;Nazwisko;;;\nE\0wa;Z\0ak;;;\n") == ["Zak"]


def test_an_absent_column_is_not_an_empty_cell() -> None:
    (row,) = rows_of(b"Nazwisko;Imie\nZak\n")

    assert row.cells == {"last_name": "Zak", "first_name": ""}
    assert row.has("first_name")
    assert not row.has("note")
    assert row.text("note") == ""
    with pytest.raises(KeyError):
        row.text("nickname")


def test_a_stray_separator_spoils_its_line_only() -> None:
    shifted, blank_tail = rows_of(b"Nazwisko;Uwagi\nZak;a;b;\nLis;a; ;\n")

    with pytest.raises(BadValue) as refusal:
        shifted.text("last_name")
    assert (refusal.value.code, refusal.value.value) == ("row_too_long", "b")
    assert blank_tail.text("last_name") == "Lis"


def test_a_header_repeated_on_each_printed_page_is_no_row() -> None:
    assert names_of(b"Imie;Nazwisko\nEwa;Zak\nImie;Nazwisko\nJan;Lis\n") == ["Zak", "Lis"]


def test_a_line_with_only_its_number_is_no_row() -> None:
    assert names_of(b"Lp.;Nazwisko\n1;Zak\n2;\n3;\nRazem: 1;\n") == ["Zak"]


@pytest.mark.parametrize(
    "content, line",
    [
        (b'Nazwisko;Uwagi\nZak;a\nLis;"b\nKos;c\n', 3),
        (b'Nazwisko;Uwagi\n"Zak;a\n"Lis";b\nKos;c\n', 2),
        (b'Nazwisko;Uwagi\nZak;"', 2),
    ],
)
def test_a_quote_that_swallows_lines_is_named(content: bytes, line: int) -> None:
    refusal = refusal_of(content)

    assert (refusal.code, refusal.data) == ("unclosed_quote", {"line": line})


def test_quotes_inside_a_line_are_tolerated() -> None:
    assert names_of(b'Nazwisko;Uwagi\nZak;SP "Orla" nr 1\n"Lis" Ewa;5" rura\n') == [
        "Zak",
        "Lis Ewa",
    ]


@pytest.mark.parametrize("length", [131_073, 1_000_001])
def test_an_endless_cell_is_refused_with_its_line(length: int) -> None:
    refusal = refusal_of(b"Nazwisko\nZak\n" + b"a" * length)

    assert (refusal.code, refusal.data["line"]) == ("cell_too_long", 3)


def test_too_many_columns_are_refused() -> None:
    assert refusal_of(b"a;" * 1_000 + b"b\n").code == "too_many_columns"
    assert refusal_of(b"a;" * 1_000 + b";;\n").code == "header_not_found"


def test_rows_are_read_anew_and_side_by_side() -> None:
    content = b"Nazwisko\n" + b"".join(b"Zak%d\n" % number for number in range(30_000))
    with open_table(io.BytesIO(content)) as table:
        (sheet,) = table.sheets(COLUMNS)
        pairs = zip(sheet.rows(), sheet.rows(), strict=True)

        assert all(one == other for one, other in pairs)
        assert sheet.row_estimate == 30_000


def test_a_path_and_a_pipe_are_read_like_a_file(tmp_path: Path) -> None:
    content = b"Nazwisko\nZak\n"
    path = tmp_path / "kadra.csv"
    path.write_bytes(content)

    for source in (path, Pipe(content)):
        with open_table(source) as table:
            (sheet,) = table.sheets(COLUMNS)
            assert [row.text("last_name") for row in sheet.rows()] == ["Zak"]


class Pipe(io.BytesIO):
    """A stream that cannot go back."""

    def seekable(self) -> bool:
        return False


def records() -> st.SearchStrategy[list[list[str]]]:
    letters = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t")
    return st.lists(st.lists(st.text(letters, max_size=8), min_size=3, max_size=3), max_size=8)


@given(records(), st.sampled_from(";,\t|"), st.sampled_from(["utf-8-sig", "utf-16"]), st.booleans())
def test_what_a_csv_writer_wrote_is_read_back(
    cells: list[list[str]], mark: str, codec: str, every_field_quoted: bool
) -> None:
    text = io.StringIO(newline="")
    dialect = csv.unix_dialect if every_field_quoted else csv.excel
    csv.writer(text, dialect, delimiter=mark).writerows([
        [f"sep={mark}"],
        ["Imię", "Nazwisko", "Uwagi"],
        *cells,
    ])
    content = text.getvalue().replace(f'"sep={mark}"', f"sep={mark}", 1).encode(codec)

    read = [[*row.cells.values()] for row in rows_of(content)]

    assert read == list(_stripped(cells))


def _stripped(cells: list[list[str]]) -> Iterator[list[str]]:
    for record in cells:
        stripped = [cell.strip() for cell in record]
        if any(stripped) and stripped != ["Imię", "Nazwisko", "Uwagi"]:
            yield stripped
