"""The signed sheet: who is marked on it is in, once, however often the page is sent."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.attendance.checkin import Refusal, Way
from app.attendance.models.ledger import CheckIn, Correction, RefusedScan
from app.attendance.models.lists import Closing
from app.attendance.models.sessions import Meeting, TrainingSession
from app.core import clock
from app.core.db import db, transaction
from tests.attendance.papers import check_in_by_badge, ids, ledger, plan, start_of
from tests.support.city import City, add_employment, add_person, counted_queries
from tests.support.pages import Visitor
from tests.support.readers import words_of


def test_the_page_lists_whom_the_sheet_lists_with_the_same_numbers(city: City) -> None:
    meeting = plan(city)
    page = Visitor(city, "tomasz").get(f"/meetings/{meeting}/paper")
    pdf = Visitor(city, "tomasz").client.get(f"/meetings/{meeting}/sheet.pdf").data

    assert page.index("Łąka Teresa") < page.index("Żak Hanna")
    words = words_of(pdf)
    assert words.index("Łąka Teresa") < words.index("Żak Hanna")
    assert "Stefan" not in page + words


def test_marks_are_check_ins_on_paper_from_the_start(city: City) -> None:
    meeting = plan(city)

    Visitor(city, "tomasz").post(f"/meetings/{meeting}/paper", {"person": ids(city, "teresa")})

    found = ledger(city)
    assert set(found) == {"teresa"}
    mark = found["teresa"]
    assert (mark.way, mark.device, mark.confirmed_by) == (Way.PAPER, "", "Tomasz")
    assert mark.claimed_at == start_of(city, meeting)
    assert mark.key == f"paper-{meeting}-{city.persons['teresa']}"


def test_a_time_beside_a_name_says_when_they_came(city: City) -> None:
    meeting = plan(city)
    came = clock.local(start_of(city, meeting) + timedelta(minutes=20))
    field = f"at-{city.persons['hanna']}"

    Visitor(city, "tomasz").post(f"/meetings/{meeting}/paper", {field: f"{came:%H:%M}"})

    assert clock.local(ledger(city)["hanna"].claimed_at) == came.replace(second=0, microsecond=0)


def test_what_is_sent_again_or_in_parts_ends_the_same(city: City) -> None:
    meeting = plan(city)
    visitor = Visitor(city, "tomasz")
    for names in (["teresa"], ["teresa"], ["teresa", "hanna"], ["hanna"]):
        visitor.post(f"/meetings/{meeting}/paper", {"person": ids(city, *names)})

    assert set(ledger(city)) == {"teresa", "hanna"}


def test_whoever_is_in_already_is_shown_and_stays_as_they_were(city: City) -> None:
    meeting = plan(city)
    check_in_by_badge(city, meeting, "teresa")
    visitor = Visitor(city, "tomasz")
    page = visitor.get(f"/meetings/{meeting}/paper")
    assert f'value="{city.persons["teresa"]}"' not in page
    assert f'value="{city.persons["hanna"]}"' in page

    visitor.post(f"/meetings/{meeting}/paper", {"person": ids(city, "hanna")})

    found = ledger(city)
    assert {name: one.way for name, one in found.items()} == {
        "teresa": Way.BADGE,
        "hanna": Way.PAPER,
    }


def test_whoever_was_corrected_is_shown_and_cannot_be_marked(city: City) -> None:
    meeting = plan(city)
    with city.app.app_context(), transaction():
        db.session.add(
            Correction(
                meeting_id=meeting,
                person_id=city.persons["teresa"],
                is_present=False,
                is_excused=True,
                reason="L4",
                corrected_at=clock.now(),
                corrected_by="Tomasz",
            )
        )

    page = Visitor(city, "tomasz").get(f"/meetings/{meeting}/paper")

    assert f'value="{city.persons["teresa"]}"' not in page


def test_a_wrong_time_saves_nothing_and_loses_nothing(city: City) -> None:
    meeting = plan(city)
    visitor = Visitor(city, "tomasz")
    hanna = city.persons["hanna"]
    sent = {"person": ids(city, "teresa"), f"at-{hanna}": "25:99"}

    answer = visitor.post(f"/meetings/{meeting}/paper", sent, status=422)

    assert ledger(city) == {}
    assert 'value="25:99"' in answer.text
    assert answer.text.count(" checked") == 2
    assert f'href="#at-{hanna}"' in answer.text


def test_a_guest_is_found_by_name_while_marks_stay(city: City) -> None:
    meeting = plan(city)
    visitor = Visitor(city, "tomasz")
    sent = {"person": ids(city, "teresa"), "words": "NOW ste"}

    for button in ("find", "enter"):
        answer = visitor.post(f"/meetings/{meeting}/paper", sent | {"go": button}, status=200)
        assert "Nowak Stefan" in answer.text
        assert answer.text.count(" checked") == 1
    assert ledger(city) == {}

    visitor.post(
        f"/meetings/{meeting}/paper", {"person": ids(city, "teresa", "stefan"), "go": "save"}
    )

    assert set(ledger(city)) == {"teresa", "stefan"}
    assert "Nowak Stefan" in visitor.get(f"/meetings/{meeting}/paper")


def test_a_name_that_nobody_has_is_said_so(city: City) -> None:
    meeting = plan(city)

    sent = {"words": "%_<b>", "go": "find"}
    answer = Visitor(city, "tomasz").post(f"/meetings/{meeting}/paper", sent, status=200)

    assert "%_&lt;b&gt;" in answer.text


def test_a_session_without_guests_refuses_them_and_says_why(city: City) -> None:
    meeting = plan(city, walk_ins=False)
    visitor = Visitor(city, "tomasz")
    sent = {"person": ids(city, "teresa", "stefan")}

    page = visitor.client.get(
        visitor.post(f"/meetings/{meeting}/paper", sent).headers["Location"]
    ).text

    assert set(ledger(city)) == {"teresa"}
    assert "Stefan Nowak" in page
    with city.app.app_context():
        assert db.session.scalars(select(RefusedScan.reason)).all() == [Refusal.NOT_INVITED]


@pytest.mark.parametrize(
    "state, has_form",
    [
        pytest.param("planned", False, id="not begun"),
        pytest.param("open", True, id="check-in is open"),
        pytest.param("over", True, id="over for a week"),
        pytest.param("cancelled", False, id="cancelled"),
        pytest.param("closed", False, id="closed"),
    ],
)
def test_marks_are_taken_from_the_opening_until_the_closing(
    city: City, state: str, has_form: bool
) -> None:
    hours = {"planned": 2, "open": 0.1, "over": -24 * 7}.get(state, -1)
    meeting = plan(city, starts_at=clock.now() + timedelta(hours=hours))
    _bring_to(city, meeting, state)
    visitor = Visitor(city, "tomasz")

    page = visitor.get(f"/meetings/{meeting}/paper")
    visitor.post(f"/meetings/{meeting}/paper", {"person": ids(city, "teresa")})

    assert ('value="save"' in page) == has_form
    assert set(ledger(city)) == ({"teresa"} if has_form else set())


def _bring_to(city: City, meeting_id: int, state: str) -> None:
    with city.app.app_context(), transaction():
        session = db.session.get_one(Meeting, meeting_id).session
        if state == "cancelled":
            _cancel(session)
        if state == "closed":
            _close(session)


def _cancel(session: TrainingSession) -> None:
    session.cancelled_at, session.cancelled_by = clock.now(), "Tomasz"
    session.cancelled_reason = "choroba"


def _close(session: TrainingSession) -> None:
    closing = Closing(session_id=session.id, number=1, closed_at=clock.now(), closed_by="Tomasz")
    db.session.add(closing)


@pytest.mark.parametrize(
    "person", ["", "0", "-1", "abc", "999999", "9" * 30, "1;2", "\u0661"], ids=repr
)
def test_nonsense_marks_nobody(city: City, person: str) -> None:
    meeting = plan(city)

    Visitor(city, "tomasz").post(f"/meetings/{meeting}/paper", {"person": person})

    assert ledger(city) == {}


def test_three_hundred_people_are_shown_with_few_questions_and_saved_at_once(
    app: Flask, city: City
) -> None:
    meeting = plan(city)
    with app.app_context(), transaction():
        people = [
            add_person("Anna", f"Nowa{number}", f"a{number}@szkoly.example").id
            for number in range(300)
        ]
        for person in people:
            add_employment(person, city.units["a"], "nauczyciel")
    visitor = Visitor(city, "tomasz")
    visitor.get(f"/meetings/{meeting}/paper", budget=8)

    with counted_queries(app) as statements:
        visitor.post(f"/meetings/{meeting}/paper", {"person": [str(one) for one in people]})

    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(CheckIn)) == 300
    assert len(statements) < 2 * 300 + 20


def test_a_person_of_two_schools_stands_once_under_the_invited_one(city: City) -> None:
    meeting = plan(city)
    with city.app.app_context(), transaction():
        add_employment(city.persons["hanna"], city.units["office"], "specjalista")
    page = Visitor(city, "tomasz").get(f"/meetings/{meeting}/paper")

    assert page.count("Żak Hanna") == 1
    assert "CUW" not in page
