"""Kadra speaks Polish unless told otherwise, and writes days and numbers as each language does."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import force_locale

from app.accounts.models import Account
from app.core.db import transaction
from app.web.languages import (
    LANGUAGES,
    date_full,
    date_short,
    moment,
    number,
    percent,
    select_language,
)
from tests.support.city import City
from tests.support.pages import Visitor

DAY = date(2026, 6, 30)


def language_of(html: str) -> str:
    """The language that a page says it is in."""
    return html.partition('<html lang="')[2].partition('"')[0]


def speak(city: City, persona: str, language: str) -> None:
    """The account of the persona is kept in this language."""
    with city.app.app_context(), transaction() as session:
        session.get_one(Account, city.accounts[persona]).language = language


@pytest.mark.parametrize(
    "cookie, account, language",
    [
        pytest.param(None, None, "pl", id="Polish by default"),
        pytest.param("uk", None, "uk", id="the browser's choice"),
        pytest.param("de", None, "pl", id="a language we do not speak"),
        pytest.param("", None, "pl", id="no language at all"),
        pytest.param(None, "en", "en", id="the account's choice"),
        pytest.param("de", "en", "en", id="the account's, if the browser's means nothing"),
        pytest.param("uk", "en", "uk", id="the browser's choice goes first"),
    ],
)
def test_the_language_is_the_browsers_else_the_accounts_else_polish(
    city: City, cookie: str | None, account: str | None, language: str
) -> None:
    if account:
        speak(city, "kazimierz", account)
    client = city.client("kazimierz" if account else None)
    if cookie is not None:
        client.set_cookie("language", cookie)

    assert language_of(client.get("/nowhere").text) == language


def test_what_the_browser_was_sold_with_does_not_matter(city: City) -> None:
    page = city.client().get("/sign-in", headers={"Accept-Language": "de,en;q=0.9"})

    assert language_of(page.text) == "pl"


@pytest.mark.parametrize("language", LANGUAGES)
def test_switching_is_remembered_and_leads_back(city: City, language: str) -> None:
    visitor = Visitor(city)

    visitor.client.environ_base["HTTP_REFERER"] = "http://localhost/forgotten-password?a=1"

    response = visitor.post("/language", {"language": language})

    assert response.headers["Location"] == "/forgotten-password?a=1"
    assert language_of(visitor.get("/forgotten-password")) == language


def test_a_language_we_do_not_speak_is_not_remembered(city: City) -> None:
    visitor = Visitor(city)

    response = visitor.post("/language", {"language": "de"})

    assert response.headers.getlist("Set-Cookie") == []
    assert language_of(visitor.get("/sign-in")) == "pl"


def test_the_page_marks_the_language_it_is_in(city: City) -> None:
    client = city.client()
    client.set_cookie("language", "uk")

    assert 'value="uk" aria-current="true"' in client.get("/sign-in").text


def test_commands_speak_polish(app: Flask) -> None:
    with app.app_context():
        assert select_language() == "pl"


@pytest.mark.parametrize(
    "language, full, short, instant",
    [
        ("pl", "30 czerwca 2026", "30.06.2026", "30.06.2026, 14:36"),
        ("en", "30 June 2026", "30 Jun 2026", "30 Jun 2026, 14:36"),
        ("uk", "30 червня 2026", "30.06.2026", "30.06.2026, 14:36"),
    ],
)
def test_days_and_times_are_written_as_in_each_language(
    app: Flask, language: str, full: str, short: str, instant: str
) -> None:
    with app.app_context(), force_locale(language):
        assert date_full(DAY) == full
        assert date_short(DAY) == short
        assert moment(datetime(2026, 6, 30, 12, 36, tzinfo=UTC)) == instant


def test_a_time_near_midnight_stands_with_its_day_in_warsaw(app: Flask) -> None:
    with app.app_context(), force_locale("pl"):
        assert moment(datetime(2026, 6, 30, 22, 5, tzinfo=UTC)) == "01.07.2026, 00:05"


@pytest.mark.parametrize(
    "tenths, pl, en",
    [
        pytest.param(0, "0,0%", "0.0%", id="none"),
        pytest.param(763, "76,3%", "76.3%", id="a share"),
        pytest.param(799, "79,9%", "79.9%", id="just under eighty is not eighty"),
        pytest.param(800, "80,0%", "80.0%", id="eighty"),
        pytest.param(999, "99,9%", "99.9%", id="just under all"),
        pytest.param(1000, "100,0%", "100.0%", id="all"),
        pytest.param(None, "–", "–", id="nobody to count"),
    ],
)
def test_a_share_is_never_rounded(app: Flask, tenths: int | None, pl: str, en: str) -> None:
    with app.app_context():
        for language, shown in {"pl": pl, "en": en, "uk": pl}.items():
            with force_locale(language):
                assert percent(tenths) == shown


@pytest.mark.parametrize(
    "value, pl, en",
    [
        pytest.param(512, "512", "512", id="a small number"),
        pytest.param(30000, "30\xa0000", "30,000", id="thousands"),
        pytest.param(Decimal("4.7"), "4,7", "4.7", id="a fraction"),
    ],
)
def test_numbers_are_written_as_in_each_language(
    app: Flask, value: int | Decimal, pl: str, en: str
) -> None:
    with app.app_context():
        for language, shown in {"pl": pl, "en": en, "uk": pl}.items():
            with force_locale(language):
                assert number(value) == shown
