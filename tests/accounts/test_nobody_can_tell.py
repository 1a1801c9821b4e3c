"""Nobody can tell from outside whether an address exists: the same words, status and patience."""

import re
from collections.abc import Callable
from statistics import median
from time import perf_counter

import pytest
from flask import Flask
from sqlalchemy import update

from app.accounts.guesses import PER_ADDRESS
from app.accounts.models import AccessLink, Account
from app.core import clock
from app.core.db import db, transaction
from tests.accounts.conftest import Give
from tests.accounts.keys import PASSWORD, WRONG, mail_is_out, rows, type_password
from tests.support.city import City
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

UNKNOWN = "nikt@szkoly.example"
#: signs in, has not yet accepted, is closed, does not exist
ADDRESSES = ("teresa@szkoly.example", "hanna@szkoly.example", "olga@szkoly.example", UNKNOWN)


@pytest.fixture(autouse=True)
def _accounts_in_every_state(app: Flask, city: City, given_password: Give) -> None:
    given_password("teresa")
    given_password("olga")
    with app.app_context(), transaction():
        closing = update(Account).where(Account.id == city.accounts["olga"])
        db.session.execute(closing.values(closed_at=clock.now()))


def test_a_refused_sign_in_looks_the_same(visitor: Visit) -> None:
    pages = {
        _faceless(type_password(visitor(None), address, WRONG, status=422), address)
        for address in ADDRESSES
    }

    assert len(pages) == 1


def test_a_forgotten_password_is_answered_the_same(visitor: Visit) -> None:
    answers = {
        (answer.status_code, answer.headers["Location"], _faceless(answer.text, address))
        for address in ADDRESSES
        for answer in [visitor(None).post("/forgotten-password", {"email": address})]
    }
    mail_is_out()

    assert len(answers) == 1
    assert "If there is an account" in visitor(None).get("/forgotten-password/sent")


def test_only_open_accounts_are_sent_a_link(app: Flask, city: City, visitor: Visit) -> None:
    for address in ADDRESSES:
        visitor(None).post("/forgotten-password", {"email": address})
    mail_is_out()

    assert {link.account_id for link in rows(app, AccessLink)} == {
        city.accounts["teresa"],
        city.accounts["hanna"],
    }


@pytest.mark.parametrize("address", ADDRESSES)
def test_patience_ends_after_the_same_number_of_tries(visitor: Visit, address: str) -> None:
    somebody = visitor(None)
    for _ in range(PER_ADDRESS):
        type_password(somebody, address, WRONG, status=422)

    answer = somebody.post("/sign-in", {"email": address, "password": PASSWORD}, status=429)

    assert 1 <= int(answer.headers["Retry-After"]) <= 900
    assert re.search(r"Please try again at \d\d:\d\d\.", answer.text)


@pytest.mark.parametrize("address", ADDRESSES)
def test_links_are_asked_for_with_the_same_patience(visitor: Visit, address: str) -> None:
    somebody = visitor(None)
    for _ in range(PER_ADDRESS):
        somebody.post("/forgotten-password", {"email": address})

    somebody.post("/forgotten-password", {"email": address}, status=429)
    mail_is_out()


def test_a_refusal_takes_as_long_for_an_unknown_address(visitor: Visit) -> None:
    """Hashing is most of the time, so leaving it out would show at once."""
    known = [_seconds(visitor, "teresa@szkoly.example") for _ in range(4)]
    unknown = [_seconds(visitor, UNKNOWN) for _ in range(4)]

    assert 0.4 < median(known) / median(unknown) < 2.5


def _seconds(visitor: Visit, address: str) -> float:
    somebody = visitor(None)
    begun = perf_counter()
    type_password(somebody, address, WRONG, status=422)
    return perf_counter() - begun


def _faceless(page: str, address: str) -> str:
    """The page without what differs between any two requests."""
    bare = page.replace(address, "ADDRESS")
    return re.sub(r'name="csrf_token"[^>]*value="[^"]*"', "TOKEN", bare)
