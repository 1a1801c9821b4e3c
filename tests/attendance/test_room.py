"""Somebody scans the wall with their own phone, signs in as slowly as they like, and is in."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.attendance.checkin import Refusal, Way
from app.attendance.receipts import new_receipt, sealed
from app.core import clock
from tests.support.city import City
from tests.support.halls import Hall, open_hall


@pytest.fixture
def hall(city: City, monkeypatch: pytest.MonkeyPatch) -> Hall:
    return open_hall(city, monkeypatch)


def test_a_scan_and_one_press_and_teresa_is_in(hall: Hall) -> None:
    phone = hall.phone("teresa")
    hall.scan(phone)

    page = phone.get("/here", budget=3)
    pressed = phone.post("/here")

    assert "Teresa Łąka" in page
    assert "SP nr 1" in page
    assert "I am here" in page
    assert pressed.headers["Location"] == "/here/done"
    assert "You are in" in phone.get("/here/done", budget=2)
    with hall.ledger() as ([kept], refused):
        assert kept.person_id == hall.city.persons["teresa"]
        assert (kept.way, kept.is_offline, kept.review) == (Way.ROOM_CODE, False, None)
        assert kept.confirmed_by == "Teresa"
        assert not kept.shares_device
        assert str(UUID(kept.device)) == kept.device
        assert refused == []


def test_signing_in_slowly_loses_nothing(hall: Hall) -> None:
    """What counts is when the code was scanned, not when a password was found."""
    phone, scanned_at = hall.phone(), clock.now()
    hall.scan(phone)
    asked = phone.client.get("/here")
    assert asked.headers["Location"] == "/sign-in?next=/here"
    assert "The code is read" in phone.get("/sign-in?next=/here")

    hall.wait(minutes=10)
    hall.sign_in(phone, "teresa")
    phone.get("/here")
    phone.post("/here")

    with hall.ledger() as ([kept], _refused):
        assert kept.claimed_at == scanned_at
        assert (
            kept.recorded_at == scanned_at + timedelta(minutes=10) or kept.recorded_at > scanned_at
        )


def test_whoever_scans_before_the_end_may_sign_in_after_it(hall: Hall) -> None:
    phone = hall.phone()
    hall.put_clock(hall.ends_at)
    hall.scan(phone)

    hall.wait(minutes=15)
    hall.sign_in(phone, "teresa")
    phone.post("/here")

    assert hall.people_in() == {"teresa"}


def test_a_scan_that_is_too_old_is_told_so(hall: Hall) -> None:
    phone = hall.phone("teresa")
    hall.scan(phone)
    hall.wait(minutes=15, seconds=1)

    assert "This scan is too old" in phone.get("/here", status=409)
    assert "A scan holds for 15 minutes" in phone.post("/here", status=409).text

    assert hall.people_in() == set()
    assert hall.reasons() == [Refusal.EXPIRED_RECEIPT]


@pytest.mark.parametrize(
    "seconds, status", [(0, 302), (19, 302), (39, 302), (41, 410), (900, 410), (960, 404)]
)
def test_a_photo_of_the_code_is_soon_worth_nothing(hall: Hall, seconds: int, status: int) -> None:
    hall.put_clock(hall.starts_at.replace(second=0, microsecond=0) + timedelta(minutes=1))
    photo = hall.code().token
    hall.wait(seconds=seconds)

    answer = hall.phone("teresa").client.get(f"/o/{photo}")

    assert answer.status_code == status
    assert ("kadra_receipt" in str(answer.headers.getlist("Set-Cookie"))) == (status == 302)
    expected = {302: [], 410: [Refusal.EXPIRED_CODE], 404: [Refusal.UNKNOWN_CODE]}
    assert hall.reasons() == expected[status]


def test_a_forged_code_is_refused_and_kept(hall: Hall) -> None:
    token = hall.code().token
    forged = token[:-1] + ("1" if token.endswith("0") else "0")

    assert "This code is not known" in hall.phone().get(f"/o/{forged}", status=404)

    with hall.ledger() as (_in, [refused]):
        assert (refused.reason, refused.way) == (Refusal.UNKNOWN_CODE, Way.ROOM_CODE)
        assert (refused.meeting_id, refused.person_id, refused.presented_by) == (None, None, "")


def test_a_receipt_serves_one_person(hall: Hall) -> None:
    phone = hall.phone("teresa")
    hall.scan(phone)
    phone.post("/here")

    hall.sign_in(phone, "hanna")

    assert "This scan is used already" in phone.get("/here", status=409)
    assert "one scan serves one person" in phone.post("/here", status=409).text
    assert hall.people_in() == {"teresa"}
    assert hall.reasons() == [Refusal.USED_RECEIPT]


def test_a_receipt_carried_to_another_phone_serves_one_person_too(hall: Hall) -> None:
    phone, other = hall.phone("teresa"), hall.phone("hanna")
    hall.scan(phone)
    stolen = phone.client.get_cookie("kadra_receipt", path="/here")
    assert stolen is not None
    other.client.set_cookie("kadra_receipt", stolen.value, path="/here")

    phone.post("/here")
    other.post("/here", status=409)

    assert hall.people_in() == {"teresa"}


def test_a_second_person_on_the_same_phone_scans_again_and_is_marked(hall: Hall) -> None:
    phone = hall.phone("teresa")
    hall.scan(phone)
    phone.post("/here")

    hall.sign_in(phone, "hanna")
    hall.scan(phone)
    assert "has checked in somebody else" in phone.get("/here")
    phone.post("/here")

    assert "has checked in somebody else" in phone.get("/here/done")
    with hall.ledger() as (kept, _refused):
        assert [one.shares_device for one in kept] == [False, True]
        assert len({one.device for one in kept}) == 1


def test_whoever_is_in_is_told_since_when(hall: Hall) -> None:
    phone = hall.phone("teresa")
    for _ in range(2):
        hall.scan(phone)
        phone.post("/here")

    assert phone.client.get("/here").headers["Location"] == "/here/done"
    assert "Checked in on" in phone.get("/here/done")
    with hall.ledger() as (kept, refused):
        assert (len(kept), refused) == (1, [])


def test_whoever_comes_late_is_told_so(hall: Hall) -> None:
    phone = hall.phone("teresa")
    hall.put_clock(hall.starts_at + timedelta(minutes=16))
    hall.scan(phone)
    phone.post("/here")

    assert "which is late: the meeting began at" in phone.get("/here/done")


def test_not_me_signs_out_and_comes_back(hall: Hall) -> None:
    phone = hall.phone("teresa")
    hall.scan(phone)
    assert "This is not me" in phone.get("/here")

    left = phone.post("/sign-out", {"next": "/here"})
    assert left.headers["Location"] == "/sign-in?next=/here"
    hall.sign_in(phone, "hanna")
    phone.post("/here")

    assert hall.people_in() == {"hanna"}


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_signing_out_leads_to_no_other_site(hall: Hall, address: str) -> None:
    left = hall.phone("teresa").post("/sign-out", {"next": address})

    assert left.headers["Location"] == "/sign-in"


def test_without_a_scan_the_page_says_what_to_do(hall: Hall) -> None:
    phone = hall.phone("teresa")

    assert "Scan the code first" in phone.get("/here")
    assert phone.post("/here").headers["Location"] == "/here"
    assert phone.client.get("/here/done").headers["Location"] == "/here"


def test_a_receipt_that_somebody_wrote_themselves_is_none(hall: Hall) -> None:
    phone = hall.phone("teresa")
    forged = sealed(new_receipt(hall.meeting_id, Way.ROOM_CODE, clock.now()), "their own key")
    phone.client.set_cookie("kadra_receipt", forged, path="/here")

    assert "Scan the code first" in phone.get("/here")
    phone.post("/here")

    assert hall.people_in() == set()


def test_cookies_stay_with_the_server_and_the_receipt_on_its_page(hall: Hall) -> None:
    phone = hall.phone()
    answer = phone.client.get(f"/o/{hall.code().token}")

    cookies = {one.split("=")[0]: one for one in answer.headers.getlist("Set-Cookie")}

    assert all("HttpOnly" in one and "SameSite=Lax" in one for one in cookies.values())
    assert "Path=/here" in cookies["kadra_receipt"]
    assert hall.secret not in str(answer.headers)
