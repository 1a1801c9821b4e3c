"""Scans from the trainers' phones: sent in any order, several times, none lost by another."""

from datetime import timedelta

import pytest
from flask import Flask

from app.attendance.checkin import Refusal
from app.attendance.models.ledger import CheckIn
from app.attendance.models.links import LinkKind, ReplacedLink
from app.attendance.services.check_ins import check_in
from app.core import clock
from app.core.db import db, transaction
from tests.attendance.desk import Desk, scan, send, set_desk, told
from tests.support.city import City, counted_queries
from tests.support.pages import Visitor

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def desk(city: City) -> Desk:
    city.language = "en"
    return set_desk(city)


@pytest.fixture
def tomasz(desk: Desk) -> Visitor:
    """The trainer's phone."""
    return Visitor(desk.city, "tomasz")


def test_a_badge_is_scanned_and_the_phone_is_told_who_it_was(desk: Desk, tomasz: Visitor) -> None:
    sent = scan(desk.badge("teresa"), key="k-1")
    answer = send(tomasz, desk.meeting_id, sent)
    at = clock.local(clock.now())
    assert told(answer) == {
        "results": [
            {
                "key": "k-1",
                "result": "checked_in",
                "sentence": f"In at {at:%H:%M}.",
                "name": "Teresa Łąka",
                "school": "SP nr 1",
                "person_id": desk.city.persons["teresa"],
                "is_late": False,
                "for_review": False,
            }
        ],
        "present": 1,
        "expected": 2,
    }


def test_the_address_of_a_badge_will_do_and_so_will_a_name(desk: Desk, tomasz: Visitor) -> None:
    address = f"https://kadra.example.pl/b/{desk.badge('teresa')}"
    by_name = scan(person_id=desk.city.persons["hanna"])
    answer = send(tomasz, desk.meeting_id, scan(address), by_name)
    assert [one["result"] for one in told(answer)["results"]] == ["checked_in", "checked_in"]
    assert desk.people_in() == {"teresa", "hanna"}


def test_a_batch_that_is_sent_again_changes_nothing(desk: Desk, tomasz: Visitor) -> None:
    scans = [scan(desk.badge("teresa"), age_ms=9000), scan("no badge"), scan(None)]
    first = told(send(tomasz, desk.meeting_id, *scans))
    again = told(send(tomasz, desk.meeting_id, *reversed(scans)))
    assert {one["result"] for one in first["results"]} == {"checked_in", "refused"}
    assert {one["result"] for one in again["results"]} == {"already_in", "refused"}
    assert (again["present"], desk.count(CheckIn)) == (1, 1)
    assert desk.reasons() == [Refusal.UNKNOWN_BADGE] * 2


def test_scans_that_are_refused_or_make_no_sense_lose_none_of_the_others(
    desk: Desk, tomasz: Visitor
) -> None:
    forged = desk.badge("hanna")[:-1] + ("0" if desk.badge("hanna")[-1] != "0" else "1")
    answer = send(
        tomasz,
        desk.meeting_id,
        scan(forged, key="forged"),
        scan(desk.badge("teresa"), key="nonsense", age_ms="soon"),
        scan(person_id=4711, key="nobody"),
        scan(desk.badge("teresa"), key="good"),
    )
    results = {one["key"]: one["result"] for one in told(answer)["results"]}
    assert results == {
        "forged": "refused",
        "nonsense": "refused",
        "nobody": "refused",
        "good": "checked_in",
    }
    assert desk.people_in() == {"teresa"}


