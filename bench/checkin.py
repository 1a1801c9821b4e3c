"""A hall checks in: 500 people by 16 clients at once, beside one durable INSERT of a bare view."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, select, text

from app.accounts.models import Account, RoleGrant, SignInSession
from app.accounts.tokens import new_token, token_hash
from app.attendance.checkin import Way
from app.attendance.models.ledger import CheckIn
from app.attendance.models.sessions import (
    Form,
    InvitedUnit,
    Meeting,
    SessionTrainer,
    TrainingSession,
)
from app.attendance.queries.links import badge_codes
from app.attendance.receipts import new_receipt, sealed
from app.cli.database import migrate
from app.core import clock
from app.core.actors import Role
from app.core.db import db, transaction
from app.core.settings import Settings
from app.factory import create_app
from app.training.models.trainings import TrainingVersion
from bench.bursts import Burst, Pace, burst, pace, post
from bench.population import PEOPLE_PER_CITY, build
from bench.served import served

PEOPLE = PEOPLE_PER_CITY
ROUNDS = 4
BARE, BADGE, OWN = "bare view, one durable INSERT", "badge, a trainer's phone", "code of the room"
_SECRET = "b" * 32
_RAW_TOKEN = "c" * 40
#: as `kadra serve` does it
_AS_SERVED = {"workers": 2, "threads": 4}


def checkins(folder: Path, database_url: str | None) -> dict[str, Pace]:
    """Bursts of the bare view, of scanned badges and of people's own phones, in turns, by name."""
    env = {"KADRA_DATA_DIR": str(folder), "KADRA_SECRET_KEY": _SECRET}
    env |= {"KADRA_DATABASE_URL": database_url} if database_url else {}
    app = create_app(Settings.from_env(env))
    with app.app_context():
        migrate()
        hall = _Hall(app, build(PEOPLE))
        with transaction() as session:
            session.execute(text("ANALYZE"))  # as every database does for itself within a minute
        db.engine.dispose()
    found: dict[str, list[Burst]] = {BARE: [], BADGE: [], OWN: []}
    with ExitStack() as servers:
        bare = servers.enter_context(served("bench.bare:app", env, **_AS_SERVED))
        port = servers.enter_context(served("wsgi:app", env, **_AS_SERVED))
        for number in range(ROUNDS + 1):
            found[BARE].append(burst(bare, _marks(), b"200"))
            found[BADGE].append(burst(port, hall.badges(2 * number), b"200"))
            found[OWN].append(burst(port, hall.own_phones(2 * number + 1), b"302"))
    with app.app_context():
        hall.check_nobody_is_lost_or_doubled()
        db.engine.dispose()
    return {name: pace(bursts[1:]) for name, bursts in found.items()}  # the first one warms up


