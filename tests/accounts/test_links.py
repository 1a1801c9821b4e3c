"""A mailed link works once, for a while, and only the newest of its kind."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from app.accounts import hashing
from app.accounts.models import AccessLink, Account
from app.accounts.services.passwords import ask_for_reset, send_link
from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from tests.accounts.conftest import Give
from tests.accounts.keys import (
    ANOTHER,
    PASSWORD,
    WRONG,
    account_in,
    actions_on,
    is_signed_in,
    type_password,
)
from tests.support.city import City
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]
Send = Callable[[str], str]

BY = command_line("test")
HOUR = timedelta(hours=1)


@pytest.fixture
def sent_link(app: Flask, city: City) -> Send:
    """A fresh link for the persona, as an administrator sends it; its path."""

    def send(persona: str) -> str:
        with app.app_context(), transaction():
            account = db.session.get_one(Account, city.accounts[persona])
            return f"/link/{send_link(account, lifetime=HOUR, at=clock.now(), by=BY).token}"

    return send


def test_the_invited_choose_a_password_and_are_in(
    city: City, visitor: Visit, sent_link: Send
) -> None:
    path = sent_link("teresa")
    somebody = visitor(None)

    page = somebody.get(path)
    answer = somebody.post(path, {"password": ANOTHER})

    assert "teresa@szkoly.example" in page
    assert "At least 12 characters" in page
    assert answer.headers["Location"] == "/"
    assert is_signed_in(somebody.client)
    assert type_password(visitor(None), "teresa@szkoly.example", ANOTHER) == "/"
    assert actions_on(city, "teresa") == ["accounts.invited", "accounts.accepted"]


def test_looking_uses_nothing_up(visitor: Visit, sent_link: Send) -> None:
    """Programs that scan mail open every link."""
    path = sent_link("teresa")
    for _ in range(3):
        visitor(None).get(path)
        visitor(None).client.head(path)

    visitor(None).post(path, {"password": ANOTHER})


def test_a_link_works_once(visitor: Visit, sent_link: Send) -> None:
    path = sent_link("teresa")
    visitor(None).post(path, {"password": ANOTHER})

    page = visitor(None).get(path, status=410)
    visitor(None).post(path, {"password": PASSWORD}, status=410)

    assert "This link no longer works" in page
    assert "/forgotten-password" in page
    type_password(visitor(None), "teresa@szkoly.example", PASSWORD, status=422)


def test_a_link_that_expired_is_dead(app: Flask, visitor: Visit, sent_link: Send) -> None:
    path = sent_link("teresa")
    with app.app_context(), transaction():
        db.session.execute(update(AccessLink).values(expires_at=clock.now()))

    visitor(None).get(path, status=410)
    visitor(None).post(path, {"password": ANOTHER}, status=410)


def test_a_newer_link_kills_the_older(visitor: Visit, sent_link: Send) -> None:
    older, newer = sent_link("teresa"), sent_link("teresa")

    visitor(None).get(older, status=410)
    visitor(None).get(newer)


def test_a_stranger_who_asks_for_a_reset_does_not_kill_the_invitation(
    app: Flask, visitor: Visit, sent_link: Send
) -> None:
    invitation = sent_link("teresa")
    with app.app_context(), transaction():
        ask_for_reset("teresa@szkoly.example", lifetime=HOUR, at=clock.now(), by=BY)

    visitor(None).get(invitation)


def test_using_one_link_kills_every_other(app: Flask, visitor: Visit, sent_link: Send) -> None:
    invitation = sent_link("teresa")
    with app.app_context(), transaction():
        reset = ask_for_reset("teresa@szkoly.example", lifetime=HOUR, at=clock.now(), by=BY)
    assert reset is not None

    visitor(None).post(f"/link/{reset.token}", {"password": ANOTHER})

    visitor(None).get(invitation, status=410)


@pytest.mark.parametrize("token", ["x", "x" * 3000, "' OR 1=1 --", "%00", "ł", "..%2f.."])
def test_a_link_that_was_never_sent_is_as_dead(visitor: Visit, token: str) -> None:
    answer = visitor(None).client.get(f"/link/{token}")

    assert answer.status_code in {404, 410}


def test_a_reset_signs_out_everybody_else(
    city: City, visitor: Visit, given_password: Give, sent_link: Send
) -> None:
    given_password("teresa")
    thief = visitor("teresa")

    visitor(None).post(sent_link("teresa"), {"password": ANOTHER})

    assert not is_signed_in(thief.client)
    assert actions_on(city, "teresa") == ["accounts.reset_sent", "accounts.password_reset"]


def test_a_reset_forgives_the_wrong_tries(
    visitor: Visit, given_password: Give, sent_link: Send
) -> None:
    address = given_password("teresa")
    for _ in range(5):
        type_password(visitor(None), address, WRONG, status=422)

    visitor(None).post(sent_link("teresa"), {"password": ANOTHER})

    type_password(visitor(None), address, ANOTHER)


@pytest.mark.parametrize(
    "password, words",
    [
        ("", "Choose a password."),
        ("krótkie", "This is too short."),
        ("x1y2 " * 201, "This is too long."),
        ("teresa.szkoly", "anybody knows"),
        ("Nauczyciel2026", "tried first"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(
    city: City, visitor: Visit, sent_link: Send, password: str, words: str
) -> None:
    page = visitor(None).post(sent_link("teresa"), {"password": password}, status=422).text

    assert words in page
    assert account_in(city, "teresa").password_hash is None


def test_a_password_of_a_thousand_characters_is_taken_whole(
    city: City, visitor: Visit, sent_link: Send
) -> None:
    password = "x1y2 " * 200

    visitor(None).post(sent_link("teresa"), {"password": password})

    assert type_password(visitor(None), "teresa@szkoly.example", password) == "/"
    assert not hashing.matches(account_in(city, "teresa").password_hash, password.strip())


def test_a_link_to_a_closed_account_is_dead(
    app: Flask, city: City, visitor: Visit, sent_link: Send
) -> None:
    path = sent_link("teresa")
    with app.app_context(), transaction():
        closing = update(Account).where(Account.id == city.accounts["teresa"])
        db.session.execute(closing.values(closed_at=clock.now()))

    visitor(None).get(path, status=410)
