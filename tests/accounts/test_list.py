"""Administrators find accounts among many, and everything about one of them."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.accounts.models import Account
from app.accounts.services.roles import Term, grant_role
from app.core import clock
from app.core.actors import Role, command_line
from app.core.db import db, transaction
from app.people.models import Unit
from tests.accounts.conftest import Give
from tests.support.city import City, add_account
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

BY = command_line("test")


def test_the_list_names_everybody_with_role_and_state(visitor: Visit, given_password: Give) -> None:
    given_password("adam")

    page = visitor("adam").get("/accounts/")

    assert "teresa@szkoly.example" in page
    assert "teacher · SP nr 1" in page
    assert "invited" in page
    assert "active" in page


@pytest.mark.parametrize(
    "query, found",
    [
        ("q=łucja", True),
        ("q=LUCJA", True),
        ("q=zolc", True),
        ("q=żółć+łucja", True),
        ("q=zolc@szkoly", True),
        ("q=zolc&state=invited", True),
        ("q=zolc&state=active", False),
        ("q=zolc&state=nonsense", True),
        ("q=%25", False),
        ("q=_", False),
        ("q=zolc%00", True),
        ("q=zolc&page=99999999999999999999", True),
        ("q=zolc&page=-1", True),
        ("q=nobody", False),
    ],
)
def test_accounts_are_found_without_polish_letters(
    app: Flask, city: City, visitor: Visit, query: str, found: bool
) -> None:
    with app.app_context(), transaction():
        guest = Account(
            email="zolc@szkoly.example", display_name="Łucja Żółć", created_at=clock.now()
        )
        db.session.add(guest)
        unit = db.session.get_one(Unit, city.units["a"])
        grant_role(guest, Term(Role.LEARNER, unit, clock.today()), by=BY)

    page = visitor("adam").get(f"/accounts/?{query}")

    assert ("Łucja Żółć" in page) is found
    assert ("No account fits" in page) is (not found)


def test_a_long_list_comes_in_pages(app: Flask, city: City, visitor: Visit) -> None:
    with app.app_context(), transaction():
        for number in range(60):
            add_account(f"osoba{number:02}@szkoly.example", Role.LEARNER, city.units["a"])

    first = visitor("adam").get("/accounts/?q=osoba")
    last = visitor("adam").get("/accounts/?q=osoba&page=3")

    assert "osoba24@" in first
    assert "osoba25@" not in first
    assert "osoba59@" in last


def test_the_list_can_be_taken_away(visitor: Visit) -> None:
    csv = visitor("olga").client.get("/accounts/table.csv?q=teresa")
    xlsx = visitor("olga").client.get("/accounts/table.xlsx")

    assert csv.text.count("\r\n") == 2
    assert "Teresa;teresa@szkoly.example;Invited;Teacher (SP nr 1);" in csv.text
    assert xlsx.data[:2] == b"PK"


def test_one_account_shows_its_roles_and_history(city: City, visitor: Visit) -> None:
    adam = visitor("adam")
    adam.post(f"/accounts/{city.accounts['hanna']}/link")

    page = adam.get(f"/accounts/{city.accounts['hanna']}")

    assert "School head" in page
    assert "Szkoła Podstawowa nr 1" in page
    assert "Invitation sent" in page
    assert "By: Adam" in page
