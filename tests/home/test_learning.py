"""Whoever learns sees what is left, in words, and one button that leads on."""

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db, transaction
from app.people.models import Employment
from courses.models import Course
from tests.home.taking import START, assigned, in_days, passed, read
from tests.support.assignments import add_assignment
from tests.support.city import City, add_completion, add_training
from tests.support.courses import add_course
from tests.support.pages import Visitor

pytestmark = pytest.mark.usefixtures("_in_english")


def test_nothing_is_due_where_nobody_asks(teresa: Visitor) -> None:
    page = teresa.get("/")

    assert "<h1>Nothing is due for you</h1>" in page
    assert "Good day, Teresa" in page
    assert 'href="/courses/"' in page


def test_a_course_that_is_due_waits_to_be_started(city: City, teresa: Visitor) -> None:
    assigned(city)

    page = teresa.get("/")

    assert "<h1>Two lessons and a quiz are left</h1>" in page
    assert '<h2 class="card-title"><a href="/courses/S1">' in page
    assert START in page
    assert "obligatory" in page
    assert "<progress" not in page


@pytest.mark.parametrize(
    "days,words",
    [
        pytest.param(1, "by ", id="tomorrow"),
        pytest.param(0, "by ", id="today"),
        pytest.param(-1, "was due on ", id="yesterday"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_deadline_is_told_in_words(city: City, teresa: Visitor, days: int, words: str) -> None:
    assigned(city, days=days)

    assert f">{words}{in_days(days):%-d %B %Y}</span>" in teresa.get("/")


def test_a_course_that_was_begun_is_read_on(city: City, teresa: Visitor) -> None:
    assigned(city)
    teresa.post("/courses/S1/start")
    read(teresa, 1)

    page = teresa.get("/")

    assert "<h1>One lesson and a quiz are left</h1>" in page
    assert '<progress value="1" max="2"' in page
    assert "1 of 2 lessons read" in page
    assert 'class="button button-primary button-wide" href="/courses/S1/lessons/lekcja-2"' in page
    assert START not in page


def test_after_the_last_lesson_comes_the_quiz(city: City, teresa: Visitor) -> None:
    assigned(city)
    teresa.post("/courses/S1/start")
    read(teresa, 1)
    read(teresa, 2)

    page = teresa.get("/")

    assert "<h1>Only the quiz is left</h1>" in page
    assert 'href="/courses/S1/quiz"' in page


def test_a_passed_course_is_done(city: City, teresa: Visitor) -> None:
    assigned(city)
    teresa.post("/courses/S1/start")
    passed(city)

    page = teresa.get("/")

    assert "<h1>Everything is done</h1>" in page
    assert "button-primary" not in page


def test_what_one_began_without_being_asked_is_not_obligatory(city: City, teresa: Visitor) -> None:
    with city.app.app_context(), transaction():
        add_course()
    teresa.post("/courses/S1/start")

    page = teresa.get("/")

    assert "<h1>Two lessons and a quiz are left</h1>" in page
    assert "obligatory" not in page


def test_the_most_urgent_comes_first(city: City, teresa: Visitor) -> None:
    assigned(city, "S2", 9)
    assigned(city, "S1", 3)

    page = teresa.get("/")

    assert "<h1>Two trainings are left</h1>" in page
    assert page.index(START) < page.index('action="/courses/S2/start"')
    assert page.count("button-primary") == 1


def test_a_training_without_a_course_is_named_all_the_same(city: City, teresa: Visitor) -> None:
    with city.app.app_context(), transaction():
        add_training("LIVE", title="Ćwiczenie ewakuacji")
        add_assignment(city.units["city"], in_days(5), code="LIVE")

    page = teresa.get("/")

    assert "<h1>One training is left</h1>" in page
    assert "Ćwiczenie ewakuacji" in page
    assert "There is no online course for it." in page


def test_a_training_that_was_completed_elsewhere_is_done(city: City, teresa: Visitor) -> None:
    assigned(city)
    with city.app.app_context(), transaction():
        version = db.session.scalars(select(Course)).one().training.versions[0]
        add_completion(city.persons["teresa"], version.id, clock.today())

    assert "<h1>Everything is done</h1>" in teresa.get("/")


def test_whoever_left_is_asked_for_nothing(city: City, teresa: Visitor) -> None:
    assigned(city)
    with city.app.app_context(), transaction():
        job = db.session.scalars(
            select(Employment).where(Employment.person_id == city.persons["teresa"])
        ).one()
        job.ended_on = in_days(-1)

    assert "<h1>Nothing is due for you</h1>" in teresa.get("/")


@pytest.mark.parametrize(
    "lessons,words",
    [
        (1, "One lesson and a quiz are left"),
        (5, "Five lessons and a quiz are left"),
        (8, "Eight lessons and a quiz are left"),
        (9, "9 lessons and a quiz are left"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_left_is_counted_in_words(
    city: City, teresa: Visitor, lessons: int, words: str
) -> None:
    assigned(city, lessons=lessons)

    assert f"<h1>{words}</h1>" in teresa.get("/")


@pytest.mark.parametrize(
    "count,words", [(5, "Five trainings are left"), (6, "6 trainings are left")]
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_several_trainings_are_counted_too(
    city: City, teresa: Visitor, count: int, words: str
) -> None:
    for number in range(count):
        assigned(city, f"S{number}")

    assert f"<h1>{words}</h1>" in teresa.get("/", budget=20)  # each course is read once
