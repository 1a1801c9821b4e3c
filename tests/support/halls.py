"""A hall with a wall that shows codes, phones that scan them, and a clock that can be put on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.attendance.checkin import Refusal
from app.attendance.models.ledger import CheckIn, RefusedScan
from app.attendance.room_codes import Shown, shown
from app.core import clock
from app.core.db import db, transaction
from tests.support.city import City, sign_in
from tests.support.pages import Visitor
from tests.support.sessions import add_session

SECONDS = 20


@dataclass
class Hall:
    """A meeting, and the clock on the server."""

    city: City
    monkeypatch: pytest.MonkeyPatch
    meeting_id: int
    secret: str
    starts_at: datetime
    ends_at: datetime

    def wait(self, **passed: float) -> None:
        """So much time passes."""
        self.put_clock(clock.now() + timedelta(**passed))

    def put_clock(self, at: datetime) -> None:
        self.monkeypatch.setattr(clock, "now", lambda: at)

    def code(self) -> Shown:
        """What the wall shows now."""
        return shown(self.secret, self.meeting_id, clock.now(), SECONDS)

    def phone(self, persona: str | None = None) -> Visitor:
        """A phone, signed in as somebody or not."""
        return Visitor(self.city, persona)

    def scan(self, phone: Visitor) -> None:
        """The phone's camera follows the code on the wall."""
        response = phone.client.get(f"/o/{self.code().token}")
        assert (response.status_code, response.headers["Location"]) == (302, "/here")

    def sign_in(self, phone: Visitor, persona: str) -> None:
        sign_in(self.city.app, phone.client, self.city.accounts[persona])

    @contextmanager
    def ledger(self) -> Iterator[tuple[list[CheckIn], list[RefusedScan]]]:
        """What is kept: check-ins and refused scans, in order."""
        with self.city.app.app_context():
            yield (
                list(db.session.scalars(select(CheckIn).order_by(CheckIn.id))),
                list(db.session.scalars(select(RefusedScan).order_by(RefusedScan.id))),
            )

    def reasons(self) -> list[Refusal]:
        with self.ledger() as (_in, refused):
            return [one.reason for one in refused]

    def people_in(self) -> set[str]:
        names = {number: name for name, number in self.city.persons.items()}
        with self.ledger() as (here, _refused):
            return {names[one.person_id] for one in here}


def open_hall(
    city: City,
    monkeypatch: pytest.MonkeyPatch,
    invited: str = "a",
    **columns: Any,  # noqa: ANN401 - columns are of any type
) -> Hall:
    """Staff of a unit is invited to a session that began ten minutes ago, on a clock that stands.

    Tomasz leads it. `columns` are those of the session. Browsers read the source texts.
    """
    city.language = "en"
    now = clock.now()
    begun = now - timedelta(minutes=10)
    with city.app.app_context(), transaction():
        session = add_session(
            city.units["city"],
            starts_at=begun,
            invited=[city.units[invited]],
            trainers=[city.accounts["tomasz"]],
            **columns,
        )
        meeting = session.meetings[0]
        hall = Hall(city, monkeypatch, meeting.id, meeting.secret, begun, meeting.ends_at)
    hall.put_clock(now)
    return hall
