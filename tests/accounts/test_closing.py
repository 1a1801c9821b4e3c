"""A closed account is shut at once and can be opened again; the city keeps an administrator."""

from collections.abc import Callable

from flask import Flask

from app.accounts.models import Account
from app.accounts.services.roles import Term, grant_role
from app.core import clock
from app.core.actors import Role, command_line
from app.core.db import db, transaction
from app.people.models import Unit
from tests.accounts.conftest import Give
from tests.accounts.keys import (
    PASSWORD,
    account_in,
    actions_on,
    invitation,
    is_signed_in,
    type_password,
)
from tests.support.city import City
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

BY = command_line("test")


def test_a_closed_account_is_out_at_once_and_may_come_back(
    city: City, visitor: Visit, given_password: Give
) -> None:
    address, number = given_password("teresa"), city.accounts["teresa"]
    teresa, adam = visitor("teresa"), visitor("adam")

    adam.post(f"/accounts/{number}/close")
    was_in = is_signed_in(teresa.client)
    type_password(visitor(None), address, PASSWORD, status=422)
    adam.post(f"/accounts/{number}/link", status=409)
    adam.post("/accounts/invite", invitation(city, address), status=422)
    adam.post(f"/accounts/{number}/reopen")

    assert not was_in
    assert not is_signed_in(teresa.client)
    type_password(visitor(None), address, PASSWORD)
    assert actions_on(city, "teresa") == ["accounts.closed", "accounts.reopened"]


def test_closing_twice_is_closing_once(city: City, visitor: Visit) -> None:
    adam, number = visitor("adam"), city.accounts["teresa"]
    adam.post(f"/accounts/{number}/close")
    first = account_in(city, "teresa").closed_at

    adam.post(f"/accounts/{number}/close")

    assert account_in(city, "teresa").closed_at == first
    assert actions_on(city, "teresa") == ["accounts.closed"]


def test_the_last_administrator_is_not_closed(
    city: City, visitor: Visit, given_password: Give
) -> None:
    given_password("adam")
    adam, number = visitor("adam"), city.accounts["adam"]

    adam.post(f"/accounts/{number}/close")

    assert "Nobody else administers the whole city." in adam.get(f"/accounts/{number}")
    assert account_in(city, "adam").closed_at is None


def test_an_administrator_of_a_school_takes_only_what_is_below(
    app: Flask, city: City, visitor: Visit
) -> None:
    """Kazimierz coordinates the city and learns at school A, which Stefan administers."""
    with app.app_context(), transaction():
        units = {key: db.session.get_one(Unit, number) for key, number in city.units.items()}
        for persona, role in (("stefan", Role.ADMIN), ("kazimierz", Role.LEARNER)):
            account = db.session.get_one(Account, city.accounts[persona])
            grant_role(account, Term(role, units["a"], clock.today()), by=BY)
    stefan = visitor("stefan")
    listed = stefan.get("/accounts/")

    stefan.post(f"/accounts/{city.accounts['kazimierz']}/close")
    page = stefan.get(f"/accounts/{city.accounts['kazimierz']}")
    stefan.get(f"/accounts/{city.accounts['olga']}", status=404)
    invite = stefan.get("/accounts/invite")
    elsewhere = invitation(city, "nowa@szkoly.example") | {"unit": city.units["b"]}
    stefan.post("/accounts/invite", elsewhere, status=422)

    assert "kazimierz@" in listed
    assert "olga@" not in listed
    assert "outside the units that you administer" in page
    assert account_in(city, "kazimierz").closed_at is None
    assert "Szkoła Podstawowa nr 1" in invite
    assert "Szkoła Podstawowa nr 2" not in invite