def test_a_scan_that_fails_has_no_result_and_takes_no_other_with_it(
    desk: Desk, tomasz: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The phone keeps what has no result, and sends it again."""

    def failing(meeting: object, person_id: int, *told: object, **more: object) -> object:
        if person_id == desk.city.persons["hanna"]:
            raise RuntimeError("the disk is full")
        return check_in(meeting, person_id, *told, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("app.attendance.services.scans.check_in", failing)
    both = [scan(desk.badge("hanna"), key="h"), scan(desk.badge("teresa"), key="t")]
    first = told(send(tomasz, desk.meeting_id, *both))
    assert [one["key"] for one in first["results"]] == ["t"]
    monkeypatch.undo()
    again = told(send(tomasz, desk.meeting_id, *both))
    assert [one["result"] for one in again["results"]] == ["checked_in", "already_in"]


def test_a_replaced_badge_is_refused_unless_there_was_no_network(
    desk: Desk, tomasz: Visitor
) -> None:
    old = desk.badge("teresa")
    with desk.city.app.app_context(), transaction():
        teresa = desk.city.persons["teresa"]
        replaced = {"replaced_at": clock.now(), "replaced_by": "Kazimierz"}
        db.session.add(ReplacedLink(person_id=teresa, kind=LinkKind.BADGE, **replaced))
    online = told(send(tomasz, desk.meeting_id, scan(old)))["results"][0]
    assert (online["result"], desk.reasons()) == ("refused", [Refusal.REPLACED_BADGE])
    assert "reported lost" in online["sentence"]
    offline = told(send(tomasz, desk.meeting_id, scan(old, offline=True)))["results"][0]
    assert (offline["result"], offline["for_review"]) == ("checked_in", True)
    new = told(send(tomasz, desk.meeting_id, scan(desk.badge("teresa"))))["results"][0]
    assert new["result"] == "already_in"


@pytest.mark.parametrize(
    "hours, is_review", [(1, False), (-1, True), (24 * 8, True)], ids=["late", "future", "old"]
)
def test_a_phone_whose_clock_was_changed_does_no_harm(
    desk: Desk, tomasz: Visitor, hours: int, is_review: bool
) -> None:
    """An hour of age is believed; what cannot be is now, and somebody looks at it."""
    with desk.city.app.app_context():
        door = desk.door()
    age = timedelta(hours=hours) if hours != 1 else timedelta(minutes=9)
    waited = scan(desk.badge("teresa"), age_ms=int(age.total_seconds() * 1000), offline=True)
    [answer] = told(send(tomasz, desk.meeting_id, waited))["results"]
    assert (answer["result"], answer["for_review"]) == ("checked_in", is_review)
    with desk.rows(CheckIn) as [row]:
        assert door.terms.opens_at <= row.claimed_at <= row.recorded_at
        assert row.review is (Refusal.WRONG_CLOCK if is_review else None)


def test_leaving_is_scanned_too(desk: Desk, tomasz: Visitor) -> None:
    badge = desk.badge("teresa")
    send(tomasz, desk.meeting_id, scan(badge, age_ms=300_000))
    [answer] = told(send(tomasz, desk.meeting_id, scan(badge, kind="out")))["results"]
    assert (answer["result"], answer["sentence"][:7]) == ("checked_in", "Left at")
    assert desk.line("teresa").presence.left_at is not None


@pytest.mark.parametrize(
    "body, sentence",
    [
        ("no json", "What the phone sent is no JSON object. Reload the scanner."),
        ("[]", "What the phone sent is no JSON object. Reload the scanner."),
        ('{"scans": []}', "The phone did not say its name. Reload the scanner."),
        ('{"device": "p"}', "The phone sent no scans. Reload the scanner."),
    ],
)
@on_one_database
def test_what_cannot_be_read_is_answered_with_a_sentence(
    desk: Desk, tomasz: Visitor, body: str, sentence: str
) -> None:
    answer = tomasz.client.post(
        f"/scanner/{desk.meeting_id}/scans",
        data=body,
        content_type="application/json",
        headers={"X-CSRFToken": tomasz._token()},
    )
    assert told(answer, 400) == {"error": sentence}


@on_one_database
def test_a_phone_that_is_signed_out_is_told_so_in_its_language(desk: Desk) -> None:
    nobody = Visitor(desk.city, None)
    for headers in ({}, {"X-CSRFToken": nobody._token()}):
        answer = nobody.client.post(f"/scanner/{desk.meeting_id}/scans", json={}, headers=headers)
        assert told(answer, 401)["error"] == "Please sign in again"


@on_one_database
def test_without_the_token_against_forgery_nothing_is_taken(desk: Desk, tomasz: Visitor) -> None:
    answer = tomasz.client.post(f"/scanner/{desk.meeting_id}/scans", json={})
    assert told(answer, 400).keys() == {"error", "advice"}


@pytest.mark.parametrize(
    "persona, status", [("teresa", 404), ("hanna", 404), ("stefan", 404), ("olga", 403)]
)
@on_one_database
def test_others_than_trainers_scan_nothing(desk: Desk, persona: str, status: int) -> None:
    answer = send(Visitor(desk.city, persona), desk.meeting_id, scan(desk.badge("teresa")))
    assert told(answer, status).keys() == {"error", "advice"}
    assert desk.count(CheckIn) == 0


def test_one_scan_takes_five_statements(app: Flask, desk: Desk, tomasz: Visitor) -> None:
    send(tomasz, desk.meeting_id, scan(desk.badge("hanna")))
    sent = scan(desk.badge("teresa"))
    tomasz._token()
    with counted_queries(app) as statements:
        send(tomasz, desk.meeting_id, sent)
    assert len(statements) == 5
