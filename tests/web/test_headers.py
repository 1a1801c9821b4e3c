"""Every answer carries the same strict headers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.conftest import application, settings_for
from tests.support.city import City

EXPECTED = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "Content-Type": "text/html; charset=utf-8",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "Vary": "Cookie",
    "X-Content-Type-Options": "nosniff",
}
#: what differs from one answer to the next
OWN = {"Content-Length", "Location", "Set-Cookie", "X-Request-ID"}


@pytest.fixture
def over_https(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application as the world reaches it over HTTPS."""
    address = {"KADRA_BASE_URL": "https://kadra.example.pl"}
    with application(settings_for(database_url, tmp_path, **address)) as app:
        yield app


@pytest.mark.parametrize(
    "persona, url",
    [
        pytest.param(None, "/sign-in", id="a page"),
        pytest.param(None, "/", id="a redirect"),
        pytest.param(None, "/nowhere", id="an error"),
        pytest.param("kazimierz", "/", id="a page behind sign-in"),
    ],
)
def test_an_answer_has_these_headers_and_no_others(
    city: City, persona: str | None, url: str
) -> None:
    response = city.client(persona).get(url)

    found = {name: value for name, value in response.headers if name not in OWN}
    assert found == EXPECTED


def test_every_request_has_a_number_of_its_own(app: Flask) -> None:
    client = app.test_client()

    numbers = {client.get("/sign-in").headers["X-Request-ID"] for _ in range(3)}

    assert len(numbers) == 3


def test_even_a_refused_form_has_a_number(app: Flask) -> None:
    assert app.test_client().post("/language").headers["X-Request-ID"]


def cookies_of(response: TestResponse) -> list[set[str]]:
    """The attributes of each cookie that is set."""
    cookies = response.headers.getlist("Set-Cookie")
    return [{part.strip() for part in cookie.split(";")[1:]} for cookie in cookies]


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(app: Flask) -> None:
    response = app.test_client().get("/sign-in")

    (cookie,) = cookies_of(response)
    assert cookie == {"HttpOnly", "Path=/", "SameSite=Lax"}


def test_over_https_browsers_and_cookies_stay_there(over_https: Flask) -> None:
    response = over_https.test_client().get("/sign-in", base_url="https://kadra.example.pl")

    (cookie,) = cookies_of(response)
    assert "Secure" in cookie
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
