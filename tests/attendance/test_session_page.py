"""The page of a session: when, where, who is expected, and the one step that comes next."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.finding import session_or_404
from app.attendance.queries.people_of import headcount, seats_of
from app.core import clock
from app.core.db import db, transaction
from tests.attendance.planning import DAY, ahead
from tests.support.city import City, add_employment
from tests.support.pages import Visitor
from tests.support.sessions import add_session, add_sign_up, closed

Browser = Callable[[str | None], Visitor]


@pytest.fixture(autouse=True)
def _in_english(city: City) -> None:
    city.language = "en"


@pytest.fixture
def both_schools(city: City) -> int:
    """Schools A and B are invited; Hanna works at both. The number of the session."""
    with city.app.app_context(), transaction():
        add_employment(city.persons["hanna"], city.units["b"], "nauczyciel")
    return ahead(city, invited=[city.units["a"], city.units["b"]])


def test_whoever_works_at_two_schools_counts_at_both_and_once_in_all(
    city: City, both_schools: int
) -> None:
    with city.app.app_context():
        found = headcount(session_or_404(both_schools), DAY, ("",))

    assert found.people == 3
    assert [(one.name, one.people) for one in found.schools] == [("SP nr 1", 2), ("SP nr 2", 2)]


def test_a_head_sees_the_people_of_the_own_school_only(visitor: Browser, both_schools: int) -> None:
    hanna, tomasz = visitor("hanna"), visitor("tomasz")

    page, people = hanna.get(f"/sessions/{both_schools}"), f"/sessions/{both_schools}/people"
    own, whole = hanna.get(people), tomasz.get(people)

    assert "2 people of your unit are expected" in page
    assert "SP nr 2" not in page.partition("Invited")[0]
    assert "Nowak Stefan" not in own
    assert "SP nr 2" not in own
    assert "Nowak Stefan" in whole
    assert "Nowak" not in hanna.get(f"{people}.csv")
    assert "Nowak" in tomasz.get(f"{people}.csv")


def test_seats_and_the_waiting_list_stand_there(city: City, visitor: Browser) -> None:
    session_id = ahead(city, capacity=1)
    with city.app.app_context(), transaction():
        session = db.session.get_one(TrainingSession, session_id)
        for name in ("hanna", "teresa"):
            add_sign_up(session, city.persons[name])
        seats = seats_of(session)
    kazimierz = visitor("kazimierz")

    page = kazimierz.get(f"/sessions/{session_id}")
    people = kazimierz.get(f"/sessions/{session_id}/people")

    assert (seats.taken, seats.waiting) == (1, 1)
    assert "1 of 1 seat is taken. 1 person waits." in page
    assert "1 person is expected" in page
    assert people.index("Żak Hanna") < people.index("Łąka Teresa")
    assert "waits, place 1" in people


@pytest.mark.parametrize(
    "begins, step",
    [
        pytest.param(timedelta(days=2), "Invite", id="planned"),
        pytest.param(timedelta(minutes=10), "Check people in", id="the door is open"),
        pytest.param(timedelta(minutes=-10), "Check people in", id="under way"),
        pytest.param(timedelta(days=-1), "Close the session", id="over"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # only times differ
def test_one_step_comes_next(city: City, visitor: Browser, begins: timedelta, step: str) -> None:
    session_id = ahead(city, starts_at=clock.now() + begins)

    trainer = visitor("tomasz").get(f"/sessions/{session_id}")
    head = visitor("hanna").get(f"/sessions/{session_id}")

    assert f"{step}</a>" in trainer.partition("page-header-action")[2].partition("</header>")[0]
    assert "page-header-action" not in head


def test_a_closed_session_leads_to_its_lists(city: City, visitor: Browser) -> None:
    with city.app.app_context(), transaction():
        session = add_session(
            city.units["city"],
            starts_at=clock.now() - timedelta(days=1),
            invited=[city.units["a"]],
            trainers=[city.accounts["tomasz"]],
        )
        closed(session)
    page = visitor("hanna").get(f"/sessions/{session.id}")

    assert "Lists of participation" in page
    assert "waits for acceptance" in page


def test_a_session_that_invites_nobody_says_what_to_do(city: City, visitor: Browser) -> None:
    session_id = ahead(city, invited=())

    page = visitor("tomasz").get(f"/sessions/{session_id}")

    assert "Nobody is invited yet" in page


def test_a_school_that_is_not_invited_is_not_counted(city: City) -> None:
    session_id = ahead(city)
    with city.app.app_context(), transaction():
        add_employment(city.persons["teresa"], city.units["b"], "nauczyciel")
        found = headcount(session_or_404(session_id), DAY, ("",))
    assert [(one.name, one.people) for one in found.schools] == [("SP nr 1", 2)]
