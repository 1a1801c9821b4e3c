"""Addresses of pages keep the filters of a list, and nothing in them can break anything."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.web.pagination import page_number, page_url
from tests.support.city import City
from tests.support.pages import Visitor

LARGEST = 2**31 - 1

#: there is no SQL here
on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@on_one_database
@pytest.mark.parametrize(
    "query, number",
    [
        pytest.param("", 1, id="none asked for"),
        pytest.param("?page=1", 1, id="the first"),
        pytest.param("?page=3", 3, id="another"),
        pytest.param("?page=0", 1, id="below the first"),
        pytest.param("?page=-2", 1, id="below zero"),
        pytest.param("?page=two", 1, id="no number"),
        pytest.param("?page=1.5", 1, id="no whole number"),
        pytest.param(f"?page={LARGEST}", LARGEST, id="as many as a database may count"),
        pytest.param(f"?page={LARGEST + 1}", 1, id="one more"),
        pytest.param("?page=" + "9" * 5000, 1, id="a number as long as a page"),
    ],
)
def test_the_address_asks_for_a_page(app: Flask, query: str, number: int) -> None:
    with app.test_request_context(f"/people/{query}"):
        assert page_number() == number


@on_one_database
@pytest.mark.parametrize(
    "asked, address",
    [
        pytest.param("/log", "/log?page=2", id="no filter"),
        pytest.param("/log?area=people", "/log?area=people&page=2", id="a filter"),
        pytest.param("/log?page=7&area=people", "/log?area=people&page=2", id="another page"),
        pytest.param("/log?a=1&a=2", "/log?a=1&a=2&page=2", id="a filter with two values"),
        pytest.param("/log?q=Łąka+%26", "/log?q=%C5%81%C4%85ka+%26&page=2", id="any letters"),
        pytest.param(
            "/people/3?tab=x&person_id=4", "/people/3?tab=x&person_id=4&page=2", id="a thing's page"
        ),
        pytest.param(
            "/log?endpoint=x&_external=1&_scheme=javascript&_anchor=y&_method=z&values=1",
            "/log?endpoint=x&_external=1&_scheme=javascript&_anchor=y&_method=z&values=1&page=2",
            id="names that mean something inside",
        ),
    ],
)
def test_the_address_of_a_page_keeps_the_filters(app: Flask, asked: str, address: str) -> None:
    with app.test_request_context(asked):
        assert page_url(2) == address


@pytest.mark.parametrize(
    "number, status",
    [
        pytest.param("999999", 404, id="no such person"),
        pytest.param(str(LARGEST), 404, id="the largest number of a row"),
        pytest.param(str(LARGEST + 1), 404, id="one more"),
        pytest.param("9" * 40, 404, id="a number that no database takes"),
        pytest.param("-1", 404, id="below zero"),
    ],
)
def test_a_number_that_no_row_has_leads_nowhere(city: City, number: str, status: int) -> None:
    assert city.client("kazimierz").get(f"/people/{number}").status_code == status


@pytest.mark.parametrize(
    "url",
    [
        "/coverage/rules/W9%002026",
        "/coverage/rules/%00",
        "/coverage/units/1?rule=W%00",
        "/reminders/units/1?rule=W%00",
    ],
)
def test_a_letter_that_no_row_has_leads_nowhere(city: City, url: str) -> None:
    assert city.client("kazimierz").get(url).status_code == 404


@pytest.mark.parametrize("page", [str(LARGEST), "9" * 40, "-1"])
@pytest.mark.parametrize("url", ["/log", "/people/", "/accounts/"])
def test_a_page_that_no_list_has_is_answered_calmly(city: City, url: str, page: str) -> None:
    persona = "adam" if url == "/accounts/" else "kazimierz"

    assert city.client(persona).get(f"{url}?page={page}").status_code == 200


def test_a_download_keeps_filters_whatever_they_are_called(
    visitor: Callable[[str], Visitor],
) -> None:
    """Names that mean something to the maker of addresses are no exception."""
    text = visitor("kazimierz").get("/people/?endpoint=x&_external=1&ending=y")

    assert '/people/table.csv?endpoint=x&amp;_external=1&amp;ending=y"' in text
