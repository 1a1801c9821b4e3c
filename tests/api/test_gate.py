"""A token opens what concerns its unit and all below it; nothing else does."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.api.models import ApiToken
from app.core import clock
from app.core.db import db, transaction
from tests.api.conftest import Program, Programs
from tests.support.city import City
from tests.support.pages import Visitor


@pytest.mark.parametrize("token", ["", "kadra_wrong", "ł", "\x7f"])
def test_without_a_token_that_works_there_is_a_challenge_and_a_sentence(
    city: City, token: str
) -> None:
    response = Program(city.app.test_client(), token).ask("/units")

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer realm=Kadra"
    assert response.content_type == "application/problem+json"
    problem = response.get_json()
    assert (problem["status"], problem["instance"]) == (401, response.headers["X-Request-ID"])
    assert problem["detail"]


def test_a_sign_in_opens_nothing(visitor: Callable[[str], Visitor]) -> None:
    assert visitor("adam").client.get("/api/v1/units").status_code == 401


@pytest.mark.parametrize(
    "path",
    [
        *("/units/{b}", "/units/{city}", "/units/{b}/coverage", "/units/{city}/trend"),
        *("/units/{b}/comparison?before=2026-01-01&after=2026-06-30", "/units/{b}/snapshots"),
        *("/units/{b}/people", "/units/987654", "/snapshots/987654", "/rules/nothing", "/nowhere"),
    ],
)
def test_what_lies_outside_the_unit_does_not_exist(
    city: City, program: Programs, path: str
) -> None:
    response = program("a", sees_people=True).ask(path.format(**city.units))

    assert response.status_code == 404
    assert response.content_type == "application/problem+json"


def test_a_token_for_a_school_sees_the_school_alone(city: City, program: Programs) -> None:
    said = program("a").read("/units")

    assert [one["id"] for one in said["items"]] == [city.units["a"]]
    assert said["items"][0]["parent_id"] is None
    assert said["page"] == {"number": 1, "pages": 1, "total": 1, "next": None}


def test_a_token_for_figures_is_told_so_where_people_are_named(
    city: City, program: Programs
) -> None:
    reader = program("city")
    reader.client.set_cookie("language", "en")

    response = reader.ask(f"/units/{city.units['a']}/people")

    assert response.status_code == 403
    assert "figures only" in response.get_json()["detail"]


def test_a_token_works_until_its_last_day_or_until_it_is_revoked(
    city: City, program: Programs
) -> None:
    assert program(days=0).ask("/token").status_code == 200
    assert program(days=-1).ask("/token").status_code == 401

    revoked = program()
    with city.app.app_context(), transaction() as session:
        for one in session.scalars(select(ApiToken)):
            one.revoked_at, one.revoked_by = clock.now(), "Adam"
    assert revoked.ask("/token").status_code == 401


def test_the_day_of_the_last_use_is_kept(city: City, program: Programs) -> None:
    reader = program()
    for _ in range(2):
        reader.ask("/token")

    with city.app.app_context():
        assert db.session.scalars(select(ApiToken.last_used_on)).one() == clock.today()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(program: Programs, method: str) -> None:
    reader = program()

    headers = {"Authorization": f"Bearer {reader.token}"}
    response = getattr(reader.client, method)("/api/v1/units", headers=headers)

    assert response.status_code in {400, 405}
    assert response.content_type == "application/problem+json"


def test_whoever_tries_tokens_is_slowed_down_and_others_are_not(
    city: City, program: Programs
) -> None:
    limits = city.app.extensions["api_limits"]
    for _ in range(100):
        limits.misses.count("127.0.0.1", clock.now())

    response = Program(city.app.test_client(), "kadra_guess").ask("/token")

    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= timedelta(minutes=15).total_seconds()
    assert program().ask("/token").status_code == 200


def test_one_token_may_not_ask_without_end(
    city: City, program: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(city.app.extensions["api_limits"].calls, "_limit", 2)
    reader = program()

    answers = [reader.ask("/token").status_code for _ in range(3)]

    assert answers == [200, 200, 429]
