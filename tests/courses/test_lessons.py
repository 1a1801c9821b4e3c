"""A lesson is read in the version that was started, by whoever started, or in preview."""

import re
from collections.abc import Callable
from functools import partial

import pytest

from app.core import clock
from app.core.db import db, transaction
from courses.models import Lesson
from tests.courses.learning import MINUTE, Learner
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

COURSE = "/courses/S1"
FIRST, SECOND, LAST = (f"{COURSE}/lessons/lekcja-{number}" for number in (1, 2, 3))
STEPS = re.compile(r'<nav class="task-steps".*?</nav>', re.DOTALL)
LINK = re.compile(r'href="([^"]+)"')


def steps(page: str) -> str:
    """The bar at the bottom."""
    found = STEPS.search(page)
    assert found
    return found.group()


def test_a_lesson_says_where_one_is(teresa: Learner, visitor: Visit) -> None:
    teresa.starts(clock.now())
    teresa.reads(1, at=clock.now())

    page = visitor("teresa").get(SECOND)

    assert "Lesson 2 of 3 · 5 minutes" in page
    assert "1 of 3 lessons read" in page
    assert "<title>Lekcja 2 · Bezpieczeństwo na co dzień · Kadra</title>" in page
    assert f'href="{COURSE}"' in page


def test_back_and_on_stand_at_the_bottom(teresa: Learner, visitor: Visit) -> None:
    teresa.starts(clock.now())

    first, second = (steps(visitor("teresa").get(url)) for url in (FIRST, SECOND))

    assert LINK.findall(first) == [COURSE]
    assert LINK.findall(second) == [FIRST]
    assert f'action="{FIRST}/finish"' in first
    assert "Next: Lekcja 2" in first


def test_the_last_lesson_leads_to_what_is_left(teresa: Learner, visitor: Visit) -> None:
    teresa.starts(clock.now())
    before = steps(visitor("teresa").get(LAST))
    teresa.reads(1, 2, at=clock.now())
    after = steps(visitor("teresa").get(LAST))

    assert "Next: Lekcja 1" in before
    assert "Next: the quiz" in after


@pytest.mark.parametrize("times", [1, 2], ids=["pressed once", "pressed twice"])
def test_next_leads_on_and_marks_the_lesson_as_read(
    teresa: Learner, visitor: Visit, times: int
) -> None:
    teresa.starts(clock.now())
    learner = visitor("teresa")

    answers = [learner.post(f"{FIRST}/finish").location for _ in range(times)]

    assert answers == [SECOND] * times
    assert len(teresa.reading().finished_lessons) == 1


def test_next_after_the_last_lesson_is_the_quiz(teresa: Learner, visitor: Visit) -> None:
    teresa.starts(clock.now())
    teresa.reads(1, 2, at=clock.now())

    assert visitor("teresa").post(f"{LAST}/finish").location == f"{COURSE}/quiz"


def test_a_lesson_opened_again_shows_the_way_to_where_it_was_left(
    teresa: Learner, visitor: Visit
) -> None:
    with_headings(teresa, "<h2 id='a'>Początek</h2><h2 id='b'>Dalej &amp; <em>głębiej</em></h2>")
    teresa.starts(clock.now() - 2 * MINUTE)
    teresa.looks(2, 10, clock.now() - MINUTE, place="")
    at_the_top = visitor("teresa").get(SECOND)
    teresa.looks(2, 10, clock.now(), place="b")
    further_down = visitor("teresa").get(SECOND)

    assert "Continue where you left off" not in at_the_top
    assert '<a href="#b">Continue where you left off: Dalej &amp; głębiej</a>' in further_down


@pytest.mark.usefixtures("teresa")
def test_whoever_has_not_started_is_led_to_the_course(visitor: Visit) -> None:
    learner = visitor("teresa")

    for ask in (partial(learner.client.get, FIRST), partial(learner.post, f"{FIRST}/finish")):
        assert ask().location == COURSE
        assert "Start the course, then its lessons open." in learner.get(COURSE)


