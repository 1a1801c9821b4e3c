"""Pages beside a bare Flask page with one query, in turns, so that noise hits both alike."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

from flask import Flask, render_template
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy import text

from app.accounts.models import Account, RoleGrant, SignInSession
from app.accounts.tokens import new_token, token_hash
from app.cli.database import migrate
from app.core import clock
from app.core.db import db, transaction
from app.core.permissions import Role
from app.core.settings import Settings
from app.factory import create_app
from bench.population import build

ROUNDS = 40
PER_ROUND = 5
WARM_UP = 10

_BARE = "<!doctype html><title>{{ name }}</title><h1>{{ name }}</h1><p>{{ number }}</p>"


@dataclass(frozen=True, slots=True)
class Measured:
    """How fast a page is: requests per second of one process, and its slow end."""

    per_second: float
    p95_ms: float


def pages(folder: Path, people: int) -> dict[str, Measured]:
    """The pages of one city in a database of `people` people, and the bare page, by name."""
    settings = Settings.from_env(
        {"KADRA_DATA_DIR": str(folder), "KADRA_SECRET_KEY": "b" * 32}
    )
    app = create_app(settings)
    with app.app_context():
        migrate()
        city = build(people)
    client = _signed_in(app, city)
    targets = {
        "bare page": _visit(_bare_app(settings.database_url).test_client(), "/"),
        "coverage of a city": _visit(client, f"/coverage/units/{city}"),
        "coverage, computed anew": _visit_anew(client, f"/coverage/units/{city}"),
        "people, first page": _visit(client, "/people/"),
        "a person": _visit(client, "/people/7"),
        "why a person counts": _visit(client, "/coverage/people/7"),
        "sign-in, anonymous": _visit(app.test_client(), "/sign-in"),
    }
    return _in_turns(targets)


def _in_turns(targets: dict[str, Callable[[], None]]) -> dict[str, Measured]:
    taken: dict[str, list[float]] = {name: [] for name in targets}
    for _ in range(WARM_UP):
        for visit in targets.values():
            visit()
    for _ in range(ROUNDS):
        for name, visit in targets.items():
            for _ in range(PER_ROUND):
                started = time.perf_counter()
                visit()
                taken[name].append(time.perf_counter() - started)
    return {name: _measured(seconds) for name, seconds in taken.items()}


def _measured(seconds: list[float]) -> Measured:
    return Measured(len(seconds) / sum(seconds), quantiles(seconds, n=20)[-1] * 1000)


def _visit(client: FlaskClient, url: str) -> Callable[[], None]:
    def visit() -> None:
        response = client.get(url)
        assert response.status_code == 200, (url, response.status_code)  # noqa: S101, PLR2004

    return visit


def _visit_anew(client: FlaskClient, url: str) -> Callable[[], None]:
    """Another day each time, so that nothing can be remembered."""
    days = iter(range(10**6))

    def visit() -> None:
        day = clock.today() - timedelta(days=next(days) % 300)
        _visit(client, f"{url}?as_of={day}")()

    return visit


def _signed_in(app: Flask, city: int) -> FlaskClient:
    """A browser of somebody who coordinates the city."""
    token = new_token()
    now = clock.now()
    with app.app_context(), transaction() as session:
        account = Account(
            email="koordynator@szkoly.example",
            display_name="Koordynator",
            language="pl",
            created_at=now,
        )
        session.add(account)
        session.flush()
        granted = RoleGrant(
            account_id=account.id, role=Role.COORDINATOR, unit_id=city, started_on=clock.today()
        )
        session.add_all(
            [
                granted,
                SignInSession(
                    token_hash=token_hash(token),
                    account_id=account.id,
                    started_at=now,
                    expires_at=now + timedelta(hours=1),
                    user_agent="bench",
                ),
            ]
        )
        db.session.flush()
    client = app.test_client()
    with client.session_transaction() as session_cookie:
        session_cookie["_user_id"] = token
    return client


def _bare_app(database_url: str) -> Flask:
    """What Flask costs alone: one route, one query, one small template."""
    app = Flask("bare")
    app.jinja_loader = DictLoader({"bare.html": _BARE})
    app.config["SQLALCHEMY_DATABASE_URI"] = database_url
    bare = SQLAlchemy(app)

    @app.get("/")
    def index() -> str:
        row = bare.session.execute(text("SELECT id, name FROM units WHERE id = 1")).one()
        return render_template("bare.html", name=row.name, number=row.id)

    return app
