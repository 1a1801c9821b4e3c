"""Guessing codes leads nowhere, costs little, and takes nothing from those who have one."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.accounts.misses import Misses
from app.core import clock
from app.core.paper.codes import new_code
from certificates.models import Certificate
from tests.support.city import City, counted_queries
from tests.support.pages import Visitor

ROOM = 100


def test_after_many_misses_the_answer_is_to_wait(visitor: Callable[..., Visitor]) -> None:
    client = visitor(None).client
    for _ in range(ROOM):
        assert client.get(f"/v/{new_code()}").status_code == 404

    refused = client.get(f"/v/{new_code()}")

    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 15 * 60
    assert "came many codes that no certificate has" in refused.text


def test_whoever_has_a_certificate_is_answered_all_the_same(
    visitor: Callable[..., Visitor], issued: Certificate
) -> None:
    """A school, or a whole town behind one mobile operator, shares an address with the guesser."""
    stranger = visitor(None)
    for _ in range(ROOM + 1):
        stranger.client.get(f"/v/{new_code()}")

    for _ in range(60):
        assert stranger.client.get(f"/v/{issued.code}").status_code == 200


def test_genuine_codes_and_typing_errors_do_not_count(
    city: City, visitor: Callable[..., Visitor], issued: Certificate
) -> None:
    client = visitor(None).client
    wrong = issued.code[:-1] + ("0" if issued.code[-1] != "0" else "1")

    for code in (issued.code, wrong) * (ROOM + 1):
        client.get(f"/v/{code}")

    misses: Misses = city.app.extensions["certificate_misses"]
    assert not misses._newest_first


def test_guesses_leave_the_page_and_the_database_as_they_were(
    city: City, visitor: Callable[..., Visitor], issued: Certificate
) -> None:
    """Each asks the database once at most, and writes nothing."""
    client = visitor(None).client
    with counted_queries(city.app) as statements:
        for number in range(500):
            code = new_code()
            client.get(f"/v/{code}", environ_base={"REMOTE_ADDR": f"10.0.{number % 3}.1"})

    assert len(statements) == 2 * 500  # certificates, then lists
    assert all(statement.startswith("SELECT") for statement in statements)
    assert issued.number in visitor(None).get(f"/v/{issued.code}", budget=1)


def test_the_clock_is_what_ends_the_wait(
    visitor: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visitor(None).client
    for _ in range(ROOM + 1):
        client.get(f"/v/{new_code()}")
    later = clock.now() + timedelta(minutes=15)

    monkeypatch.setattr(clock, "now", lambda: later)

    assert client.get(f"/v/{new_code()}").status_code == 404
