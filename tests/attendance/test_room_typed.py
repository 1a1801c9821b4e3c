"""Who cannot scan the wall types its code."""

import pytest

from app.attendance.checkin import Refusal, Way
from tests.support.city import City
from tests.support.halls import Hall, open_hall
from tests.support.pages import Visitor


@pytest.fixture
def hall(city: City, monkeypatch: pytest.MonkeyPatch) -> Hall:
    return open_hall(city, monkeypatch)


def typed(phone: Visitor, code: str, status: int = 302) -> str:
    return phone.post("/o", {"code": code}, status=status).text


def test_who_cannot_scan_types(hall: Hall) -> None:
    phone = hall.phone("teresa")
    code = hall.code().typed

    assert "Code of the room" in phone.get("/o", budget=1)
    typed(phone, f" {code[:4].lower()} {code[4:]} ")
    phone.post("/here")

    with hall.ledger() as ([kept], _refused):
        assert kept.way is Way.TYPED_CODE


@pytest.mark.parametrize(
    "code, said",
    [
        ("", "Type the code that stands on the screen"),
        ("7F4K9", "A code has 6 letters and digits"),
        ("7F4K922", "A code has 6 letters and digits"),
        ("Łódź12", "A code has 6 letters and digits"),
    ],
)
def test_what_cannot_be_a_code_is_told_beside_the_field(hall: Hall, code: str, said: str) -> None:
    assert said in typed(hall.phone("teresa"), code, status=422)
    assert hall.reasons() == []


def test_a_wrong_typed_code_is_kept(hall: Hall) -> None:
    wrong = hall.code().typed[:-1] + ("0" if hall.code().typed[-1] != "0" else "1")

    assert "This code is not known" in typed(hall.phone("teresa"), wrong, status=404)

    with hall.ledger() as (_in, [refused]):
        assert (refused.reason, refused.presented_by) == (Refusal.UNKNOWN_CODE, "Teresa")


def test_a_typed_code_that_is_no_longer_shown_says_so(hall: Hall) -> None:
    code = hall.code().typed
    hall.wait(minutes=1)

    assert "The code changes every 20 seconds" in typed(hall.phone("teresa"), code, status=410)
    with hall.ledger() as (_in, [refused]):
        assert (refused.reason, refused.meeting_id) == (Refusal.EXPIRED_CODE, hall.meeting_id)


def test_with_several_halls_each_code_opens_its_own(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    halls = [open_hall(city, monkeypatch) for _ in range(3)]
    phone = halls[1].phone("teresa")

    typed(phone, halls[1].code().typed)
    phone.post("/here")

    with halls[1].ledger() as ([kept], _refused):
        assert kept.meeting_id == halls[1].meeting_id
