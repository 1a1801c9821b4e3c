"""One row per person and meeting, however often and by whatever way it is told."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.attendance.arrival import Arrival, Result
from app.attendance.checkin import Refusal, Way
from app.attendance.models.ledger import CheckIn, CheckOut, FurtherScan, RefusedScan
from app.attendance.models.lists import Closing
from app.attendance.models.sessions import TrainingSession
from app.attendance.services.check_ins import refuse
from app.core import clock
from app.core.db import db, transaction
from tests.attendance.desk import set_desk
from tests.support.city import City, counted_queries
from tests.support.sessions import add_sign_up


def test_whoever_is_told_to_be_here_has_one_row_that_says_how(city: City) -> None:
    desk = set_desk(city)
    outcome = desk.tell("teresa", 2, key="k-1", way=Way.NAME)
    assert (outcome.result, outcome.name, outcome.school) == (
        Result.CHECKED_IN,
        "Teresa Łąka",
        "SP nr 1",
    )
    with desk.rows(CheckIn) as [row]:
        assert (row.way, row.device, row.key) == (Way.NAME, "phone", "k-1")
        assert row.confirmed_by == "Tomasz Cień"
        assert (row.recorded_at - row.claimed_at).total_seconds() == 120
        assert (row.is_offline, row.shares_device, row.review) == (False, False, None)


def test_told_again_by_whatever_way_it_is_the_same_row(city: City) -> None:
    desk = set_desk(city)
    desk.tell("teresa", 2, key="k-1")
    for key, way in (("k-1", Way.BADGE), ("k-2", Way.PAPER), ("k-3", Way.ROOM_CODE)):
        assert desk.tell("teresa", key=key, way=way).result is Result.ALREADY_IN
    assert desk.count(CheckIn) == 1
    with desk.rows(FurtherScan) as rows:
        assert rows == []


@pytest.mark.parametrize(
    "columns, minutes_ago, reason",
    [
        ({}, 30, Refusal.TOO_EARLY),
        ({}, -100, Refusal.TOO_LATE),
        ({"walk_ins": False}, 0, Refusal.NOT_INVITED),
        ({"capacity": 1}, 0, Refusal.FULL),
    ],
)
def test_who_is_refused_has_no_row_and_the_scan_is_kept_with_its_reason(
    city: City, columns: dict[str, Any], minutes_ago: int, reason: Refusal
) -> None:
    desk = set_desk(city, **columns)
    if "capacity" in columns:
        with city.app.app_context(), transaction():
            session = db.session.get_one(TrainingSession, desk.session_id)
            add_sign_up(session, city.persons["teresa"])
    outcome = desk.tell("stefan", minutes_ago)
    assert (outcome.result, outcome.refusal, outcome.check_in) == (Result.REFUSED, reason, None)
    assert outcome.name == "Stefan Nowak"
    assert desk.count(CheckIn) == 0
    with desk.rows(RefusedScan) as [kept]:
        assert (kept.reason, kept.person_id) == (reason, city.persons["stefan"])
        assert kept.presented_by == "Tomasz Cień"


def test_a_refused_scan_that_is_sent_again_is_kept_once(city: City) -> None:
    desk = set_desk(city)
    for _ in range(3):
        assert desk.tell("teresa", 30, key="early").refusal is Refusal.TOO_EARLY
    assert desk.reasons() == [Refusal.TOO_EARLY]


def test_nobody_is_known_by_a_number_that_nobody_has(city: City) -> None:
    desk = set_desk(city)
    assert desk.tell(4711).refusal is Refusal.UNKNOWN_BADGE
    with desk.rows(RefusedScan) as [kept]:
        assert kept.person_id is None


def test_nobody_comes_in_once_the_session_is_cancelled_or_closed(city: City) -> None:
    desk, other = set_desk(city), set_desk(city)
    with city.app.app_context(), transaction():
        session = db.session.get_one(TrainingSession, desk.session_id)
        session.cancelled_at, session.cancelled_by = clock.now(), "Kazimierz"
        session.cancelled_reason = "choroba trenera"
        now = clock.now()
        closing = Closing(session_id=other.session_id, number=1, closed_at=now, closed_by="Tomasz")
        db.session.add(closing)
    assert desk.tell("teresa").refusal is Refusal.CANCELLED
    assert other.tell("teresa").refusal is Refusal.CLOSED


def test_what_waited_for_a_network_is_accepted_and_somebody_looks_at_it(city: City) -> None:
    desk = set_desk(city, walk_ins=False)
    early = desk.tell("teresa", 30, is_offline=True)
    assert (early.result, early.review) == (Result.CHECKED_IN, Refusal.TOO_EARLY)
    guest = desk.tell("stefan", is_offline=True)
    assert (guest.result, guest.review) == (Result.CHECKED_IN, Refusal.NOT_INVITED)
    assert desk.tell("hanna", 1, is_offline=True).review is None
    assert desk.line("teresa").asks_for_review
    assert not desk.line("hanna").asks_for_review
    assert desk.count(RefusedScan) == 0


def test_what_was_somebody_elses_check_in_is_no_bodys_even_without_a_network(city: City) -> None:
    desk = set_desk(city)
    desk.tell("teresa", key="receipt")
    for offline in (False, True):
        other = desk.tell("hanna", key="receipt", is_offline=offline)
        assert other.refusal is Refusal.USED_RECEIPT
    assert desk.people_in() == {"teresa"}


def test_an_earlier_scan_that_comes_later_makes_somebody_be_in_time(city: City) -> None:
    desk = set_desk(city, late_after_minutes=5)
    late = desk.tell("teresa", 1, key="online")
    assert late.is_late
    in_time = desk.tell("teresa", 9, key="offline", is_offline=True)
    assert (in_time.result, in_time.is_late) == (Result.ALREADY_IN, False)
    assert not desk.line("teresa").presence.is_late
    desk.tell("teresa", 9, key="offline", is_offline=True)
    desk.tell("teresa", 7, key="between", is_offline=True)
    with desk.rows(FurtherScan) as [kept]:
        assert kept.key == "offline"
    assert desk.count(CheckIn) == 1


def test_a_scan_before_the_door_opened_does_not_make_anybody_earlier(city: City) -> None:
    desk = set_desk(city)
    desk.tell("teresa", 1)
    assert desk.tell("teresa", 30).result is Result.ALREADY_IN
    with desk.rows(FurtherScan) as rows:
        assert rows == []


def test_a_sure_scan_spares_somebody_the_review_of_a_doubtful_one(city: City) -> None:
    desk = set_desk(city)
    desk.tell("teresa", 30, is_offline=True)
    assert desk.tell("teresa", 5).review is None
    assert not desk.line("teresa").asks_for_review


def test_a_second_person_on_the_same_phone_is_marked(city: City) -> None:
    desk = set_desk(city)
    desk.tell("teresa", way=Way.ROOM_CODE, device="d-1")
    desk.tell("hanna", way=Way.TYPED_CODE, device="d-1")
    desk.tell("stefan", way=Way.ROOM_CODE, device="d-2")
    with desk.rows(CheckIn) as rows:
        assert [one.shares_device for one in rows] == [False, True, False]
    assert desk.line("hanna").asks_for_review


def test_a_trainers_phone_is_shared_by_its_nature(city: City) -> None:
    desk = set_desk(city)
    desk.tell("teresa", way=Way.BADGE, device="d-1")
    desk.tell("hanna", way=Way.NAME, device="d-1")
    with desk.rows(CheckIn) as rows:
        assert [one.shares_device for one in rows] == [False, False]


def test_whoever_leaves_gives_minutes_and_the_last_word_counts(city: City) -> None:
    desk = set_desk(city)
    desk.tell("teresa", 10)
    assert desk.tell("teresa", 4, out=True, key="o-1").result is Result.CHECKED_IN
    assert desk.tell("teresa", 4, out=True, key="o-1").result is Result.ALREADY_IN
    assert desk.tell("teresa", 6, out=True).result is Result.ALREADY_IN
    assert desk.line("teresa").presence.minutes == 6
    desk.tell("teresa", 1, out=True)
    assert desk.line("teresa").presence.minutes == 9
    assert desk.count(CheckOut) == 1


def test_leaving_may_be_told_before_coming(city: City) -> None:
    desk = set_desk(city)
    desk.tell("teresa", 1, out=True)
    assert not desk.line("teresa").presence.is_present
    desk.tell("teresa", 10, is_offline=True)
    assert desk.line("teresa").presence.minutes == 9


def test_a_check_out_with_the_key_of_another_is_refused(city: City) -> None:
    desk = set_desk(city)
    desk.tell("teresa", 1, out=True, key="same")
    assert desk.tell("hanna", 1, out=True, key="same").refusal is Refusal.USED_RECEIPT
    assert desk.tell("hanna", 30, out=True).refusal is Refusal.TOO_EARLY
    assert desk.tell(4711, out=True).refusal is Refusal.UNKNOWN_BADGE


def test_a_check_in_takes_two_statements_besides_the_door(app: Flask, city: City) -> None:
    desk = set_desk(city)
    desk.tell("hanna")
    with counted_queries(app) as statements:
        desk.tell("teresa")
    assert len(statements) == 3


@pytest.mark.parametrize("table", ["check_ins", "check_outs", "further_scans"])
def test_the_database_keeps_what_is_in_the_ledger(city: City, table: str) -> None:
    desk = set_desk(city)
    desk.tell("teresa", 1)
    desk.tell("teresa", 5)
    desk.tell("teresa", 1, out=True)
    for sentence in (f"DELETE FROM {table}", f"UPDATE {table} SET device = 'other'"):
        with city.app.app_context(), pytest.raises(DatabaseError), transaction():
            db.session.execute(text(sentence))


def test_a_refused_scan_may_be_of_no_meeting_and_of_nobody(city: City) -> None:
    desk = set_desk(city)
    scanned = Arrival(Way.ROOM_CODE, desk.now, "phone", "k-1")
    with city.app.app_context(), transaction():
        refuse(None, None, Refusal.UNKNOWN_CODE, scanned, by=None, at=desk.now)
    with desk.rows(RefusedScan) as [kept]:
        assert (kept.meeting_id, kept.person_id, kept.presented_by) == (None, None, "")
