"""A trainer at the desk of a meeting: tells who came and left, and reads the ledger."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.attendance.arrival import Arrival, Outcome
from app.attendance.checkin import Refusal, Way
from app.attendance.models.ledger import CheckIn, CheckOut, RefusedScan
from app.attendance.queries.doors import Door, door_or_404
from app.attendance.queries.ledger import LedgerLine, ledger_of
from app.attendance.queries.links import badge_codes
from app.attendance.routes.telling import telling
from app.attendance.services.check_ins import check_in, check_out
from app.core import clock
from app.core.actors import command_line
from app.core.db import db, row_by_row, transaction
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.sessions import add_session

TRAINER = command_line("Tomasz Cień")


@dataclass
class Desk:
    """A meeting that began ten minutes ago."""

    city: City
    meeting_id: int
    session_id: int
    starts_at: datetime
    #: now, for whoever asks it; clocks do not move in a test
    now: datetime = field(default_factory=clock.now)

    def tell(
        self,
        name: str | int,
        minutes_ago: float = 0,
        *,
        out: bool = False,
        key: str | None = None,
        way: Way = Way.BADGE,
        device: str = "phone",
        is_offline: bool = False,
        review: Refusal | None = None,
    ) -> Outcome:
        """Somebody is told to have come, or left (`out=True`), so long ago."""
        tell = check_out if out else check_in
        person_id = self.city.persons[name] if isinstance(name, str) else name
        when = self.now - timedelta(minutes=minutes_ago)
        arrival = Arrival(way, when, device, key or str(uuid4()), is_offline, review)
        with self.city.app.app_context(), row_by_row():
            door = door_or_404(self.meeting_id)
            with telling(door):
                return tell(door, person_id, arrival, by=TRAINER, at=self.now)

    def door(self) -> Door:
        with self.city.app.app_context():
            return door_or_404(self.meeting_id)

    def line(self, name: str) -> LedgerLine:
        """What the ledger knows of the person."""
        with self.city.app.app_context():
            lines = ledger_of(door_or_404(self.meeting_id))
        return next(one for one in lines if one.person.person_id == self.city.persons[name])

    def people_in(self) -> set[str]:
        """Who has a row, by short name."""
        names = {number: name for name, number in self.city.persons.items()}
        with self.rows(CheckIn) as rows:
            return {names[one.person_id] for one in rows}

    def reasons(self) -> list[Refusal]:
        """Why scans were refused, in order."""
        with self.rows(RefusedScan) as rows:
            return [one.reason for one in rows]

    @contextmanager
    def rows(self, table: type[Any]) -> Iterator[list[Any]]:
        with self.city.app.app_context():
            yield list(db.session.scalars(select(table).order_by(table.id)))

    def count(self, table: type[CheckIn | CheckOut | RefusedScan]) -> int:
        with self.city.app.app_context():
            return db.session.scalar(select(func.count()).select_from(table)) or 0

    def badge(self, name: str) -> str:
        """The code on the person's badge."""
        person_id = self.city.persons[name]
        with self.city.app.app_context():
            return badge_codes([person_id])[person_id]


def set_desk(city: City, invited: str = "a", **columns: Any) -> Desk:  # noqa: ANN401 - of a session
    """Staff of a unit is invited to a session that Tomasz leads."""
    now = clock.now()
    with city.app.app_context(), transaction():
        session = add_session(
            city.units["city"],
            starts_at=now - timedelta(minutes=10),
            invited=[city.units[invited]],
            trainers=[city.accounts["tomasz"]],
            **columns,
        )
        meeting = session.meetings[0]
        return Desk(city, meeting.id, session.id, meeting.starts_at, now)


def scan(code: str | None = None, person_id: int | None = None, **more: object) -> dict[str, Any]:
    """A scan as the scanner sends it."""
    sent = {"key": str(uuid4()), "code": code, "person_id": person_id, "kind": "in"}
    way = "badge" if code is not None else "name"
    return {**sent, "way": way, "age_ms": 200, "offline": False, **more}


def send(browser: Visitor, meeting_id: int, *scans: dict[str, Any]) -> TestResponse:
    """What the server answers to a batch."""
    return browser.client.post(
        f"/scanner/{meeting_id}/scans",
        data=json.dumps({"device": "phone-1", "scans": scans}),
        content_type="application/json",
        headers={"X-CSRFToken": browser._token()},
    )


def told(answer: TestResponse, status: int = 200) -> dict[str, Any]:
    """What the server told, as JSON."""
    assert answer.status_code == status, answer.text[:1000]
    assert isinstance(answer.json, dict)
    return answer.json
