"""Corrections are added with a reason and an author; nothing that was kept is changed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.attendance.models.ledger import CheckIn, Correction
from app.attendance.queries.counts import counts
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from tests.attendance.desk import Desk, set_desk
from tests.support.city import City
from tests.support.pages import Visitor

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def desk(city: City) -> Desk:
    city.language = "en"
    return set_desk(city)


@pytest.fixture
def tomasz(desk: Desk) -> Visitor:
    return Visitor(desk.city, "tomasz")


def page_of(desk: Desk, name: str) -> str:
    return f"/meetings/{desk.meeting_id}/people/{desk.city.persons[name]}"


def said(how: str, **more: str) -> dict[str, str]:
    return {"said": how, "reason": "podpis na liście", **more}


def wall_clock(desk: Desk, minutes: int) -> str:
    """The time so many minutes after the start, as a form takes it."""
    return f"{clock.local(desk.starts_at + timedelta(minutes=minutes)):%H:%M}"


def test_a_correction_has_the_last_word_and_the_scan_stays(desk: Desk, tomasz: Visitor) -> None:
    desk.tell("teresa")
    tomasz.post(page_of(desk, "teresa"), said("absent"))
    assert not desk.line("teresa").presence.is_present
    tomasz.post(page_of(desk, "teresa"), said("present", left=wall_clock(desk, 40)))
    there = desk.line("teresa").presence
    assert (there.is_present, there.left_at is not None) == (True, True)
    assert desk.count(CheckIn) == 1
    with desk.rows(Correction) as rows:
        assert [(one.is_present, one.reason, one.corrected_by) for one in rows] == [
            (False, "podpis na liście", "Tomasz"),
            (True, "podpis na liście", "Tomasz"),
        ]


def test_whoever_scans_on_is_told_the_number_as_corrected(desk: Desk, tomasz: Visitor) -> None:
    for name in ("teresa", "hanna"):
        desk.tell(name)
    with desk.city.app.app_context():
        assert counts(desk.door()).present == 2
    tomasz.post(page_of(desk, "teresa"), said("absent"))
    tomasz.post(page_of(desk, "stefan"), said("present"))
    tomasz.post(page_of(desk, "hanna"), said("absent"))
    with desk.city.app.app_context():
        assert counts(desk.door()).present == 1


def test_somebody_nobody_scanned_was_here_from_the_start(desk: Desk, tomasz: Visitor) -> None:
    tomasz.post(page_of(desk, "hanna"), said("present"))
    there = desk.line("hanna").presence
    assert (there.minutes, there.is_late, there.is_partial) == (90, False, False)


def test_whoever_is_missing_may_be_excused_without_a_why(desk: Desk, tomasz: Visitor) -> None:
    tomasz.post(page_of(desk, "hanna"), said("excused"))
    there = desk.line("hanna").presence
    assert (there.is_present, there.is_excused) == (False, True)
    assert "excused" in tomasz.get(f"/meetings/{desk.meeting_id}?show=missing")


def test_the_log_says_what_held_before_and_who_says_otherwise(desk: Desk, tomasz: Visitor) -> None:
    tomasz.post(page_of(desk, "teresa"), said("present"))
    with desk.city.app.app_context():
        entry = db.session.scalars(
            select(AuditEntry).where(AuditEntry.action == "attendance.corrected")
        ).one()
    assert (entry.actor_name, entry.reason) == ("Tomasz", "podpis na liście")
    assert (entry.is_correction, entry.changes["is_present"]) == (True, [False, True])


def test_a_scan_after_somebody_was_marked_absent_is_to_be_looked_at(
    desk: Desk, tomasz: Visitor
) -> None:
    tomasz.post(page_of(desk, "teresa"), said("absent"))
    desk.now += timedelta(minutes=1)
    desk.tell("teresa")
    assert not desk.line("teresa").presence.is_present
    assert "after somebody had marked them as absent" in tomasz.get(
        f"/meetings/{desk.meeting_id}?show=doubtful"
    )
    tomasz.post(page_of(desk, "teresa"), said("present"))
    assert not desk.line("teresa").asks_for_review


@pytest.mark.parametrize(
    "given, message",
    [
        ({"said": "present"}, "Write why, in a few words."),
        ({"said": "elsewhere", "reason": "x"}, "This is no longer on the list. Choose again."),
        (said("present", arrived="25:99"), "This is not a time of day. Write it like 14:00."),
        (said("present", arrived="+91"), "The meeting was over by then. Check the time."),
        (said("present", left="+0"), "The meeting had not begun by then. Check the time."),
        (said("present", arrived="+20", left="+20"), "This is before they came. Check both times."),
        (said("present", reason="x" * 301), "300"),
    ],
)
@on_one_database
def test_what_makes_no_sense_is_told_and_nothing_is_kept(
    desk: Desk, tomasz: Visitor, given: dict[str, Any], message: str
) -> None:
    data = {
        name: wall_clock(desk, int(value)) if value.startswith("+") else value
        for name, value in given.items()
    }
    answer = tomasz.post(page_of(desk, "teresa"), data, status=200)
    assert message in answer.text
    with desk.rows(Correction) as rows:
        assert rows == []


@on_one_database
def test_times_of_somebody_who_was_not_here_do_not_count(desk: Desk, tomasz: Visitor) -> None:
    data = said("absent", arrived=wall_clock(desk, 20), left=wall_clock(desk, 10))
    tomasz.post(page_of(desk, "teresa"), data)
    with desk.rows(Correction) as [one]:
        assert (one.arrived_at, one.left_at) == (None, None)


@on_one_database
def test_the_page_tells_the_whole_story_of_a_person(desk: Desk, tomasz: Visitor) -> None:
    desk.tell("teresa", 30, is_offline=True)
    desk.tell("teresa", 1, out=True)
    tomasz.post(page_of(desk, "teresa"), said("present", arrived=wall_clock(desk, 1)))
    page = tomasz.get(page_of(desk, "teresa"))
    for words in ("Teresa Łąka", "(badge).", "it waited for a network until", "podpis na liście"):
        assert words in page


@pytest.mark.parametrize("person", [4711, "adam"])
@on_one_database
def test_nobody_is_corrected_whom_the_meeting_cannot_know(
    desk: Desk, tomasz: Visitor, person: int | str
) -> None:
    number = person if isinstance(person, int) else 2**31 - 1
    tomasz.get(f"/meetings/{desk.meeting_id}/people/{number}", status=404)


def test_the_database_keeps_corrections(desk: Desk, tomasz: Visitor) -> None:
    tomasz.post(page_of(desk, "teresa"), said("absent"))
    for sentence in (
        "DELETE FROM attendance_corrections",
        "UPDATE attendance_corrections SET reason = 'x'",
    ):
        with desk.city.app.app_context(), pytest.raises(DatabaseError), transaction():
            db.session.execute(text(sentence))
