"""The landing page says where one goes next, and what one leads next."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.core import clock
from app.core.db import transaction
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.sessions import add_session, add_sign_up

Visit = Callable[[str | None], Visitor]

pytestmark = pytest.mark.usefixtures("_in_english")


def planned(
    city: City, title: str, *, in_days: int, capacity: int | None = None, holder: str | None = None
) -> None:
    """Tomasz leads a session for the staff of school A; `holder` has a seat."""
    with city.app.app_context(), transaction():
        session = add_session(
            city.units["city"],
            invited=[city.units["a"]],
            trainers=[city.accounts["tomasz"]],
            starts_at=clock.now() + timedelta(days=in_days),
        )
        session.title, session.capacity = title, capacity
        if holder is not None:
            add_sign_up(session, city.persons[holder])


def test_a_teacher_sees_the_next_one_and_how_many_follow(teresa: Visitor, city: City) -> None:
    planned(city, "The one after", in_days=9)
    planned(city, "The next one", in_days=2)

    page = teresa.get("/")

    assert "The next one" in page
    assert "The one after" not in page
    assert "you are expected" in page
    assert "One more live training" in page


def test_what_one_goes_to_comes_before_what_one_could_go_to(teresa: Visitor, city: City) -> None:
    planned(city, "Could go", in_days=2, capacity=3)
    planned(city, "Goes", in_days=5, capacity=3, holder="teresa")

    page = teresa.get("/")

    assert "Goes" in page
    assert "Could go" not in page


def test_whoever_could_go_is_told_of_free_seats(teresa: Visitor, city: City) -> None:
    planned(city, "Could go", in_days=2, capacity=3, holder="hanna")

    assert "2 of 3 seats are free." in teresa.get("/")


def test_without_invitations_it_says_so(teresa: Visitor) -> None:
    assert "You are not invited to any live training now." in teresa.get("/")


def test_a_trainer_finds_the_meeting_to_be_led(visitor: Visit, city: City) -> None:
    planned(city, "Led later", in_days=9)
    planned(city, "Led next", in_days=2)

    page = visitor("tomasz").get("/")

    assert "you lead next" in page
    assert "Led next" in page
    assert "Led later" not in page
    assert 'href="/meetings/2"' in page


def test_a_head_finds_her_own_below_what_she_decides(visitor: Visit, city: City) -> None:
    planned(city, "For everybody", in_days=2)
    hanna = visitor("hanna")

    page = hanna.get("/")

    assert "For everybody" in page
    assert "you lead next" not in page
