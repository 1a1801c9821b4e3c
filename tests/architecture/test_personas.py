"""Every address of Kadra stands in the table of who may what, and keeps to it."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from werkzeug.test import TestResponse

from tests.architecture.source import PRODUCT, files
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


#: what lists are asked for, all at once, by names that are read one by one or by a form
ASKED = (
    *("after", "area", "as_of", "before", "beside", "category", "check", "code", "completed_from"),
    *("completed_to", "cursor", "from", "kind", "known", "marked", "move", "next", "numbers", "on"),
    *("order", "page", "parent", "part", "q", "question", "reason", "reference", "rule", "since"),
    *("source", "standing", "state", "training", "unit", "unit_id", "until"),
)
#: letters that databases refuse, too much, too large, and the ends of the calendar
STRANGE = ("\0", "x" * 10_000, "9" * 40, "0001-01-01", "9999-12-31")
#: what only PostgreSQL refuses
REFUSED_BY_POSTGRESQL = ("\0",)


def test_no_page_breaks_when_it_is_asked_for_what_is_not(house: House) -> None:
    """One that cannot be shown so is not found, or is shown as if nobody had asked."""
    is_sqlite = house.city.app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite")
    asked = [
        urlencode(dict.fromkeys(ASKED, strange))
        for strange in (STRANGE if is_sqlite else REFUSED_BY_POSTGRESQL)
    ]
    broken, clients = [], {who: browser(house, who).client for who in ("kazimierz", "adam")}
    for row in rows_of(PAGES):
        may = {who for who, said in zip(PERSONAS, row.answers, strict=True) if said == "200"}
        url = row.address.format(**house.names)
        mark = "&" if "?" in url else "?"
        for client in [clients[who] for who in clients if who in may][:1]:
            for questions in asked:
                with client.get(f"{url}{mark}{questions}") as answer:
                    if answer.status_code not in {200, 302, 304, 400, 404}:
                        broken.append((url, questions[:40], answer.status_code))
    assert broken == []


def test_every_question_that_addresses_ask_is_tried() -> None:
    """Those that forms read are added by hand."""
    asked = re.compile(r"""args\.get\(\s*["'](\w+)""")
    sources = (path.read_text(encoding="utf-8") for path in files("*.py", *PRODUCT))
    found = {name for text in sources for name in asked.findall(text)}
    assert found <= set(ASKED)


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
