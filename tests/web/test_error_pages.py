"""Every refusal is a page that says what happened, what to do now, and leads on."""

import logging
from collections.abc import Iterator
from typing import NoReturn

import pytest
from flask import Flask, abort
from jinja2 import DictLoader
from sqlalchemy import text
from werkzeug.test import TestResponse

from app.core.db import db, transaction
from app.core.errors import Conflict, DomainError, Forbidden, NotFound
from app.people.models import Person
from app.web.error_pages import words
from app.web.gate import public
from tests.support.city import City, counted_queries
from tests.support.pages import faults_of


class Closed(Conflict):
    """An error of some feature."""


ERRORS = {
    "not-found": NotFound,
    "forbidden": Forbidden,
    "conflict": Conflict,
    "closed": Closed,
    "domain": DomainError,
    "bug": KeyError,
}


@public
def fail(status: int) -> NoReturn:
    abort(status)


@public
def give_up(kind: str) -> NoReturn:
    raise ERRORS[kind]("Łąka Teresa")


@pytest.fixture(autouse=True)
def broken_views(app: Flask) -> None:
    """The application has views that fail as they are told."""
    app.add_url_rule("/fail/<int:status>", "fail", fail, methods=["GET", "POST"])
    app.add_url_rule("/raise/<kind>", "give_up", give_up)


@pytest.fixture
def english(app: Flask) -> Iterator[None]:
    """`words` speak English."""
    with app.test_request_context(headers={"Cookie": "language=en"}):
        yield


def assert_page(response: TestResponse, status: int) -> None:
    """The answer is a well-made page with a heading, a way out, and the number of its request."""
    assert response.status_code == status
    assert faults_of(response.text) == []
    assert f">{status}</p>" in response.text
    assert 'href="/"' in response.text
    assert len(response.headers["X-Request-ID"]) == 36


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 413, 429, 500, 503])
def test_every_status_has_a_page(app: Flask, status: int) -> None:
    response = app.test_client().get(f"/fail/{status}")

    assert_page(response, status)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    "status, like",
    [
        pytest.param(415, 400, id="a bad request of another kind"),
        pytest.param(418, 400, id="one that nobody thought of"),
        pytest.param(503, 500, id="a fault of ours of another kind"),
    ],
)
def test_a_status_without_words_has_those_of_its_family(status: int, like: int) -> None:
    assert words(status) == words(like)


@pytest.mark.usefixtures("english")
def test_each_refusal_has_words_of_its_own() -> None:
    spoken = [words(status) for status in (400, 401, 403, 404, 405, 409, 413, 429, 500)]

    assert len(set(spoken)) == len(spoken)


@pytest.mark.parametrize(
    "kind, status",
    [
        ("not-found", 404),
        ("forbidden", 403),
        ("conflict", 409),
        ("closed", 409),
        ("domain", 409),
        ("bug", 500),
    ],
)
def test_errors_of_the_domain_have_a_status_and_keep_their_data(
    app: Flask, kind: str, status: int
) -> None:
    response = app.test_client().get(f"/raise/{kind}")

    assert_page(response, status)
    assert "Łąka" not in response.text


def test_an_address_that_does_not_exist(app: Flask) -> None:
    assert_page(app.test_client().get("/nowhere"), 404)


def test_a_wrong_method_names_the_right_one(app: Flask) -> None:
    response = app.test_client().get("/language")

    assert_page(response, 405)
    assert "POST" in response.headers["Allow"]


def test_a_form_without_its_token(app: Flask) -> None:
    assert_page(app.test_client().post("/language"), 400)


def test_a_file_that_is_too_large(app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000

    assert_page(app.test_client().post("/language", data={"next": "x" * 2000}), 413)


def test_a_row_that_somebody_else_removed_meanwhile(city: City) -> None:
    @public
    def change() -> str:
        person = db.session.get_one(Person, city.persons["teresa"])
        with db.engine.begin() as somebody_else:
            somebody_else.execute(text("DELETE FROM employments"))
            somebody_else.execute(text("UPDATE accounts SET person_id = NULL"))
            somebody_else.execute(text("DELETE FROM persons"))
        with transaction():
            return person.last_name

    city.app.add_url_rule("/change", "change", change)

    assert_page(city.client().get("/change"), 409)


def test_a_fault_of_ours_has_one_number_in_page_header_and_log(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    response = app.test_client().get("/raise/bug")

    number = response.headers["X-Request-ID"]
    (record,) = (one for one in caplog.records if one.levelno == logging.ERROR)
    assert number in response.text
    assert number in record.getMessage()
    assert record.exc_info is not None


def test_a_refusal_has_the_same_number_in_page_and_header(app: Flask) -> None:
    response = app.test_client().get("/fail/404")

    assert response.headers["X-Request-ID"] in response.text


def test_the_page_of_a_fault_asks_the_database_nothing(city: City) -> None:
    client = city.client("kazimierz")
    with counted_queries(city.app) as statements:
        response = client.get("/raise/bug")

    assert_page(response, 500)
    assert statements == []


def test_the_page_appears_even_when_the_database_cannot_answer(city: City) -> None:
    client = city.client("kazimierz")
    with city.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("DROP TABLE sign_in_sessions"))

    assert_page(client.get("/"), 500)


def test_there_is_a_last_resort_when_the_page_itself_fails(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    app.jinja_env.loader = DictLoader({})

    response = app.test_client().get("/raise/bug")

    assert response.status_code == 500
    assert response.headers["X-Request-ID"] in response.text
    assert "<a href='/'>" in response.text
    assert "error page" in caplog.text
