"""Who sees what is left to learn, and what else stands on the page of a learner."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db, transaction
from app.training.models.completions import Completion
from app.training.services.completions import revoke
from tests.home.taking import BY, START, assigned, in_days, passed
from tests.support.assignments import add_assignment
from tests.support.city import City
from tests.support.courses import add_course
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

pytestmark = pytest.mark.usefixtures("_in_english")


def test_the_certificate_of_a_passed_course_is_at_hand(city: City, teresa: Visitor) -> None:
    before = teresa.get("/")
    assigned(city)
    teresa.post("/courses/S1/start")
    passed(city)

    page = teresa.get("/")

    assert "The first one stands here as soon as you have passed a quiz." in before
    assert 'href="/certificates/1.pdf"' in page
    assert f'href="/people/{city.persons["teresa"]}/certificates"' in page


def test_only_the_newest_certificates_are_shown_and_no_revoked_one(
    city: City, teresa: Visitor
) -> None:
    for number in range(5):
        assigned(city, f"S{number}")
        teresa.post(f"/courses/S{number}/start")
        passed(city)
    with city.app.app_context(), transaction():
        newest = db.session.scalars(select(Completion).order_by(Completion.id.desc())).first()
        assert newest is not None
        revoke(newest, reason="pomyłka", by=BY, at=clock.now())

    page = teresa.get("/", budget=20)

    shown = [number for number in range(1, 6) if f'href="/certificates/{number}.pdf"' in page]
    assert shown == [2, 3, 4]


def test_a_head_who_learns_finds_it_beneath_the_desk(city: City, visitor: Visit) -> None:
    assigned(city)
    visitor("teresa").get("/")  # each process reads a course once

    page = visitor("hanna").get("/")

    assert "<h1>What to do now</h1>" in page
    assert page.index("Where the target stands today") < page.index("Your own training")
    assert "Two lessons and a quiz are left." in page
    assert START in page


def test_a_trainer_who_learns_begins_with_it(city: City, visitor: Visit) -> None:
    with city.app.app_context(), transaction():
        add_course()
        add_assignment(city.units["city"], in_days(5), code="S1")

    page = visitor("tomasz").get("/")

    assert "<h1>Two lessons and a quiz are left</h1>" in page
    assert page.index(START) < page.index("Look at the trainings")
    assert page.count("button-primary") == 1


def test_somebody_who_works_nowhere_has_nothing_to_learn(visitor: Visit) -> None:
    assert "Your own training" not in visitor("adam").get("/")


def test_the_ways_to_all_that_was_done_are_at_hand(city: City, teresa: Visitor) -> None:
    page, person_id = teresa.get("/"), city.persons["teresa"]

    assert f'href="/people/{person_id}/completions"' in page
    assert f'href="/coverage/people/{person_id}"' in page


def test_the_page_of_a_teacher_takes_few_queries(city: City, teresa: Visitor) -> None:
    for number in range(6):
        assigned(city, f"S{number}")
    teresa.get("/", budget=20)  # contents of courses are read once in a process

    teresa.get("/", budget=6)
