"""What the scanner is given: a page about nobody, names by mark, and leave to use the camera."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.attendance.queries.links import badge_codes
from app.attendance.queries.roster import badge_mark
from app.core.db import transaction
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.sessions import add_session

Browsing = Callable[[str | None], Visitor]


@pytest.fixture
def meeting(city: City) -> int:
    """Tomasz leads a meeting that school A is invited to."""
    with city.app.app_context(), transaction():
        session = add_session(
            city.units["city"], invited=[city.units["a"]], trainers=[city.accounts["tomasz"]]
        )
        return session.meetings[0].id


def test_only_the_scanner_may_use_the_camera(visitor: Browsing, meeting: int) -> None:
    tomasz = visitor("tomasz").client

    scanner, other = tomasz.get(f"/scanner/{meeting}"), tomasz.get("/courses/")

    assert "camera=(self)" in scanner.headers["Permissions-Policy"]
    assert "camera=()" in other.headers["Permissions-Policy"]
    assert "script-src 'self' 'wasm-unsafe-eval';" in scanner.headers["Content-Security-Policy"]
    assert "wasm" not in other.headers["Content-Security-Policy"]


def test_the_page_that_a_phone_keeps_says_nothing_about_people(
    visitor: Browsing, meeting: int
) -> None:
    page = visitor("tomasz").get(f"/scanner/{meeting}")

    assert "Ćwiczenie" in page
    assert not re.search("Tomasz|Teresa|Hanna|csrf", page)


def test_without_scripts_the_page_leads_to_where_names_can_be_ticked(
    visitor: Browsing, meeting: int
) -> None:
    page = visitor("tomasz").get(f"/scanner/{meeting}")

    fallback = page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert f'href="/meetings/{meeting}"' in fallback


def test_a_phone_knows_who_is_expected_by_a_mark_that_makes_no_badge(
    city: City, visitor: Browsing, meeting: int
) -> None:
    answer = visitor("tomasz").client.get(f"/scanner/{meeting}/roster")

    told = answer.get_json()
    people = {one["name"]: one for one in told["people"]}
    with city.app.app_context():
        codes = badge_codes(city.persons.values())
    teresa = codes[city.persons["teresa"]]
    assert sorted(people) == ["Hanna Żak", "Teresa Łąka"]
    assert people["Teresa Łąka"]["badge"] == badge_mark(teresa)
    assert people["Teresa Łąka"]["school"] == "SP nr 1"
    assert not any(code in answer.text for code in codes.values())
    assert (told["present"], told["expected"]) == (0, 2)


def test_a_list_that_the_phone_has_is_not_sent_again(
    city: City, visitor: Browsing, meeting: int
) -> None:
    tomasz, address = visitor("tomasz").client, f"/scanner/{meeting}/roster"
    known = tomasz.get(address).get_json()
    assert tomasz.get(f"{address}?known={known['version']}").status_code == 204

    scan = {"key": "k1", "code": None, "person_id": city.persons["teresa"], "kind": "in"}
    sent = scan | {"way": "name", "age_ms": 0, "offline": False}
    tomasz.post(
        f"/scanner/{meeting}/scans",
        json={"device": "phone", "scans": [sent]},
        headers={"X-CSRFToken": known["csrf_token"]},
    )

    later = tomasz.get(f"{address}?known={known['version']}").get_json()
    [teresa] = [one for one in later["people"] if one["id"] == city.persons["teresa"]]
    assert later["present"] == 1
    assert teresa["in_at"] is not None


def test_everything_that_the_worker_keeps_is_there(app: Flask) -> None:
    client = app.test_client()
    worker = client.get("/scanner/worker.js")

    files = re.findall(r'"(/static/[^"]+)"', worker.text)

    assert worker.mimetype == "text/javascript"
    assert len(files) > 15
    assert {kind_of(client, path) for path in files} >= {
        "text/css",
        "text/javascript",
        "font/woff2",
    }


def test_the_app_has_a_name_and_icons(app: Flask) -> None:
    client = app.test_client()

    manifest = client.get("/scanner/manifest.webmanifest").get_json(force=True)

    assert manifest["scope"] == manifest["start_url"] == "/scanner/"
    assert {kind_of(client, icon["src"]) for icon in manifest["icons"]} == {"image/png"}


def kind_of(client: FlaskClient, path: str) -> str:
    """The kind of file at the address."""
    with client.get(path) as answer:
        assert answer.status_code == 200, path
        return str(answer.mimetype)
