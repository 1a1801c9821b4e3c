"""Lessons are read in any order; the place is kept, and the quiz opens after the last of them."""

from datetime import timedelta

import pytest

from app.core.errors import NotFound
from courses.queries.lessons import LessonOfAnotherVersion, NotStarted
from tests.courses.learning import MINUTE, NOON, Learner


@pytest.mark.parametrize(
    "order, onward",
    [
        pytest.param((1,), "lekcja-2", id="the first leads to the second"),
        pytest.param((1, 2), "lekcja-3", id="the second to the third"),
        pytest.param((1, 2, 3), None, id="the last to the quiz"),
        pytest.param((3,), "lekcja-1", id="the last to the first one not read"),
        pytest.param((1, 3), "lekcja-2", id="the last to the one that was passed over"),
        pytest.param((3, 1), "lekcja-2", id="then on in order"),
        pytest.param((3, 2, 1), "lekcja-2", id="forward, although that one was read"),
        pytest.param((1, 1), "lekcja-2", id="pressed twice"),
        pytest.param((1, 2, 3, 1), "lekcja-2", id="read again"),
    ],
)
def test_the_next_lesson(teresa: Learner, order: tuple[int, ...], onward: str | None) -> None:
    teresa.starts()

    assert teresa.reads(*order) == onward


def test_all_is_read_in_whatever_order(teresa: Learner) -> None:
    teresa.starts()
    teresa.reads(3, 1, 2)

    assert len(teresa.reading().finished_lessons) == 3
    assert teresa.resume() is None


def test_reading_on_begins_with_the_first_lesson(teresa: Learner) -> None:
    teresa.starts()

    assert resumed(teresa) == ("lekcja-1", None)


def test_reading_on_is_where_it_was_left(teresa: Learner) -> None:
    """The last heading in sight, whichever device said so."""
    teresa.starts()
    teresa.reads(1)
    teresa.looks(2, 30, NOON + MINUTE, place="a")

    assert resumed(teresa) == ("lekcja-2", "a")


def test_reading_on_follows_the_lesson_looked_at_last(teresa: Learner) -> None:
    teresa.starts()
    teresa.looks(1, 30, NOON + MINUTE, place="a")
    teresa.looks(3, 30, NOON + 2 * MINUTE)

    assert resumed(teresa) == ("lekcja-3", None)


def test_a_lesson_that_was_read_has_no_place(teresa: Learner) -> None:
    teresa.starts()
    teresa.looks(1, 30, NOON + MINUTE, place="a")
    teresa.reads(1, at=NOON + 2 * MINUTE)

    assert resumed(teresa) == ("lekcja-2", None)


def test_after_the_last_lesson_one_reads_on_with_what_was_passed_over(teresa: Learner) -> None:
    teresa.starts()
    teresa.reads(2, 3)

    assert resumed(teresa) == ("lekcja-1", None)


@pytest.mark.parametrize("place", ["nowhere", "", "x" * 500, "<script>"])
def test_a_place_that_is_no_heading_is_not_kept(teresa: Learner, place: str) -> None:
    teresa.starts()
    teresa.looks(1, 30, NOON + MINUTE, place="a")
    teresa.looks(1, 30, NOON + 2 * MINUTE, place=place)

    assert resumed(teresa) == ("lekcja-1", "a")


def test_a_lesson_is_finished_once(teresa: Learner) -> None:
    """When it was read for the first time is what counts."""
    teresa.starts()
    teresa.reads(1, 1)

    assert len(teresa.reading().seen) == 1


def test_nothing_is_recorded_once_the_course_is_finished(teresa: Learner) -> None:
    teresa.starts()
    teresa.reads(1, 2)
    teresa.passes()
    before = teresa.reading()

    teresa.reads(3, at=NOON + timedelta(days=1), seconds=60)
    teresa.looks(1, 60, NOON + timedelta(days=1), place="a")

    assert teresa.reading() == before


def test_whoever_has_not_started_cannot_read(teresa: Learner) -> None:
    with pytest.raises(NotStarted):
        teresa.reads(1)


def test_a_lesson_of_another_version_is_told_from_one_that_never_was(teresa: Learner) -> None:
    teresa.starts()
    teresa.publish(lessons=4)

    with pytest.raises(LessonOfAnotherVersion):
        teresa.reads(4)
    with pytest.raises(NotFound):
        teresa.reads(5)


def resumed(learner: Learner) -> tuple[str, str | None] | None:
    """Where somebody reads on: the lesson, and the heading in it."""
    found = learner.resume()
    return (found.lesson.slug, found.place) if found else None