class _Hall:
    """A session with a meeting for every burst, its trainer, and 500 people with accounts."""

    def __init__(self, app: Flask, city: int) -> None:
        self._sign = _signer(app)
        self._token = URLSafeTimedSerializer(_SECRET, salt="wtf-csrf-token").dumps(_RAW_TOKEN)
        self._people = range(1, PEOPLE + 1)
        with transaction():
            trainer, cookie = self._account(None, Role.TRAINER, city)
            self._trainer = cookie
            phones = {one: self._account(one, Role.LEARNER, city) for one in self._people}
            self._phones = {one: cookie for one, (_account, cookie) in phones.items()}
            self._meetings = _plan(city, trainer, 2 * (ROUNDS + 1))
        self._codes = badge_codes(self._people)

    def badges(self, number: int) -> list[bytes]:
        """What a trainer's phone sends: each person's badge, one at a time."""
        path = f"/scanner/{self._meetings[number]}/scans"
        return [
            post(
                path,
                json.dumps({"device": "phone", "scans": [_scan(self._codes[one])]}).encode(),
                "application/json",
                Cookie=self._trainer,
                X_CSRFToken=self._token,
            )
            for one in self._people
        ]

    def own_phones(self, number: int) -> list[bytes]:
        """What people's own phones send, once they have scanned the code of the room."""
        meeting = self._meetings[number]
        kind = "application/x-www-form-urlencoded"
        body = f"csrf_token={self._token}".encode()
        return [
            post("/here", body, kind, Cookie=f"{cookie}; {_scanned(meeting)}")
            for cookie in self._phones.values()
        ]

    def check_nobody_is_lost_or_doubled(self) -> None:
        """Everybody is at every meeting, once."""
        rows = db.session.execute(
            select(CheckIn.meeting_id, func.count(), func.count(CheckIn.person_id.distinct()))
            .group_by(CheckIn.meeting_id)
            .order_by(CheckIn.meeting_id)
        )
        everybody = [(meeting, PEOPLE, PEOPLE) for meeting in self._meetings]
        assert [tuple(row) for row in rows] == everybody
        assert db.session.scalar(text("SELECT count(*) FROM marks")) == PEOPLE * (ROUNDS + 1)

    def _account(self, person_id: int | None, role: Role, unit_id: int) -> tuple[int, str]:
        """A new account, and the cookie of a browser that is signed in to it."""
        token, now = new_token(), clock.now()
        account = Account(
            email=f"konto{person_id or ''}@szkoly.example",
            display_name=f"Konto {person_id or ''}",
            person_id=person_id,
            language="pl",
            created_at=now,
        )
        db.session.add(account)
        db.session.flush()
        lasting = {"started_at": now, "expires_at": now + timedelta(hours=2), "user_agent": "b"}
        signed_in = SignInSession(token_hash=token_hash(token), account_id=account.id, **lasting)
        held = {"role": role, "unit_id": unit_id, "started_on": date(2026, 1, 1)}
        db.session.add_all([signed_in, RoleGrant(account_id=account.id, **held)])
        return account.id, self._sign(token)


def _plan(city: int, trainer: int, meetings: int) -> list[int]:
    """A session that began ten minutes ago, to which everybody is invited; ids of its meetings."""
    now = clock.now()
    version = db.session.scalars(select(TrainingVersion)).one()
    session = TrainingSession(
        version_id=version.id,
        unit_id=city,
        title="Bezpieczeństwo informacji",
        remarks="",
        form=Form.ON_SITE,
        walk_ins=True,
        opens_before_minutes=15,
        late_after_minutes=15,
        has_check_out=False,
        planned_at=now,
        planned_by="bench",
        trainers=[SessionTrainer(account_id=trainer, function="")],
        invited=[InvitedUnit(unit_id=city, teaching_only=False)],
    )
    begun = now - timedelta(minutes=10)
    for number in range(meetings):
        starts = begun + timedelta(milliseconds=number)
        ends = begun + timedelta(hours=2)
        session.meetings.append(Meeting(starts_at=starts, ends_at=ends, place="Sala", link=""))
    db.session.add(session)
    db.session.execute(
        text('CREATE TABLE marks (id INTEGER PRIMARY KEY, "key" VARCHAR(40) UNIQUE)')
        if db.engine.dialect.name == "sqlite"
        else text('CREATE TABLE marks (id SERIAL PRIMARY KEY, "key" VARCHAR(40) UNIQUE)')
    )
    db.session.flush()
    return [meeting.id for meeting in session.meetings]


def _signer(app: Flask) -> Callable[[str], str]:
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    name = app.config["SESSION_COOKIE_NAME"]
    rest = {"_fresh": True, "csrf_token": _RAW_TOKEN}
    return lambda token: f"{name}={serializer.dumps({'_user_id': token, **rest})}"


def _scan(code: str) -> dict[str, Any]:
    sent = {"key": str(uuid4()), "code": code, "person_id": None, "way": "badge"}
    return {**sent, "kind": "in", "age_ms": 120, "offline": False}


def _scanned(meeting_id: int) -> str:
    """The cookies of a phone that scanned the code of the room."""
    receipt = new_receipt(meeting_id, Way.ROOM_CODE, clock.now())
    return f"kadra_receipt={sealed(receipt, _SECRET)}; kadra_device={uuid4()}"


def _marks() -> list[bytes]:
    return [
        post("/marks", json.dumps({"key": str(uuid4())}).encode(), "application/json")
        for _ in range(PEOPLE)
    ]
