"""The page of live trainings that somebody is invited to."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.attendance.models.sessions import Form, TrainingSession
from app.core import clock
from app.core.db import db, transaction
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.sessions import add_meeting, add_session, add_sign_up

Visit = Callable[[str | None], Visitor]

pytestmark = pytest.mark.usefixtures("_in_english")


@pytest.fixture
def _in_english(city: City) -> None:
    """Browsers read the source texts, which is what these tests quote."""
    city.language = "en"


def planned(city: City, *, begins_in: timedelta = timedelta(days=2), **columns: object) -> int:
    """A session of the day after tomorrow, for the staff of school A; its number."""
    with city.app.app_context(), transaction():
        session = add_session(
            city.units["city"],
            invited=[city.units["a"]],
            trainers=[city.accounts["tomasz"]],
            starts_at=clock.now() + begins_in,
        )
        for name, value in columns.items():
            setattr(session, name, value)
        return session.id


def seated(city: City, session: int, *names: str) -> None:
    """These have signed up, in that order."""
    with city.app.app_context(), transaction():
        for name in names:
            add_sign_up(db.session.get_one(TrainingSession, session), city.persons[name])


def test_somebody_without_invitations_is_told_so(visitor: Visit) -> None:
    assert "No invitations now" in visitor("stefan").get("/my-sessions")


def test_everything_one_has_to_know_stands_there(visitor: Visit, city: City) -> None:
    planned(city, remarks="Proszę zabrać telefon.")

    page = visitor("teresa").get("/my-sessions")

    for words in ("Sala 12, SP nr 1", "Proszę zabrać telefon.", "Led by: Tomasz", "14:00–"):
        assert words in page or words == "14:00–"
    assert "you are expected" in page
    assert "You need not sign up." in page


def test_a_seat_is_taken_and_given_up(visitor: Visit, city: City) -> None:
    session, teresa = planned(city, capacity=2), visitor("teresa")
    assert "2 of 2 seats are free." in teresa.get("/my-sessions")

    teresa.post(f"/my-sessions/{session}/join")
    page = teresa.get("/my-sessions")
    assert "You have a seat at “Ćwiczenie" in page
    assert "you have a seat" in page

    teresa.post(f"/my-sessions/{session}/withdraw")
    assert "2 of 2 seats are free." in teresa.get("/my-sessions")


def test_whoever_comes_late_joins_the_waiting_list(visitor: Visit, city: City) -> None:
    session = planned(city, capacity=1)
    seated(city, session, "stefan", "kazimierz")
    teresa = visitor("teresa")
    assert "1 person waits for a seat." in teresa.get("/my-sessions")

    teresa.post(f"/my-sessions/{session}/join")

    assert "waiting list, place 2" in teresa.get("/my-sessions")


def test_a_cancelled_session_says_why_and_asks_for_nothing(visitor: Visit, city: City) -> None:
    session = planned(city, capacity=2)
    with city.app.app_context(), transaction():
        gone = db.session.get_one(TrainingSession, session)
        gone.cancelled_at, gone.cancelled_by, gone.cancelled_reason = clock.now(), "K", "Choroba"

    page = visitor("teresa").get("/my-sessions")

    assert "It does not take place. The reason: Choroba" in page
    assert f"/my-sessions/{session}/join" not in page


def test_a_refusal_says_what_to_do(visitor: Visit, city: City) -> None:
    session = planned(city, capacity=2, begins_in=-timedelta(minutes=1))
    teresa = visitor("teresa")

    teresa.post(f"/my-sessions/{session}/join")

    assert "tell the trainer" in teresa.get("/my-sessions")


def test_a_training_online_has_its_link(visitor: Visit, city: City) -> None:
    session = planned(city, form=Form.REMOTE)
    with city.app.app_context(), transaction():
        (meeting,) = db.session.get_one(TrainingSession, session).meetings
        meeting.place, meeting.link = "", "https://spotkania.example/abc"

    assert 'href="https://spotkania.example/abc"' in visitor("teresa").get("/my-sessions")


def test_the_link_is_for_those_who_have_a_seat(visitor: Visit, city: City) -> None:
    session = planned(city, form=Form.REMOTE, capacity=1)
    seated(city, session, "hanna", "teresa")
    with city.app.app_context(), transaction():
        db.session.get_one(TrainingSession, session).meetings[0].link = "https://spotkania.example/"

    pages = {name: visitor(name).get("/my-sessions") for name in ("hanna", "teresa")}

    assert ["spotkania.example" in page for page in pages.values()] == [True, False]


def test_what_has_begun_cannot_be_joined_any_more(visitor: Visit, city: City) -> None:
    planned(city, capacity=2, begins_in=-timedelta(minutes=1))

    page = visitor("teresa").get("/my-sessions")

    assert "Nobody can sign up any more." in page
    assert "/join" not in page


def test_on_the_day_there_is_a_way_to_confirm_presence(visitor: Visit, city: City) -> None:
    planned(city, begins_in=-timedelta(minutes=1))

    assert 'href="/o"' in visitor("teresa").get("/my-sessions")


def test_only_meetings_that_are_not_over_are_shown(visitor: Visit, city: City) -> None:
    session = planned(city, begins_in=-timedelta(days=7))
    with city.app.app_context(), transaction():
        own = db.session.get_one(TrainingSession, session)
        next_one = add_meeting(own, clock.now() + timedelta(days=7))
        days = [f"{clock.local(one.starts_at):%-d %B %Y}" for one in (own.meetings[0], next_one)]

    page = visitor("teresa").get("/my-sessions")

    assert [day in page for day in days] == [False, True]


def test_many_sessions_take_no_more_queries_than_one(visitor: Visit, city: City) -> None:
    for number in range(12):
        session = planned(city, capacity=number + 1)
        seated(city, session, "teresa", "hanna")

    assert visitor("teresa").get("/my-sessions").count("<h2 class") == 12


@pytest.mark.parametrize("answer", ["join", "withdraw"])
def test_a_stranger_learns_nothing(visitor: Visit, city: City, answer: str) -> None:
    session = planned(city, capacity=2)

    assert visitor("stefan").send(f"/my-sessions/{session}/{answer}").status_code == 404
