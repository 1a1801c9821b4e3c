"""People with passwords, and browsers that type them."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from flask import Flask

from app.accounts import hashing
from app.accounts.models import Account
from app.accounts.services.roles import Term, grant_role
from app.core.actors import Role, command_line
from app.core.db import db, transaction
from app.people.models import Unit
from tests.accounts.keys import PASSWORD
from tests.support.city import City

Give = Callable[[str], str]
Granted = Callable[..., int]


@cache
def _hash() -> str:
    return hashing.hash_of(PASSWORD)


@pytest.fixture
def given_password(app: Flask, city: City) -> Give:
    """The persona may sign in with PASSWORD; her address."""

    def give(persona: str) -> str:
        with app.app_context(), transaction():
            account = db.session.get_one(Account, city.accounts[persona])
            account.password_hash = _hash()
            return account.email

    return give


@pytest.fixture
def granted(app: Flask, city: City) -> Granted:
    """The persona holds a role at a unit; the number of the grant."""

    def grant(persona: str, role: Role, unit: str, first: date, last: date | None = None) -> int:
        with app.app_context(), transaction():
            account = db.session.get_one(Account, city.accounts[persona])
            term = Term(role, db.session.get_one(Unit, city.units[unit]), first, last)
            return grant_role(account, term, by=command_line("test")).id

    return grant


@pytest.fixture(autouse=True)
def _in_english(request: pytest.FixtureRequest) -> None:
    """Browsers read the source texts, which is what these tests quote."""
    if "city" in request.fixturenames:
        city: City = request.getfixturevalue("city")
        city.language = "en"
