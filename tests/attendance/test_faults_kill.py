"""The server dies in the middle of a burst: what it acknowledged is kept, the rest comes again."""

import http.client
import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest
from sqlalchemy import func, select

from app.attendance.models.ledger import CheckIn
from app.attendance.queries.links import badge_codes
from app.core.db import db, transaction
from tests.attendance.desk import Desk, scan, set_desk
from tests.support.city import City, add_employment, add_person
from tests.support.pages import Visitor
from tests.support.production import Production

PEOPLE = 80
CLIENTS = 8
KILLED_AFTER = 25


@dataclass
class Burst:
    """Trainers' phones send scans at once, each until it has an answer or the server is gone."""

    server: Production
    path: str
    headers: dict[str, str]
    #: key → what was answered
    answers: dict[str, str] = field(default_factory=dict)
    enough: threading.Event = field(default_factory=threading.Event)

    def send(self, scans: Iterable[dict[str, Any]], *, enough: int = 0) -> None:
        """All scans were sent once; `enough` is set when so many were answered."""
        waiting: Queue[dict[str, Any]] = Queue()
        for one in scans:
            waiting.put(one)
        phones = [
            threading.Thread(target=self._phone, args=(waiting, enough)) for _ in range(CLIENTS)
        ]
        for phone in phones:
            phone.start()
        if enough:
            assert self.enough.wait(30)
            self.server.kill()
        for phone in phones:
            phone.join()

    def _phone(self, waiting: Queue[dict[str, Any]], enough: int) -> None:
        while True:
            try:
                one = waiting.get_nowait()
            except Empty:
                return
            body = json.dumps({"device": threading.current_thread().name, "scans": [one]})
            try:
                status, text = self.server.post(self.path, body, self.headers)
            except (OSError, http.client.HTTPException):
                continue  # the phone keeps it
            assert status == 200, text
            [result] = json.loads(text)["results"]
            self.answers[one["key"]] = result["result"]
            if enough and len(self.answers) >= enough:
                self.enough.set()


@pytest.fixture
def badges(city: City) -> list[str]:
    """Badges of many more people of school A."""
    with city.app.app_context(), transaction():
        ids = []
        for number in range(PEOPLE):
            person = add_person("Anna", f"Nowa {number:03}", f"n{number}@szkoly.example")
            add_employment(person.id, city.units["a"], "nauczyciel")
            ids.append(person.id)
        return list(badge_codes(ids).values())


def test_what_was_acknowledged_survives_and_nothing_is_doubled(
    city: City, database_url: str, tmp_path: Path, badges: list[str]
) -> None:
    desk = set_desk(city)
    env = {
        "KADRA_DATA_DIR": str(tmp_path),
        "KADRA_DATABASE_URL": database_url,
        "KADRA_SECRET_KEY": "t" * 32,
    }
    scans = [scan(badge) for badge in badges]
    with Production(env) as server:
        burst = Burst(server, f"/scanner/{desk.meeting_id}/scans", _signed_in(city))
        burst.send(scans, enough=KILLED_AFTER)
        acknowledged = dict(burst.answers)
        assert KILLED_AFTER <= len(acknowledged) < PEOPLE
        assert acknowledged.keys() <= _keys(desk)

        server.start()
        burst.send([one for one in scans if one["key"] not in acknowledged] + scans[:10])
    assert burst.answers.keys() == {one["key"] for one in scans} == _keys(desk)
    assert set(burst.answers.values()) <= {"checked_in", "already_in"}
    assert _rows_and_people(desk) == (PEOPLE, PEOPLE)


def _signed_in(city: City) -> dict[str, str]:
    """What the trainer's phone sends with every request."""
    tomasz = Visitor(city, "tomasz")
    token = tomasz._token()
    cookie = tomasz.client.get_cookie("kadra")
    assert cookie is not None
    return {
        "Content-Type": "application/json",
        "X-CSRFToken": token,
        "Cookie": f"kadra={cookie.value}",
    }


def _keys(desk: Desk) -> set[str]:
    with desk.rows(CheckIn) as rows:
        return {one.key for one in rows}


def _rows_and_people(desk: Desk) -> tuple[int, int]:
    with desk.city.app.app_context():
        people = func.count(CheckIn.person_id.distinct())
        rows, different = db.session.execute(select(func.count(), people)).one()
        return rows, different
