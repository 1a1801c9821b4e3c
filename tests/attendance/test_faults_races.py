"""Several phones at the same moment: one row per person, and no seat is given twice."""

from functools import partial

import pytest

from app.attendance.arrival import Outcome, Result
from app.attendance.checkin import Refusal
from app.attendance.models.ledger import CheckIn, CheckOut
from tests.attendance.desk import scan, send, set_desk, told
from tests.support.at_once import at_once
from tests.support.city import City
from tests.support.pages import Visitor

TRIES = 4


def test_the_same_badge_scanned_by_two_trainers_at_once_is_one_check_in(city: City) -> None:
    desk = set_desk(city)
    phones = [Visitor(city, name) for name in ("tomasz", "kazimierz")]
    badge = desk.badge("teresa")
    answers = at_once(*(partial(send, phone, desk.meeting_id, scan(badge)) for phone in phones))
    results = sorted(told(answer)["results"][0]["result"] for answer in answers)
    assert results == ["already_in", "checked_in"]
    assert desk.count(CheckIn) == 1


@pytest.mark.parametrize("out", [False, True])
def test_told_by_four_at_once_it_is_one_row(city: City, out: bool) -> None:
    for _ in range(TRIES):
        desk = set_desk(city)
        outcomes = at_once(*(partial(desk.tell, "teresa", 1, out=out) for _ in range(4)))
        assert sorted(one.result for one in outcomes) == [Result.ALREADY_IN] * 3 + [
            Result.CHECKED_IN
        ]
    assert desk.count(CheckOut if out else CheckIn) == TRIES


def test_the_last_seat_goes_to_one_of_two_who_come_at_once(city: City) -> None:
    for _ in range(TRIES):
        desk = set_desk(city, capacity=1)
        outcomes = at_once(*(partial(desk.tell, name) for name in ("stefan", "hanna")))
        assert _reasons(outcomes) == {None, Refusal.FULL}
    assert desk.count(CheckIn) == TRIES


def test_a_receipt_used_by_two_at_once_serves_one(city: City) -> None:
    for number in range(TRIES):
        desk = set_desk(city)
        key = f"receipt-{number}"
        outcomes = at_once(*(partial(desk.tell, name, key=key) for name in ("stefan", "hanna")))
        assert _reasons(outcomes) == {None, Refusal.USED_RECEIPT}
    assert desk.count(CheckIn) == TRIES


def _reasons(outcomes: list[Outcome]) -> set[Refusal | None]:
    return {one.refusal for one in outcomes}
