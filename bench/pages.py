"""Pages beside a bare Flask page with one query, in turns, so that noise hits both alike."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from app.accounts.models import Account, RoleGrant, SignInSession
from app.accounts.tokens import new_token, token_hash
from app.cli.database import migrate
from app.core import clock
from app.core.actors import Role
from app.core.db import db, transaction
from app.core.settings import Settings
from app.factory import create_app
from bench.population import build
from bench.served import Client, served

BARE = "bare page"
ROUNDS = 60
PER_ROUND = 5
WARM_UP = 20

Visit = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Measured:
    """How fast a page is over one connection: requests per second, and its slow end."""

    per_second: float
    p95_ms: float


def pages(folder: Path, people: int) -> dict[str, Measured]:
    """The pages of one city in a database of `people` people, and the bare page, by name."""
    env = {"KADRA_DATA_DIR": str(folder), "KADRA_SECRET_KEY": "b" * 32}
    app = create_app(Settings.from_env(env))
    with app.app_context():
        migrate()
        city = build(people)
        cookie = coordinator_cookie(app, city)
        db.engine.dispose()
    with ExitStack() as servers:
        bare = Client(servers.enter_context(served("bench.bare:app", env)))
        port = servers.enter_context(served("wsgi:app", env))
        member, stranger = Client(port, cookie), Client(port)
        return _in_turns({
            BARE: lambda: bare.seconds("/"),
            "coverage of a city": lambda: member.seconds(f"/coverage/units/{city}"),
            "coverage, computed anew": _another_day_each_time(member, city),
            "people, first page": lambda: member.seconds("/people/"),
            "a person": lambda: member.seconds("/people/7"),
            "why a person counts": lambda: member.seconds("/coverage/people/7"),
            "sign-in, anonymous": lambda: stranger.seconds("/sign-in"),
        })


def _in_turns(targets: dict[str, Visit]) -> dict[str, Measured]:
    taken: dict[str, list[float]] = {name: [] for name in targets}
    for visit in targets.values():
        for _ in range(WARM_UP):
            visit()
    for _ in range(ROUNDS):
        for name, visit in targets.items():
            taken[name] += [visit() for _ in range(PER_ROUND)]
    return {name: measured(seconds) for name, seconds in taken.items()}


def measured(seconds: list[float]) -> Measured:
    """The rate and the slow end of these."""
    return Measured(len(seconds) / sum(seconds), quantiles(seconds, n=20)[-1] * 1000)


def _another_day_each_time(client: Client, city: int) -> Visit:
    """The page of the city as of ever another day, so that nothing can be remembered."""
    days = iter(clock.today() - timedelta(days=number) for number in range(10**4))
    return lambda: client.seconds(f"/coverage/units/{city}?as_of={next(days)}")


def coordinator_cookie(app: Flask, city: int) -> str:
    """The session cookie of somebody who coordinates the city."""
    token, now = new_token(), clock.now()
    with transaction() as session:
        account = Account(
            email="koordynator@szkoly.example",
            display_name="Koordynator",
            language="pl",
            created_at=now,
        )
        session.add(account)
        session.flush()
        lasting = {"started_at": now, "expires_at": now + timedelta(hours=2), "user_agent": "bench"}
        signed_in = SignInSession(token_hash=token_hash(token), account_id=account.id, **lasting)
        held = {"role": Role.COORDINATOR, "unit_id": city, "started_on": clock.today()}
        session.add_all([signed_in, RoleGrant(account_id=account.id, **held)])
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    return (
        f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps({'_user_id': token, '_fresh': True})}"
    )
