"""Two tabs, two devices, a double click: whatever comes at once, there is one right result."""

from functools import partial

from sqlalchemy import select

from app.core.db import db
from app.training.models.completions import Completion
from courses.models import LessonProgress
from tests.courses.learning import NOON, SECOND, Learner
from tests.support.at_once import at_once

ROUNDS = 5


def test_two_starts_at_once_are_one(teresa: Learner) -> None:
    first, second = at_once(teresa.starts, teresa.starts)

    assert first == second
    assert teresa.enrolments() == 1


def test_a_lesson_finished_in_two_tabs_is_finished_once(teresa: Learner) -> None:
    teresa.starts()

    assert at_once(partial(teresa.reads, 1), partial(teresa.reads, 1)) == ["lekcja-2", "lekcja-2"]
    with teresa.city.app.app_context():
        assert len(db.session.scalars(select(LessonProgress)).all()) == 1


def test_two_browsers_share_the_time_that_passed(teresa: Learner) -> None:
    teresa.starts()

    for number in range(1, ROUNDS + 1):
        at = NOON + number * 10 * SECOND
        at_once(partial(teresa.looks, 1, 10, at), partial(teresa.looks, 2, 10, at))

    assert sum(teresa.seconds().values()) == ROUNDS * 10


def test_a_course_finished_twice_at_once_is_one_completion(teresa: Learner) -> None:
    teresa.starts()
    teresa.reads(1, 2, 3)

    first, second = at_once(teresa.passes, teresa.passes)

    assert first == second
    with teresa.city.app.app_context():
        assert len(db.session.scalars(select(Completion)).all()) == 1
