"""Whoever scans the wall comes in while the door is open, and is told why not otherwise."""

from datetime import timedelta

import pytest

from app.attendance.checkin import Refusal
from app.attendance.models.lists import Closing
from app.attendance.models.sessions import Meeting
from app.core import clock
from app.core.db import db, transaction
from tests.support.city import City
from tests.support.halls import Hall, open_hall
from tests.support.sessions import add_sign_up


@pytest.fixture
def hall(city: City, monkeypatch: pytest.MonkeyPatch) -> Hall:
    return open_hall(city, monkeypatch)


def test_before_the_door_opens_the_time_is_told(hall: Hall) -> None:
    opens_at = hall.starts_at - timedelta(minutes=15)
    hall.put_clock(opens_at - timedelta(seconds=1))

    page = hall.phone("teresa").get(f"/o/{hall.code().token}", status=409)

    assert f"Check-in opens at {clock.local(opens_at):%H:%M}." in page
    assert hall.reasons() == [Refusal.TOO_EARLY]


def test_it_opens_to_the_second(hall: Hall) -> None:
    phone = hall.phone("teresa")
    hall.put_clock(hall.starts_at - timedelta(minutes=15))
    hall.scan(phone)
    phone.post("/here")

    assert hall.people_in() == {"teresa"}


def test_after_the_end_nobody_scans_any_more(hall: Hall) -> None:
    hall.put_clock(hall.ends_at + timedelta(seconds=1))

    page = hall.phone("teresa").get(f"/o/{hall.code().token}", status=409)

    assert "The meeting is over" in page
    assert hall.reasons() == [Refusal.TOO_LATE]


def test_a_session_closed_in_between_is_closed(hall: Hall) -> None:
    phone = hall.phone("teresa")
    hall.scan(phone)
    with hall.city.app.app_context(), transaction():
        session = db.session.get_one(Meeting, hall.meeting_id).session
        db.session.add(Closing(session=session, number=1, closed_at=clock.now(), closed_by="K"))

    assert "The session is closed" in phone.post("/here", status=409).text
    assert hall.reasons() == [Refusal.CLOSED]


def test_a_cancelled_session_lets_nobody_in(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    hall = open_hall(
        city, monkeypatch, cancelled_at=clock.now(), cancelled_by="K", cancelled_reason="awaria"
    )

    assert "is cancelled" in hall.phone("teresa").get(f"/o/{hall.code().token}", status=409)


def test_only_those_invited_come_in_if_nobody_else_may(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = open_hall(city, monkeypatch, walk_ins=False)
    phone = hall.phone("stefan")
    hall.scan(phone)

    assert "Only those who are invited come in" in phone.get("/here")
    assert "You are not on the list" in phone.post("/here", status=409).text

    with hall.ledger() as (kept, [refused]):
        assert kept == []
        assert (refused.reason, refused.person_id) == (
            Refusal.NOT_INVITED,
            city.persons["stefan"],
        )


def test_whoever_is_not_expected_comes_in_while_there_are_seats(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = open_hall(city, monkeypatch, capacity=2)
    with city.app.app_context(), transaction():
        add_sign_up(db.session.get_one(Meeting, hall.meeting_id).session, city.persons["teresa"])
    answers = {}
    for name in ("hanna", "stefan", "teresa"):
        phone = hall.phone(name)
        hall.scan(phone)
        answers[name] = phone.send("/here").status_code

    assert answers == {"hanna": 302, "stefan": 409, "teresa": 302}
    assert hall.reasons() == [Refusal.FULL]


def test_an_account_of_nobody_cannot_be_in_a_room(hall: Hall) -> None:
    auditor = hall.phone("olga")
    hall.scan(auditor)

    auditor.get("/here", status=403)
