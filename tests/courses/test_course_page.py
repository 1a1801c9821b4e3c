"""The page of a course: what it is about, how far one is, and one thing to do now."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.core import clock
from tests.courses.learning import Learner
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

COURSE = "/courses/S1"
PRIMARY = re.compile(r'class="button button-primary[^"]*"[^>]*>([^<]+)<')
NOTE = re.compile(r'lesson-note">([^<]+)<')


pytestmark = pytest.mark.usefixtures("teresa")


@pytest.fixture
def page(visitor: Visit) -> Callable[[], str]:
    """The page as Teresa sees it now."""
    return lambda: visitor("teresa").get(COURSE)


def test_the_page_says_what_one_will_be_able_to_do(page: Callable[[], str]) -> None:
    text = page()

    assert "What you will be able to do" in text
    assert "wiem, komu zgłosić" in text
    assert "3 lessons, 15 minutes" in text


def test_the_one_thing_to_do_follows_the_way(teresa: Learner, page: Callable[[], str]) -> None:
    now = clock.now()
    seen = [PRIMARY.findall(page())]
    teresa.starts(now)
    seen.append(PRIMARY.findall(page()))
    teresa.reads(1, 2, 3, at=now)
    seen.append(PRIMARY.findall(page()))
    teresa.passes(now)
    seen.append(PRIMARY.findall(page()))

    assert seen == [
        ["Start the course"],
        ["Read on"],
        ["Take the quiz"],
        ["Your certificates"],
    ]


def test_each_lesson_says_whether_it_was_read(teresa: Learner, page: Callable[[], str]) -> None:
    teresa.starts(clock.now())
    teresa.reads(2, at=clock.now())

    assert NOTE.findall(page()) == [
        "5 minutes · next",
        "5 minutes · read",
        "5 minutes · not read yet",
        "opens when every lesson is read",
    ]


def test_lessons_are_no_links_before_the_start(teresa: Learner, page: Callable[[], str]) -> None:
    before = page()
    teresa.starts(clock.now())

    assert "/courses/S1/lessons/" not in before
    assert page().count('href="/courses/S1/lessons/') >= 3


def test_starting_opens_the_first_lesson_and_says_that_the_place_is_kept(visitor: Visit) -> None:
    learner = visitor("teresa")

    answer = learner.post(f"{COURSE}/start")

    assert answer.location == f"{COURSE}/lessons/lekcja-1"
    assert "Your place is kept" in learner.get(answer.location)


def test_starting_again_leads_to_where_one_was(teresa: Learner, visitor: Visit) -> None:
    """A double click, an old tab, another device: nothing is lost."""
    teresa.starts(clock.now() - timedelta(minutes=5))
    teresa.reads(1, at=clock.now() - timedelta(minutes=1))
    teresa.looks(2, 20, clock.now(), place="a")

    answer = visitor("teresa").post(f"{COURSE}/start")

    assert answer.location == f"{COURSE}/lessons/lekcja-2#a"
    assert teresa.enrolments() == 1


def test_starting_when_all_is_read_leads_to_the_quiz(teresa: Learner, visitor: Visit) -> None:
    teresa.starts(clock.now())
    teresa.reads(1, 2, 3, at=clock.now())

    assert visitor("teresa").post(f"{COURSE}/start").location == f"{COURSE}/quiz"


def test_starting_what_is_finished_and_holds_changes_nothing(
    teresa: Learner, visitor: Visit
) -> None:
    teresa.starts(clock.now())
    teresa.passes(clock.now())

    assert visitor("teresa").post(f"{COURSE}/start").location == COURSE
    assert teresa.enrolments() == 1


def test_whoever_reads_an_older_version_is_told_so(
    teresa: Learner, page: Callable[[], str]
) -> None:
    teresa.starts(clock.now())
    before = page()
    teresa.publish(lessons=4)

    assert "You are on the version you started" not in before
    assert "You are on the version you started; a newer one was published on" in page()
    assert "3 lessons, 15 minutes" in page()


def test_whoever_finished_may_start_the_newer_version(
    teresa: Learner, page: Callable[[], str]
) -> None:
    teresa.starts(clock.now())
    teresa.passes(clock.now())
    before = page()
    teresa.publish()

    assert "/start" not in before
    assert "Start the newer version" in page()


def test_what_has_run_out_is_offered_as_it_is_now(teresa: Learner, page: Callable[[], str]) -> None:
    long_ago = clock.now() - timedelta(days=400)
    teresa.ages(12)
    teresa.starts(long_ago)
    teresa.passes(long_ago)
    teresa.publish(lessons=4)

    assert PRIMARY.findall(page()) == ["Start the course"]
    assert "4 lessons, 20 minutes" in page()


@pytest.mark.parametrize("persona, may_preview", [("adam", False), ("olga", True)])
def test_an_account_without_a_person_is_told_kindly(
    visitor: Visit, persona: str, *, may_preview: bool
) -> None:
    text = visitor(persona).get(COURSE)

    assert "This account cannot take courses" in text
    assert "/start" not in text
    assert ("You can read every lesson as a preview" in text) is may_preview
    assert ("/courses/S1/lessons/lekcja-1" in text) is may_preview
    visitor(persona).post(f"{COURSE}/start", status=403)


def test_a_course_that_does_not_exist_is_not_found(visitor: Visit) -> None:
    visitor("teresa").get("/courses/nic", status=404)
    visitor("teresa").get("/courses/s1", status=404)


def test_the_page_takes_few_queries(teresa: Learner, visitor: Visit) -> None:
    """Who asks, the course, its newest version, how far one is, and what is due."""
    teresa.starts(clock.now())
    learner = visitor("teresa")
    learner.get(COURSE)

    learner.get(COURSE, budget=5)
