"""Before the quiz: the rules in plain words, what was tried, and one thing to do."""

import pytest

from app.core import clock
from app.core.db import transaction
from tests.quizzes.taking import NOON, QUIZ, Learner, build_course, reader
from tests.support.city import City
from tests.support.courses import add_course
from tests.support.pages import Visitor


def english(city: City, persona: str = "teresa") -> Visitor:
    """The persona's browser, in the language of the source texts."""
    city.language = "en"
    return Visitor(city, persona)


def test_the_rules_stand_in_plain_words(browser: Visitor) -> None:
    page = browser.get(QUIZ)

    for words in (
        "5 questions, about 5 minutes",
        "You pass with 80%: that is 4 of 5.",
        "Take your time: no clock is running.",
        "try again as often as you like",
        "Between two attempts is a break of 10 minutes.",
        "Start the quiz",
    ):
        assert words in page


def test_the_rules_are_those_of_the_pack(city: City) -> None:
    build_course(city, attempts=3, pause_minutes=0, time_limit_minutes=20)

    page = english(city).get(QUIZ)

    assert "From the start you have 20 minutes" in page
    assert "There are 3 attempts." in page
    assert "Between two attempts" not in page


@pytest.mark.parametrize(
    "draw,pass_percent,needed",
    [
        pytest.param(5, 80, "4 of 5", id="a whole number"),
        pytest.param(7, 80, "6 of 7", id="5.6 is not enough with 5"),
        pytest.param(3, 100, "3 of 3", id="everything"),
        pytest.param(99, 50, "4 of 7", id="no more than the bank holds"),
    ],
)
def test_the_pass_mark_is_said_in_questions(
    city: City, draw: int, pass_percent: int, needed: str
) -> None:
    build_course(city, draw=draw, pass_percent=pass_percent)

    assert f"that is {needed}." in english(city).get(QUIZ)


def test_whoever_has_not_started_is_led_to_the_course(city: City) -> None:
    build_course(city)
    browser = english(city)

    assert 'href="/courses/S1">To the course</a>' in browser.get(QUIZ)
    assert browser.post(f"{QUIZ}/start").headers["Location"] == QUIZ
    assert "Start the course first" in browser.get(QUIZ)


def test_whoever_has_not_read_everything_is_led_to_the_next_lesson(city: City) -> None:
    build_course(city)
    Learner(city).enrol()
    Learner(city).read(1)
    browser = english(city)

    assert 'href="/courses/S1/lessons/lekcja-2">Next: Lekcja 2</a>' in browser.get(QUIZ)
    assert browser.post(f"{QUIZ}/start").headers["Location"] == QUIZ
    assert "The quiz opens when all lessons are read." in browser.get(QUIZ)


def test_the_pause_is_said_with_its_end(teresa: Learner, browser: Visitor) -> None:
    teresa.try_once(0, at=clock.now())

    assert "You can try again from" in browser.get(QUIZ)
    assert browser.post(f"{QUIZ}/start").headers["Location"] == QUIZ
    assert "Take a short break first." in browser.get(QUIZ)


def test_attempts_are_counted_down(city: City) -> None:
    teresa = reader(city, attempts=2, pause_minutes=0)
    teresa.try_once(0)
    browser = english(city)

    assert "1 attempt is left." in browser.get(QUIZ)
    teresa.try_once(0)

    assert "All attempts are used." in browser.get(QUIZ)
    assert browser.post(f"{QUIZ}/start").headers["Location"] == QUIZ


def test_earlier_attempts_are_listed_with_their_results(teresa: Learner, browser: Visitor) -> None:
    teresa.try_once(3)
    teresa.start(NOON.replace(hour=13))

    page = browser.get(QUIZ)

    assert "not passed, 60%" in page
    assert "not finished" in page
    assert page.count(f"{QUIZ}/results/") == 1


def test_whoever_has_passed_finds_the_certificate(teresa: Learner, browser: Visitor) -> None:
    teresa.try_once(5)

    page = browser.get(QUIZ)

    assert "You have passed this quiz already." in page
    assert f'/people/{teresa.person_id}/certificates">Your certificates</a>' in page
    assert "Start the quiz" not in page


@pytest.mark.parametrize("page", ["", "/paper", "/paper/overview", "/results/1"])
def test_a_course_that_is_not_there_has_no_quiz(browser: Visitor, page: str) -> None:
    response = browser.client.get(f"/courses/NIE-MA/quiz{page}", follow_redirects=True)

    assert response.status_code == 404


def test_a_course_without_a_quiz_has_no_such_page(city: City) -> None:
    with city.app.app_context(), transaction():
        add_course("BEZ")

    english(city).get("/courses/BEZ/quiz", status=404)
