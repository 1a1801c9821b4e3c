"""Every address of Kadra stands in the table of who may what, and keeps to it."""

from collections.abc import Iterator

import pytest
from werkzeug.test import TestResponse

from tests.architecture.who_may import PAGES, PERSONAS, Row, rows_of
from tests.architecture.who_may_send import FORMS
from tests.conftest import application, migrated_database, settings_for
from tests.support.furnished import House, furnish
from tests.support.pages import Visitor


def each_row(table: str) -> pytest.MarkDecorator:
    """A test for each line, named after its endpoint."""
    return pytest.mark.parametrize(
        "row", [pytest.param(row, id=row.endpoint) for row in rows_of(table)]
    )


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """Shared by the whole module: pages change nothing, and forms put it back."""
    root = tmp_path_factory.mktemp("house")
    folder = root / "data"
    folder.mkdir()
    with (
        migrated_database(request, folder) as url,
        application(settings_for(url, folder, KADRA_DEMO="1")) as app,
    ):
        city, names = furnish(app)
        house = House(city, names, folder, root / "kept")
        house.keep()
        yield house


def browser(house: House, persona: str) -> Visitor:
    """A browser of the persona."""
    return Visitor(house.city, None if persona == "nobody" else persona)


@each_row(PAGES)
def test_a_page_opens_for_these(house: House, row: Row) -> None:
    url = row.address.format(**house.names)

    answers = {who: shown(browser(house, who).client.get(url)) for who in PERSONAS}

    assert answers == dict(zip(PERSONAS, row.answers, strict=True))


@each_row(FORMS)
@pytest.mark.parametrize("house", ["sqlite"], indirect=True)
def test_a_form_is_taken_from_these(house: House, row: Row) -> None:
    """Asked on one database only: the pages have shown that the gate is the same on both."""
    url = row.address.format(**house.names)

    answers = {who: taken(house, who, url) for who in PERSONAS}

    assert answers == dict(zip(PERSONAS, row.answers, strict=True))


@pytest.mark.parametrize("house", ["sqlite"], indirect=True)
def test_every_endpoint_stands_in_the_table(house: House) -> None:
    """A new endpoint is not finished before somebody has said here who it is for."""
    rules = [rule for rule in house.city.app.url_map.iter_rules() if rule.endpoint != "stylesheet"]
    for method, table in (("GET", PAGES), ("POST", FORMS)):
        served = {rule.endpoint for rule in rules if method in (rule.methods or ())}
        assert served == {row.endpoint for row in rows_of(table)}
    assert {method for rule in rules for method in rule.methods or ()} <= {
        *("GET", "HEAD", "OPTIONS", "POST")
    }


def shown(response: TestResponse) -> str:
    """How a page answered, in a word of the table."""
    with response:
        if response.status_code == 302:
            return "in" if response.headers["Location"].startswith("/sign-in") else "go"
        return str(response.status_code)


def taken(house: House, persona: str, url: str) -> str:
    """How an empty form of the persona is taken; what it changed is put back."""
    visitor = browser(house, persona)
    response = visitor.send(url)
    if response.status_code in {401, 403, 404}:
        return str(response.status_code)
    house.restore()
    assert response.status_code < 500
    return "may"
