"""One value of an uploaded table: what is understood, and what is refused by which code."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.tables.cells import Cell, parse_text
from app.core.tables.dates import parse_date
from app.core.tables.emails import parse_email
from app.core.tables.errors import VALUE_MESSAGES, BadValue
from app.core.tables.numbers import parse_decimal


def code_of(parse: Callable[[Cell], object], cell: Cell) -> str:
    with pytest.raises(BadValue) as refusal:
        parse(cell)
    assert refusal.value.code in VALUE_MESSAGES
    return refusal.value.code


@pytest.mark.parametrize("cell", ["", "  ", "-", "–", "—", "---"])
def test_nothing_and_dashes_are_no_date_and_no_number(cell: Cell) -> None:
    assert parse_date(cell) is None
    assert parse_decimal(cell) is None


@pytest.mark.parametrize(
    "cell, number",
    [
        ("0,72", "0.72"),
        ("1.00", "1.00"),
        ("1", "1"),
        ("-2,5", "-2.5"),
        ("\N{MINUS SIGN}2,5", "-2.5"),
        ("1,234", "1.234"),
        ("1 234,50", "1234.50"),
        ("12\N{NO-BREAK SPACE}345\N{NARROW NO-BREAK SPACE}678", "12345678"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        (1, "1"),
        (1.0, "1"),
        (0.1 + 0.2, "0.3"),
        (1e-12, "0"),
        (-0.0, "0"),
    ],
)
def test_a_number_is_understood(cell: Cell, number: str) -> None:
    assert parse_decimal(cell) == Decimal(number)


@pytest.mark.parametrize(
    "cell, code",
    [
        ("1/2", "fraction"),
        ("18/18", "fraction"),
        (date(2026, 5, 1), "number_is_date"),
        (time(1, 30), "number_is_date"),
        ("cały etat", "number_format"),
        ("50%", "number_format"),
        ("1e5", "number_format"),
        ("NaN", "number_format"),
        ("1,2,3", "number_format"),
        ("1 23", "number_format"),
        ("٣", "number_format"),
        ("9" * 16, "number_format"),
        (float("nan"), "number_format"),
        (1e15, "number_format"),
        (10**400, "number_format"),
        (True, "number_format"),
    ],
)
def test_what_is_no_number_is_refused(cell: Cell, code: str) -> None:
    assert code_of(parse_decimal, cell) == code


@pytest.mark.parametrize(
    "cell, address",
    [
        (
            "  Anna.Żak-Nowak@SP1.szkoly.example ".replace("Ż", "Z"),
            "anna.zak-nowak@sp1.szkoly.example",
        ),
        ("mailto:a@szkoly.example", "a@szkoly.example"),
        ("<a@szkoly.example>", "a@szkoly.example"),
        ("Anna Żak <MAILTO:a@szkoly.example>", "a@szkoly.example"),
        ("anna maria.zak@szkoly.example", "annamaria.zak@szkoly.example"),
        ("a+kadra@szkoly.example", "a+kadra@szkoly.example"),
        ("o'hara@szkoly.example", "o'hara@szkoly.example"),
        ("a@b.pl\N{ZERO WIDTH SPACE}", "a@b.pl"),
        ("a@\N{LATIN SMALL LETTER Z WITH DOT ABOVE}ak.pl", "a@żak.pl"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_an_address_has_one_way_of_writing(cell: Cell, address: str) -> None:
    assert parse_email(cell) == address


@pytest.mark.parametrize(
    "cell, code",
    [
        ("zażółć@szkoly.example", "email"),
        ("a@localhost", "email"),
        ("a@[127.0.0.1]", "email"),
        ("a..b@szkoly.example", "email"),
        ("@szkoly.example", "email"),
        ("a@", "email"),
        ("brak", "email"),
        ("=cmd@szkoly.example|x", "email"),
        ("a" * 65 + "@szkoly.example", "email"),
        ("a@" + "b" * 250 + ".pl", "email"),
        ("a@x.pl; b@x.pl", "email_several"),
        ("a@x.pl, b@x.pl", "email_several"),
        ("a@x.pl b@x.pl", "email_several"),
        (12, "email"),
    ],
)
def test_what_is_no_address_is_refused(cell: Cell, code: str) -> None:
    assert code_of(parse_email, cell) == code


@pytest.mark.parametrize(
    "cell, text",
    [
        ("  Bociek -  Sereda\N{NO-BREAK SPACE}", "Bociek - Sereda"),
        ("Zo\u0301s\u0301ka", "Zóśka"),
        ("Ewa\r\nŻak", "Ewa Żak"),
        ("Ewa_x000D_\nŻak", "Ewa Żak"),
        ("plik_x0041_", "plik_x0041_"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}Ewa\N{ZERO WIDTH JOINER}\x00\x1b", "Ewa"),
        ("Тарас Шевченко", "Тарас Шевченко"),
        ("'t Hooft", "'t Hooft"),
        ("-", "-"),
        ("-5", "-5"),
        ("'-5", "-5"),
        ("\tEwa", "Ewa"),
        (279601.0, "279601"),
        (0.5, "0.5"),
        (date(2026, 3, 4), "2026-03-04"),
        (True, "true"),
        ("a" * 255, "a" * 255),
    ],
)
def test_text_is_cleaned(cell: Cell, text: str) -> None:
    assert parse_text(cell) == text


@pytest.mark.parametrize(
    "cell, code",
    [
        ("=1+1", "formula"),
        ("\t=1+1", "formula"),
        ("\r\n@SUM(A1)", "formula"),
        ("\N{ZERO WIDTH SPACE}=1+1", "formula"),
        ("'=1+1", "formula"),
        ("+48 600 000 000", "formula"),
        ("-cmd|' /C calc'!A0", "formula"),
        ("a" * 256, "too_long"),
        ("Micha\N{REPLACEMENT CHARACTER}", "unreadable"),
        ("Micha\x9c", "unreadable"),
    ],
)
def test_text_that_is_no_name_is_refused(cell: Cell, code: str) -> None:
    assert code_of(parse_text, cell) == code


def test_a_telephone_number_may_begin_with_a_plus() -> None:
    assert parse_text("'+48 600 000 000", formulas=True) == "+48 600 000 000"


@given(st.text())
def test_clean_text_is_clean_already(text: str) -> None:
    try:
        clean = parse_text(text, max_length=10_000)
    except BadValue:
        return

    assert clean == clean.strip()
    assert clean.isprintable()


def test_a_refusal_shortens_what_it_shows() -> None:
    with pytest.raises(BadValue) as refusal:
        parse_text("a" * 100_000)

    assert len(refusal.value.value) == 80
    assert refusal.value.at("name").field == "name"
