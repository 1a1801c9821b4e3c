"""Whoever knows address and password is in, under a token of its own; whoever leaves is out."""

from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import update

from app.accounts import hashing
from app.accounts.models import Account, SignInSession
from app.core import clock
from app.core.db import db, transaction
from tests.accounts.conftest import Give
from tests.accounts.keys import (
    PASSWORD,
    WRONG,
    account_in,
    actions_on,
    is_signed_in,
    rows,
    type_password,
)
from tests.support.city import City, add_person
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]


def test_the_right_password_leads_home(visitor: Visit, given_password: Give) -> None:
    address = given_password("teresa")
    somebody = visitor(None)

    assert type_password(somebody, address, PASSWORD) == "/"

    assert is_signed_in(somebody.client)


def test_the_address_may_be_typed_in_any_case_with_blanks(
    visitor: Visit, given_password: Give
) -> None:
    address = given_password("teresa")

    assert type_password(visitor(None), f"  {address.upper()} ", PASSWORD) == "/"


def test_a_wrong_password_is_refused_without_saying_which_of_the_two(
    visitor: Visit, given_password: Give
) -> None:
    somebody = visitor(None)

    page = type_password(somebody, given_password("teresa"), WRONG, status=422)

    assert "The address or the password is not right." in page
    assert WRONG not in page
    assert not is_signed_in(somebody.client)


def test_an_empty_form_says_what_is_missing(visitor: Visit) -> None:
    page = type_password(visitor(None), "", "", status=422)

    assert "Write your e-mail address." in page
    assert "Write your password." in page


def test_the_page_asks_for_one_thing_and_lets_passwords_be_pasted(visitor: Visit) -> None:
    page = visitor(None).get("/sign-in")

    assert 'autocomplete="current-password"' in page
    assert 'autocomplete="username"' in page
    assert "onpaste" not in page


def test_a_page_behind_sign_in_is_come_back_to(visitor: Visit, given_password: Give) -> None:
    somebody = visitor(None)
    sent_to = somebody.client.get("/account?x=1").headers["Location"]

    page = somebody.get(sent_to)
    led = type_password(somebody, given_password("teresa"), PASSWORD, next="/account?x=1")

    assert 'value="/account?x=1"' in page
    assert led == "/account?x=1"


@pytest.mark.parametrize(
    "address", ["https://evil.example", "//evil.example", "///evil.example", "/\\evil.example"]
)
def test_no_other_site_is_led_to(visitor: Visit, given_password: Give, address: str) -> None:
    somebody = visitor(None)

    led = type_password(somebody, given_password("teresa"), PASSWORD, next=address)
    again = somebody.client.get("/sign-in", query_string={"next": address})

    assert (led, again.headers["Location"]) == ("/", "/")


def test_each_sign_in_has_a_token_of_its_own(visitor: Visit, given_password: Give) -> None:
    """A token planted in the browser before (session fixation) opens nothing afterwards."""
    address = given_password("teresa")
    somebody = visitor(None)
    with somebody.client.session_transaction() as session:
        session["_user_id"], session["planted"] = "planted by a stranger", "yes"

    type_password(somebody, address, PASSWORD)
    with somebody.client.session_transaction() as session:
        first, planted = session["_user_id"], session.get("planted")
    type_password(somebody, address, PASSWORD)
    with somebody.client.session_transaction() as session:
        second = session["_user_id"]

    assert first not in {"planted by a stranger", second}
    assert planted is None


def test_the_token_is_kept_as_a_hash_only(app: Flask, visitor: Visit, given_password: Give) -> None:
    somebody = visitor(None)
    type_password(somebody, given_password("teresa"), PASSWORD)
    with somebody.client.session_transaction() as session:
        token = session["_user_id"]

    (kept,) = rows(app, SignInSession)

    assert token != kept.token_hash
    assert len(kept.token_hash) == 64


def test_signing_in_again_ends_the_sign_in_of_before(
    app: Flask, visitor: Visit, given_password: Give
) -> None:
    address = given_password("teresa")
    somebody = visitor(None)

    type_password(somebody, address, PASSWORD)
    type_password(somebody, address, PASSWORD)

    assert [one.ended_at is None for one in rows(app, SignInSession)] == [False, True]


def test_whoever_signs_out_is_out_even_with_the_old_cookie(visitor: Visit) -> None:
    teresa = visitor("teresa")
    with teresa.client.session_transaction() as session:
        stolen = session["_user_id"]

    teresa.post("/sign-out")
    thief = visitor(None)
    with thief.client.session_transaction() as session:
        session["_user_id"] = stolen

    assert not is_signed_in(teresa.client)
    assert not is_signed_in(thief.client)


def test_signing_out_twice_is_no_error(visitor: Visit) -> None:
    teresa = visitor("teresa")

    teresa.post("/sign-out")

    assert teresa.post("/sign-out").headers["Location"] == "/sign-in"


def test_a_sign_in_ends_by_itself(app: Flask, visitor: Visit) -> None:
    teresa = visitor("teresa")
    assert is_signed_in(teresa.client)

    with app.app_context(), transaction():
        db.session.execute(update(SignInSession).values(expires_at=clock.now()))

    assert not is_signed_in(teresa.client)


def test_a_closed_account_is_refused_at_once(
    app: Flask, city: City, visitor: Visit, given_password: Give
) -> None:
    address = given_password("teresa")
    teresa = visitor("teresa")
    with app.app_context(), transaction():
        db.session.execute(
            update(Account)
            .where(Account.id == city.accounts["teresa"])
            .values(closed_at=clock.now())
        )

    assert not is_signed_in(teresa.client)
    type_password(visitor(None), address, PASSWORD, status=422)


def test_an_aged_hash_is_renewed_at_the_next_sign_in(
    app: Flask, city: City, visitor: Visit
) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    with app.app_context(), transaction():
        account = db.session.get_one(Account, city.accounts["teresa"])
        account.password_hash = weak

    type_password(visitor(None), account.email, PASSWORD)

    renewed = account_in(city, "teresa").password_hash
    assert renewed
    assert renewed != weak
    assert not hashing.is_aged(renewed)
    assert hashing.matches(renewed, PASSWORD)


def test_an_account_finds_its_person_once_the_staff_list_has_her(
    app: Flask, city: City, visitor: Visit, given_password: Give
) -> None:
    address = given_password("adam")
    with app.app_context(), transaction():
        person_id = add_person("Adam", "Wilk", address).id

    type_password(visitor(None), address, PASSWORD)

    assert account_in(city, "adam").person_id == person_id
    assert actions_on(city, "adam") == ["accounts.person_matched"]


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "a" * 5000,
        "ﷺ" * 99,
        "🏳️‍🌈@ł.pl",
        "a@b@c.pl",
    ],
)
def test_naughty_strings_are_only_wrong(visitor: Visit, text: str) -> None:
    page = type_password(visitor(None), text, text, status=422)

    assert "<script>alert" not in page
