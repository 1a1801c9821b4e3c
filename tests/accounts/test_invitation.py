"""Administrators invite: an account, a role at a unit, and a link by mail."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import AccessLink, Account, RoleGrant
from app.accounts.services.accounts import Guest, open_account
from app.accounts.services.roles import Term
from app.core import clock
from app.core.actors import Role, command_line
from app.core.db import db, transaction
from app.people.models import Unit
from tests.accounts.conftest import Give
from tests.accounts.keys import (
    PASSWORD,
    actions_on,
    invitation,
    rows,
    type_password,
)
from tests.support.city import City
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

BY = command_line("test")


def test_somebody_of_the_staff_list_needs_no_name(city: City, visitor: Visit) -> None:
    with city.app.app_context(), transaction():
        for grant in db.session.scalars(
            select(RoleGrant).where(RoleGrant.account_id == city.accounts["teresa"])
        ):
            db.session.delete(grant)
        db.session.flush()
        db.session.delete(db.session.get_one(Account, city.accounts["teresa"]))

    asked = invitation(city, " TERESA@Szkoly.example ") | {"name": ""}
    visitor("adam").post("/accounts/invite", asked)

    account = next(one for one in rows(city.app, Account) if one.email.startswith("teresa@"))
    assert account.display_name == "Teresa Łąka"
    assert account.person_id == city.persons["teresa"]


def test_a_stranger_needs_a_name(city: City, visitor: Visit) -> None:
    asked = invitation(city, "nowa@szkoly.example") | {"name": ""}

    page = visitor("adam").post("/accounts/invite", asked, status=422).text

    assert "Nobody in the staff list has this address." in page


def test_somebody_who_signs_in_already_is_only_given_the_role(
    city: City, visitor: Visit, given_password: Give
) -> None:
    address = given_password("teresa")

    visitor("adam").post("/accounts/invite", invitation(city, address) | {"role": "trainer"})

    assert rows(city.app, AccessLink) == []
    assert actions_on(city, "teresa") == ["accounts.role_granted"]


def test_a_form_sent_twice_makes_one_account_and_one_role(city: City, visitor: Visit) -> None:
    adam = visitor("adam")

    for _ in range(2):
        adam.post("/accounts/invite", invitation(city, "nowa@szkoly.example"))

    (account,) = [one for one in rows(city.app, Account) if one.email == "nowa@szkoly.example"]
    grants = [one for one in rows(city.app, RoleGrant) if one.account_id == account.id]
    assert len(grants) == 1
    assert len(rows(city.app, AccessLink)) == 1


def test_a_role_held_already_is_refused_with_its_name(
    city: City, visitor: Visit, given_password: Give
) -> None:
    address = given_password("teresa")

    page = visitor("adam").post("/accounts/invite", invitation(city, address), status=422).text

    assert "Teacher at SP nr 1 is a role of this account in that time already." in page


@pytest.mark.parametrize(
    "field, value, words",
    [
        ("email", "", "Write the e-mail address."),
        ("email", "anna", "This is not an e-mail address."),
        ("email", "anna@sp1", "This is not an e-mail address."),
        ("role", "", "Choose a role."),
        ("role", "emperor", ""),
        ("unit", "999", ""),
        ("unit", "x", ""),
        ("started_on", "", "Choose the first day."),
        ("started_on", "31.02.2026", "This is not a date."),
        ("ended_on", "2020-01-01", "The last day lies before the first one."),
        ("name", "x" * 201, "Write at most 200 characters."),
        ("language", "xx", ""),
    ],
)
def test_a_mistake_in_the_form_is_named(
    city: City, visitor: Visit, field: str, value: str, words: str
) -> None:
    asked = invitation(city, "nowa@szkoly.example") | {field: value}

    page = visitor("adam").post("/accounts/invite", asked, status=422).text

    assert words in page
    assert len(rows(city.app, AccessLink)) == 0


@pytest.mark.parametrize(
    "name", ["<b>Ewa</b> O'Żak", "Ewa \N{PILE OF POO}", "=1+1 Żak", "عمر مختار"]
)
def test_a_naughty_name_is_only_a_name(city: City, visitor: Visit, name: str) -> None:
    adam = visitor("adam")

    adam.post("/accounts/invite", invitation(city, "nowa@szkoly.example") | {"name": name})

    assert "<b>Ewa" not in adam.get("/accounts/")
    assert ";=1" not in adam.client.get("/accounts/table.csv").text


def test_a_demonstration_opens_accounts_that_can_sign_in(
    app: Flask, city: City, visitor: Visit
) -> None:
    with app.app_context(), transaction():
        term = Term(Role.COORDINATOR, db.session.get_one(Unit, city.units["city"]), clock.today())
        guest = Guest("demo@szkoly.example", "Demo Demo", "uk")
        open_account(guest, term, PASSWORD, at=clock.now(), by=BY)

    type_password(visitor(None), "demo@szkoly.example", PASSWORD)