def test_a_lesson_of_another_version_leads_to_the_course(teresa: Learner, visitor: Visit) -> None:
    """An old address, sent by a colleague: one keeps reading one's own version."""
    teresa.starts(clock.now())
    teresa.publish(lessons=4)
    learner = visitor("teresa")

    for ask in (
        partial(learner.client.get, f"{COURSE}/lessons/lekcja-4"),
        partial(learner.post, f"{COURSE}/lessons/lekcja-4/finish"),
    ):
        assert ask().location == COURSE
        assert "another version" in learner.get(COURSE)


def test_a_lesson_that_never_was_is_not_found(teresa: Learner, visitor: Visit) -> None:
    teresa.starts(clock.now())

    visitor("teresa").get(f"{COURSE}/lessons/lekcja-9", status=404)
    visitor("teresa").get("/courses/nic/lessons/lekcja-1", status=404)
    visitor("teresa").post(f"{COURSE}/lessons/lekcja-9/finish", status=404)


def test_an_older_version_is_read_to_its_end(teresa: Learner, visitor: Visit) -> None:
    teresa.starts(clock.now())
    teresa.publish(lessons=4)

    page = visitor("teresa").get(LAST)

    assert "Lesson 3 of 3" in page
    assert "You are on the version you started; a newer one was published on" in page


@pytest.mark.parametrize("persona", ["kazimierz", "hanna", "tomasz", "olga"])
def test_a_preview_records_nothing_and_says_so(
    teresa: Learner, visitor: Visit, persona: str
) -> None:
    reader = visitor(persona)

    first, last = reader.get(FIRST), reader.get(LAST)

    assert "This is a preview" in first
    assert "<form" not in steps(first)
    assert LINK.findall(steps(first)) == [COURSE, SECOND]
    assert LINK.findall(steps(last)) == [SECOND, COURSE]
    assert 'data-module="lesson-time"' not in first
    assert teresa.enrolments() == 0


@pytest.mark.usefixtures("teresa")
def test_nobody_finishes_a_lesson_in_preview(visitor: Visit) -> None:
    assert visitor("hanna").post(f"{FIRST}/finish").location == COURSE
    visitor("olga").post(f"{FIRST}/finish", status=403)


def test_whoever_finished_reads_again_and_the_record_stays(teresa: Learner, visitor: Visit) -> None:
    teresa.starts(clock.now())
    teresa.reads(1, 2, 3, at=clock.now())
    teresa.passes(clock.now())
    before = teresa.reading()
    learner = visitor("teresa")

    page = learner.get(FIRST)
    learner.post(f"{FIRST}/finish")

    assert "the record stays as it is" in page
    assert "<form" not in steps(page)
    assert teresa.reading() == before


def test_the_words_of_the_glossary_stand_together_at_the_end(
    teresa: Learner, visitor: Visit
) -> None:
    """Once each, for paper, and for browsers that cannot show them in place."""
    word = (
        '<button type="button" class="term" popovertarget="term-{n}">SZBI</button>'
        '<span class="term-meaning" id="term-{n}" popover=""><strong>SZBI</strong> System.</span>'
    )
    with_headings(teresa, f"<p>{word.format(n=1)} i {word.format(n=2)}</p>")
    teresa.starts(clock.now())

    page = visitor("teresa").get(SECOND)

    assert page.count("<dt>SZBI</dt><dd> System.</dd>") == 1


def test_a_lesson_takes_three_queries_once_it_is_known(teresa: Learner, visitor: Visit) -> None:
    """Who asks, which course, how far one is, and what was answered."""
    teresa.starts(clock.now())
    teresa.reads(1, 2, at=clock.now())
    learner = visitor("teresa")
    learner.get(FIRST)
    learner.get(SECOND)

    learner.get(FIRST, budget=4)
    learner.get(SECOND, budget=3)


def with_headings(learner: Learner, html: str) -> None:
    """The second lesson consists of this, before anybody has read it."""
    with learner.city.app.app_context(), transaction():
        lesson = db.session.query(Lesson).filter_by(slug="lekcja-2").one()
        lesson.parts = [{"html": html}]
