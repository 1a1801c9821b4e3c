"""What people type is tidied before anybody judges it."""

from datetime import date, time

import pytest
from flask import Flask

from app.web.base_form import BaseForm, ClockField, DayField, Given, TextField, WholeNumberField

#: there is no SQL here
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Sample(BaseForm):
    """A form with a text and a day."""

    name = TextField("Name", [Given()])
    day = DayField("Day", [Given()])
    hour = ClockField("Hour", [Given()])
    seats = WholeNumberField("Seats", default=12)


def filled_in(app: Flask, **data: str) -> Sample:
    """The form as it arrived, judged."""
    with app.test_request_context("/", method="POST", data=data, headers={"Cookie": "language=en"}):
        form = Sample(meta={"csrf": False})
        form.validate()
        return form


@pytest.mark.parametrize(
    "typed, kept",
    [
        pytest.param("  Łąka ", "Łąka", id="without blanks around"),
        pytest.param("Anna\tMaria", "Anna Maria", id="a tab is a blank"),
        pytest.param("SP\r\nnr 1", "SP  nr 1", id="so is the end of a line"),
        pytest.param("SP\u2028nr 1", "SP nr 1", id="of whatever kind, for it would end a header"),
        pytest.param("gpj.\u202efdp", "gpj.fdp", id="nothing turns the direction of letters"),
        pytest.param("No\x00wak\x7f", "Nowak", id="what no database takes is gone"),
        pytest.param("O’Neil-Kowalska 🎓", "O’Neil-Kowalska 🎓", id="any other letters stay"),
    ],
)
def test_text_is_trimmed_and_holds_no_control_characters(app: Flask, typed: str, kept: str) -> None:
    assert filled_in(app, name=typed).name.data == kept


@pytest.mark.parametrize("typed", ["", "   ", "\t", "\x00"])
def test_blanks_are_nothing(app: Flask, typed: str) -> None:
    assert filled_in(app, name=typed).name.errors == ["Fill in this field."]


def test_a_day_is_a_day(app: Flask) -> None:
    assert filled_in(app, day="2026-06-30").day.data == date(2026, 6, 30)


@pytest.mark.parametrize(
    "typed, message",
    [
        pytest.param("", "Fill in this field.", id="nothing"),
        pytest.param(
            "2026-02-31", "This is not a date. Write it like 2026-06-30.", id="no such day"
        ),
        pytest.param("30.06", "This is not a date. Write it like 2026-06-30.", id="half a date"),
        pytest.param(
            "1899-12-31", "Check the year: it should be between 1900 and 2100.", id="too early"
        ),
        pytest.param(
            "2101-01-01", "Check the year: it should be between 1900 and 2100.", id="too late"
        ),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused_in_one_sentence(
    app: Flask, typed: str, message: str
) -> None:
    form = filled_in(app, day=typed)

    assert form.day.errors == [message]
    assert form.day.data is None


@pytest.mark.parametrize("typed", ["1900-01-01", "2100-12-31"])
def test_the_years_at_the_edge_can_be_meant(app: Flask, typed: str) -> None:
    assert filled_in(app, day=typed).day.errors == []


@pytest.mark.parametrize(
    "typed, read",
    [
        pytest.param("14:00", time(14), id="as browsers send it"),
        pytest.param("8.05", time(8, 5), id="as people write it"),
        pytest.param(" 08:05:30 ", time(8, 5), id="seconds do not matter"),
        pytest.param("00:00", time(0), id="midnight is a time too"),
    ],
)
def test_a_time_is_a_time_of_day(app: Flask, typed: str, read: time) -> None:
    field = filled_in(app, hour=typed).hour

    assert (field.data, list(field.errors)) == (read, [])


@pytest.mark.parametrize("typed", ["24:00", "12:60", "noon", "8"])
def test_what_is_no_time_is_refused(app: Flask, typed: str) -> None:
    assert filled_in(app, hour=typed).hour.errors == [
        "This is not a time of day. Write it like 14:00."
    ]


@pytest.mark.parametrize(
    "typed, read",
    [
        pytest.param("30", 30, id="a number"),
        pytest.param("", None, id="what stood there is emptied"),
        pytest.param("  ", None, id="blanks are nothing here, too"),
        pytest.param("many", None, id="words are no number"),
    ],
)
def test_a_whole_number_or_nothing(app: Flask, typed: str, read: int | None) -> None:
    assert filled_in(app, seats=typed).seats.data == read
