"""Somebody scans the wall with their own phone, signs in as slowly as they like, and is in."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.attendance.checkin import Refusal, Way
from app.attendance.models.lists import Closing
from app.attendance.models.sessions import Meeting
from app.attendance.receipts import new_receipt, sealed
from app.core import clock
from app.core.db import db, transaction
from tests.support.city import City
from tests.support.halls import Hall, open_hall
from tests.support.pages import Visitor
from tests.support.sessions import add_sign_up


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
    token = hall.code().token[:-1] + "#"

    assert "This code is not known" in hall.phone().get(f"/o/{token[:-1]}0", status=404)

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


# --- the door ------------------------------------------------------------------------------------


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


# --- typed ---------------------------------------------------------------------------------------


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
