"""A small city that tests share: two schools, a kindergarten, the office, and one persona per role.

Personas: Teresa teaches at school A, Hanna heads it, Kazimierz coordinates the city from the
office, Adam administers it, Olga audits it, Tomasz trains; Stefan heads school B, a stranger to A.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from app.accounts.models import Account, RoleGrant, SignInSession
from app.accounts.tokens import new_token, token_hash
from app.core import clock, prompt
from app.core.actors import Role
from app.core.db import Base, db, transaction
from app.people.models import Absence, Employment, Person, Post, Unit, UnitKind, name_keys
from app.training.models.completions import Completion, Source
from app.training.models.trainings import Category, Topic, Training, TrainingVersion

Row = TypeVar("Row", bound=Base)

START = date(2020, 9, 1)

#: persona → role, unit
PERSONAS = {
    "teresa": (Role.LEARNER, "a"),
    "hanna": (Role.SCHOOL_HEAD, "a"),
    "stefan": (Role.SCHOOL_HEAD, "b"),
    "tomasz": (Role.TRAINER, "city"),
    "kazimierz": (Role.COORDINATOR, "city"),
    "olga": (Role.AUDITOR, "city"),
    "adam": (Role.ADMIN, "city"),
}


@dataclass
class City:
    """Ids of what was built, by short name; `app` is the application it lives in."""

    app: Flask
    units: dict[str, int] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    #: what its browsers ask for; Polish, like everybody, unless a test reads the source texts
    language: str = "pl"

    def client(self, persona: str | None = None) -> FlaskClient:
        """A browser, signed in as `persona` if one is given."""
        client = self.app.test_client()
        if self.language != "pl":
            client.set_cookie("language", self.language)
        if persona is not None:
            sign_in(self.app, client, self.accounts[persona])
        return client


def build_city(app: Flask) -> City:
    """The city of the module's description stands in the database of `app`."""
    city = City(app)
    with app.app_context(), transaction() as session:
        root = session.scalars(select(Unit).where(Unit.parent_id.is_(None))).one()
        city.units["city"] = root.id
        for key, kind, name, short, rspo in (
            ("a", UnitKind.PRIMARY_SCHOOL, "Szkoła Podstawowa nr 1", "SP nr 1", 101),
            ("b", UnitKind.PRIMARY_SCHOOL, "Szkoła Podstawowa nr 2", "SP nr 2", 102),
            ("k", UnitKind.KINDERGARTEN, "Przedszkole Miejskie nr 3", "PM nr 3", 203),
            ("office", UnitKind.SHARED_SERVICE_CENTRE, "Centrum Usług Wspólnych", "CUW", None),
        ):
            city.units[key] = add_unit(root, kind, name, short, rspo).id
        for key, last_name, unit, post in (
            ("teresa", "Łąka", "a", "nauczyciel"),
            ("hanna", "Żak", "a", "dyrektor"),
            ("stefan", "Nowak", "b", "dyrektor"),
            ("tomasz", "Cień", "office", "specjalista"),
            ("kazimierz", "Ćwik", "office", "specjalista"),
        ):
            person = add_person(key.title(), last_name, f"{key}@szkoly.example")
            city.persons[key] = person.id
            add_employment(person.id, city.units[unit], post)
        for key, (role, unit) in PERSONAS.items():
            city.accounts[key] = add_account(
                f"{key}@szkoly.example", role, city.units[unit], city.persons.get(key)
            ).id
    return city


def add_unit(parent: Unit, kind: UnitKind, name: str, short_name: str, rspo: int | None) -> Unit:
    """A unit stands below `parent`."""
    unit = Unit(parent_id=parent.id, kind=kind, rspo=rspo, path="")
    unit.rename(name, short_name)
    _flushed(unit)
    unit.path = f"{parent.path}{unit.id}."
    return unit


def add_person(first_name: str, last_name: str, email: str) -> Person:
    """A person exists."""
    keys = name_keys(first_name, last_name)
    return _flushed(Person(first_name=first_name, last_name=last_name, email=email, **keys))


def add_employment(
    person_id: int,
    unit_id: int,
    post: str,
    started_on: date = START,
    ended_on: date | None = None,
    *,
    fte: str = "1",
) -> Employment:
    """The person works at the unit on the post with that name."""
    post_id = db.session.scalars(select(Post.id).where(Post.name == post)).one()
    return _flushed(
        Employment(
            person_id=person_id,
            unit_id=unit_id,
            post_id=post_id,
            fte=Decimal(fte),
            started_on=started_on,
            ended_on=ended_on,
        )
    )


def add_account(email: str, role: Role, unit_id: int, person_id: int | None = None) -> Account:
    """An account without a password holds the role at the unit."""
    account = _flushed(
        Account(
            email=email,
            display_name=email.partition("@")[0].title(),
            person_id=person_id,
            language="pl",
            created_at=clock.now(),
        )
    )
    _flushed(RoleGrant(account_id=account.id, role=role, unit_id=unit_id, started_on=START))
    return account


def sign_in(app: Flask, client: FlaskClient, account_id: int) -> None:
    """The browser is signed in, as after a correct password."""
    token = new_token()
    now = clock.now()
    with app.app_context(), transaction():
        _flushed(
            SignInSession(
                token_hash=token_hash(token),
                account_id=account_id,
                started_at=now,
                expires_at=now + timedelta(hours=12),
                user_agent="test",
            )
        )
    with client.session_transaction() as session:
        session["_user_id"] = token
        session["_fresh"] = True


@contextmanager
def counted_queries(app: Flask) -> Iterator[list[str]]:
    """The statements that run inside, in order (transaction control not counted)."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "COMMIT")):
            statements.append(statement)

    class Prompted(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            statements.append(record.getMessage())

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    prompt.log.addHandler(listener := Prompted())
    prompt.log.setLevel(logging.DEBUG)
    try:
        yield statements
    finally:
        prompt.log.setLevel(logging.NOTSET)
        prompt.log.removeHandler(listener)
        event.remove(engine, "before_cursor_execute", note)


def add_training(code: str = "BI-2026", topics: Iterable[Topic] = Topic, **more: object) -> int:
    """A training in information security exists; the id of its one version."""
    training = _flushed(
        Training(
            code=code,
            title=str(more.get("title", "Bezpieczeństwo informacji")),
            category=more.get("category", Category.INFORMATION_SECURITY),
            validity_months=None,
        )
    )
    version = TrainingVersion(
        training_id=training.id,
        label="2026.1",
        in_force_from=date(2025, 1, 1),
        minutes=215,
        topics=[topic.value for topic in topics],
    )
    return _flushed(version).id


def add_completion(
    person_id: int,
    version_id: int,
    completed_on: date,
    *,
    is_passed: bool = True,
    is_confirmed: bool = True,
) -> Completion:
    """The person completed the version on that day."""
    return _flushed(
        Completion(
            person_id=person_id,
            version_id=version_id,
            completed_on=completed_on,
            source=Source.LIST,
            is_passed=is_passed,
            score_percent=None,
            recorded_at=clock.now(),
            reference="lista 1/2026",
            confirmed_by="Hanna Żak" if is_confirmed else None,
            confirmed_at=clock.now() if is_confirmed else None,
        )
    )


def add_absence(person_id: int, started_on: date, ended_on: date | None = None) -> Absence:
    """The person is away."""
    return _flushed(Absence(person_id=person_id, started_on=started_on, ended_on=ended_on))


def _flushed(row: Row) -> Row:
    db.session.add(row)
    db.session.flush()
    return row
