"""Guessing typed codes leads nowhere, soon leaves no traces, and takes nothing from cameras."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from flask.testing import FlaskClient

from app.attendance.wrong_codes import PER_DEVICE, PER_NETWORK, WrongCodes
from app.core import clock
from app.core.paper.codes import digits
from tests.support.city import City
from tests.support.halls import Hall, open_hall

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE, THERE = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def hall(city: City, monkeypatch: pytest.MonkeyPatch) -> Hall:
    return open_hall(city, monkeypatch)


def test_a_device_is_wrong_ten_times_in_five_minutes() -> None:
    wrong = WrongCodes()

    assert [wrong.count("phone", HERE, NOON) for _ in range(PER_DEVICE)] == [None] * PER_DEVICE
    assert wrong.count("phone", HERE, NOON) == NOON + timedelta(minutes=5)
    assert wrong.blocked_until("phone", THERE, NOON) == NOON + timedelta(minutes=5)
    assert wrong.blocked_until("other phone", HERE, NOON) is None
    assert wrong.blocked_until("phone", HERE, NOON + timedelta(minutes=5)) is None


def test_a_network_is_wrong_a_hundred_times_in_ten_minutes() -> None:
    wrong = WrongCodes()
    for number in range(PER_NETWORK):
        assert wrong.count(f"phone {number}", HERE, NOON) is None

    assert wrong.blocked_until("phone", HERE, NOON) == NOON + timedelta(minutes=10)
    assert wrong.blocked_until("phone", THERE, NOON) is None


def wrong_codes(hall: Hall) -> "count[int]":
    """Numbers of codes that the wall shows neither now nor did just before."""
    return count(int.from_bytes(hall.secret[:3].encode()))


def post(client: FlaskClient, token: str, code: str) -> int:
    return client.post("/o", data={"code": code, "csrf_token": token}).status_code


def test_300_wrong_codes_are_answered_kept_and_stopped(hall: Hall) -> None:
    phone = hall.phone()
    token = phone._token()
    numbers = wrong_codes(hall)

    answers = [post(phone.client, token, digits(next(numbers), 6)) for _ in range(300)]

    assert answers == [404] * PER_DEVICE + [429] * (300 - PER_DEVICE)
    assert len(hall.reasons()) == PER_DEVICE


def test_a_guesser_who_forgets_who_they_are_is_stopped_too(hall: Hall) -> None:
    phone = hall.phone()
    token = phone._token()
    numbers = wrong_codes(hall)
    answers = []
    for _ in range(300):
        phone.client.delete_cookie("kadra_device")
        answers.append(post(phone.client, token, digits(next(numbers), 6)))

    assert answers == [404] * PER_NETWORK + [429] * (300 - PER_NETWORK)
    assert len(hall.reasons()) == PER_NETWORK


def test_while_typing_waits_cameras_go_on(hall: Hall) -> None:
    guesser = hall.phone()
    token = guesser._token()
    numbers = wrong_codes(hall)
    for _ in range(PER_NETWORK + 1):
        guesser.client.delete_cookie("kadra_device")
        post(guesser.client, token, digits(next(numbers), 6))

    stopped = hall.phone("teresa").send("/o", {"code": hall.code().typed})
    phone = hall.phone("hanna")
    hall.scan(phone)
    phone.post("/here")

    assert stopped.status_code == 429
    assert 0 < int(stopped.headers["Retry-After"]) <= 601
    assert "scan it with your phone" in stopped.text
    assert hall.people_in() == {"hanna"}


def test_the_wait_ends(hall: Hall) -> None:
    phone = hall.phone("teresa")
    token = phone._token()
    numbers = wrong_codes(hall)
    for _ in range(PER_DEVICE + 1):
        post(phone.client, token, digits(next(numbers), 6))

    hall.put_clock(clock.now() + timedelta(minutes=5))

    assert post(phone.client, token, hall.code().typed) == 302


def test_wrong_scans_are_answered_and_soon_leave_no_traces(hall: Hall) -> None:
    phone = hall.phone()

    answers = {phone.client.get(f"/o/1{number:010}").status_code for number in range(150)}
    hall.scan(phone)

    assert answers == {404}
    assert len(hall.reasons()) == PER_DEVICE
