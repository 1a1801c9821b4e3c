"""Dates are understood in every Polish way of writing, and never in the American one."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.tables.cells import Cell
from app.core.tables.dates import parse_date
from app.core.tables.errors import BadValue

FOURTH_OF_MARCH = date(2026, 3, 4)


def code_of(cell: Cell) -> str:
    with pytest.raises(BadValue) as refusal:
        parse_date(cell)
    return refusal.value.code


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-04",
        "04.03.2026",
        "4.3.26",
        "4. 3. 2026",
        "04/03/2026",
        "04-03-2026 r.",
        " 4.03.2026\N{NO-BREAK SPACE}r. ",
        "2026.03.04",
        "20260304",
        "2026-03-04 00:00:00",
        "2026-03-04T23:59:59.999",
        "4 marca 2026",
        "4 marca 2026 roku",
        "4 MARZEC 2026",
        "4-mar-26",
        "4 III 2026",
        "4.III.2026",
        "46085",
        "46085.5",
        46085,
        46085.99,
        FOURTH_OF_MARCH,
        datetime(2026, 3, 4, 23, 59),  # noqa: DTZ001  Excel knows no zones
    ],
)
def test_a_date_is_understood(cell: Cell) -> None:
    assert parse_date(cell) == FOURTH_OF_MARCH


@pytest.mark.parametrize(
    "text, month",
    [
        ("15 stycznia 2026", 1),
        ("15 lutego 2026", 2),
        ("15 kwietnia 2026", 4),
        ("15 maja 2026", 5),
        ("15 czerwca 2026", 6),
        ("15 lipca 2026", 7),
        ("15 sierpnia 2026", 8),
        ("15 września 2026", 9),
        ("15 października 2026", 10),
        ("15 listopada 2026", 11),
        ("15 grudnia 2026", 12),
        ("15 XII 2026", 12),
    ],
)
def test_every_month_has_a_name(text: str, month: int) -> None:
    assert parse_date(text) == date(2026, month, 15)


@pytest.mark.parametrize(
    "text, year", [("4.3.12", 2012), ("4.3.49", 2049), ("4.3.50", 1950), ("4.3.98", 1998)]
)
def test_two_digits_of_a_year_lie_between_1950_and_2049(text: str, year: int) -> None:
    assert parse_date(text) == date(year, 3, 4)


@pytest.mark.parametrize(
    "cell, day", [("01.01.1900", date(1900, 1, 1)), (73415, date(2100, 12, 31))]
)
def test_the_ends_of_the_range_are_dates(cell: Cell, day: date) -> None:
    assert parse_date(cell) == day


@pytest.mark.parametrize(
    "cell, code",
    [
        ("31.02.2026", "date_impossible"),
        ("29.02.2025", "date_impossible"),
        ("00.01.2026", "date_impossible"),
        ("2026-02-30", "date_impossible"),
        ("20260230", "date_impossible"),
        ("0000-01-01", "date_impossible"),
        ("03/25/2026", "date_month_first"),
        ("2026-25-03", "date_month_first"),
        ("31.12.1899", "date_range"),
        ("01.01.2101", "date_range"),
        (73416, "date_range"),
        (date(9999, 12, 31), "date_range"),
        (1e300, "date_range"),
        (float("inf"), "date_range"),
        (float("nan"), "date_format"),
        (2026, "date_format"),
        (-1, "date_format"),
        ("2026", "date_format"),
        ("wrzesień 2026", "date_format"),
        ("4 brumaire 2026", "date_format"),
        ("4.3-2026", "date_format"),
        ("٤.٣.٢٠٢٦", "date_format"),
        ("=TODAY()", "date_format"),
        ("9" * 100_000, "date_format"),
        (True, "date_format"),
        (time(12), "date_format"),
        (timedelta(days=1), "date_format"),
    ],
)
def test_what_is_no_date_is_refused(cell: Cell, code: str) -> None:
    assert code_of(cell) == code


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_survives_both_ways_of_writing(day: date) -> None:
    assert parse_date(day.isoformat()) == parse_date(f"{day.day}.{day.month}.{day.year}") == day
