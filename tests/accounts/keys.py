"""What tests type, and the links and rows they look at."""

import re
from email.message import EmailMessage
from typing import TypeVar

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.models import Account
from app.accounts.routes.door import AFTERWARDS
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import Base, db
from tests.support.city import City
from tests.support.pages import Visitor

PASSWORD = "konik polny je trawę"
ANOTHER = "zielony słoń pije kawę"
WRONG = "tego hasła nikt nie ma"

Row = TypeVar("Row", bound=Base)


def type_password(
    visitor: Visitor, address: str, password: str, status: int = 302, **more: str
) -> str:
    """The sign-in form is sent; where it leads, or the page it shows."""
    answer = visitor.post(
        "/sign-in", {"email": address, "password": password, **more}, status=status
    )
    return answer.headers["Location"] if status == 302 else answer.text


def is_signed_in(client: FlaskClient) -> bool:
    """Whether the browser may see its own account."""
    return client.get("/account").status_code == 200


def path_in(message: EmailMessage) -> str:
    """The path of the link in a mail."""
    found = re.search(r"https?://[^/\s]+(/link/\S+)", message.get_content())
    assert found, message.get_content()
    return found[1]


def mail_is_out() -> None:
    """Everything that was to happen after the answers has happened."""
    AFTERWARDS.submit(int).result()


def account_in(city: City, persona: str) -> Account:
    """The persona's account, read now, detached."""
    with city.app.app_context():
        return db.session.get_one(Account, city.accounts[persona])


def actions_on(city: City, persona: str) -> list[str]:
    """What the log says was done to the persona's account, in order."""
    with city.app.app_context():
        return list(
            db.session.scalars(
                select(AuditEntry.action)
                .where(AuditEntry.subject_id == city.accounts[persona])
                .where(AuditEntry.subject_type == "account")
                .order_by(AuditEntry.id)
            )
        )


def rows(app: Flask, table: type[Row]) -> list[Row]:
    """Every row of the table, detached."""
    with app.app_context():
        return list(db.session.scalars(select(table)))


def invitation(city: City, address: str) -> dict[str, object]:
    """A filled-in invitation form: a teacher of school A from today on."""
    return {
        "email": address,
        "name": "Nowa Osoba",
        "role": "learner",
        "unit": city.units["a"],
        "started_on": clock.today().isoformat(),
        "language": "pl",
    }
