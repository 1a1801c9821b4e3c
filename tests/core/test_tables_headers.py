"""The header is the row that names the most columns; what is wrong with it fits in one sentence."""

import io

import pytest

from app.core.tables.columns import Column, Columns
from app.core.tables.errors import TableError
from app.core.tables.opening import open_table
from app.core.tables.sheets import SheetTable

COLUMNS = Columns(
    Column("email", ("e-mail", "adres e-mail", "poczta"), required=True),
    Column("first_name", ("imię", "imię (pierwsze)")),
    Column("last_name", ("nazwisko",)),
    Column("full_name", ("nazwisko i imię",)),
    Column("share", ("etat", "wymiar etatu")),
    alternatives=(("first_name", "last_name"), ("full_name",)),
)


def sheet_of(text: str) -> SheetTable:
    with open_table(io.BytesIO(text.encode()), "kadra.csv") as table:
        (sheet,) = table.sheets(COLUMNS)
    return sheet


def problem_of(text: str) -> TableError:
    problem = sheet_of(text).problem
    assert problem is not None
    return problem


@pytest.mark.parametrize(
    "header",
    [
        "e-mail",
        "E–MAIL",
        "E—mail:",
        "Adres  e\N{NON-BREAKING HYPHEN}mail",
        "adres email*",
        "ADRES E - MAIL (służbowy)",
        "E-mail [wymagane]",
        "e.mail",
        "email",
        '"adres\ne-mail"',
    ],
)
def test_a_header_is_known_however_it_is_written(header: str) -> None:
    sheet = sheet_of(f"{header};Nazwisko i imię\na@b.pl;Żak Ewa\n")

    assert set(sheet.headings) == {"email", "full_name"}
    assert sheet.problem is None


def test_text_above_the_header_is_the_title() -> None:
    sheet = sheet_of(
        "Szkoła Podstawowa nr 1;;;\n\nKadra;na rok;2026/2027\n"
        "Lp.;Nazwisko i imię;Poczta\n1;Żak Ewa;a@b.pl\n"
    )

    assert sheet.title == "Szkoła Podstawowa nr 1\nKadra na rok 2026/2027"
    assert (sheet.header_line, sheet.ignored) == (4, ("Lp.",))
    assert sheet.headings == {"full_name": "Nazwisko i imię", "email": "Poczta"}


def test_a_title_that_looks_like_one_header_does_not_win() -> None:
    assert sheet_of("Etat\ne-mail;imię;nazwisko\n").header_line == 2


@pytest.mark.parametrize("titles, is_found", [(29, True), (30, False)])
def test_the_header_lies_in_the_first_thirty_rows(titles: int, is_found: bool) -> None:
    sheet = sheet_of("tytuł\n" * titles + "e-mail;nazwisko;imię\na@b.pl;Żak;Ewa\n")

    assert (sheet.problem is None) == is_found


def test_missing_columns_are_told_with_what_was_found() -> None:
    problem = problem_of("Nazwisko;Etat;Kolor\nŻak;1;zielony\n")

    assert problem.code == "columns_missing"
    assert problem.data == {
        "sheet": "kadra.csv",
        "line": 1,
        "missing": ["e-mail", "imię"],
        "fields": ["email", "first_name"],
        "found": ["Nazwisko", "Etat", "Kolor"],
    }
    assert str(problem) == "kadra.csv: line 1 lacks e-mail, imię; it has Nazwisko, Etat, Kolor."


def test_a_sheet_without_any_known_column_has_no_header() -> None:
    sheet = sheet_of("Legenda\nkolor;znaczenie\n")

    assert sheet.problem is not None
    assert sheet.problem.code == "header_not_found"
    assert (sheet.header_line, sheet.title, sheet.headings) == (0, "", {})
    with pytest.raises(TableError):
        sheet.rows()


def test_two_columns_for_one_field_are_both_named() -> None:
    problem = problem_of("E-mail;Nazwisko;Imię;Poczta\n")

    assert problem.code == "columns_duplicate"
    assert problem.data["headers"] == ["E-mail", "Poczta"]


def test_either_alternative_is_enough() -> None:
    assert sheet_of("e-mail;nazwisko;imię\n").problem is None
    assert sheet_of("e-mail;nazwisko i imię\n").problem is None
    assert problem_of("e-mail;etat\n").data["fields"] == ["first_name", "last_name"]


def test_one_header_cannot_be_declared_for_two_columns() -> None:
    with pytest.raises(ValueError, match="both"):
        Columns(Column("post", ("poczta",)), Column("email", ("Poczta.",)))


def test_alternatives_name_declared_columns() -> None:
    with pytest.raises(ValueError, match="nick"):
        Columns(Column("name"), alternatives=(("nick",),))
