"""The courses of one person: what is due first, then what was begun, then what is done."""

from datetime import date, timedelta

import pytest

from app.core.db import transaction
from courses.queries.own import OwnState, Urgency, urgency_of
from tests.courses.learning import NOON, TODAY, Learner
from tests.support.assignments import add_assignment
from tests.support.city import add_completion, counted_queries
from tests.support.courses import add_course

DAY = timedelta(days=1)


def asks(learner: Learner, due_on: date, *, code: str = "S1", unit: str = "a") -> None:
    """Teresa's school is to complete the course by the day."""
    with learner.city.app.app_context(), transaction():
        add_assignment(learner.city.units[unit], due_on, code=code)


def offers(learner: Learner, code: str) -> Learner:
    """One more course is on offer; the same person with it."""
    with learner.city.app.app_context(), transaction():
        add_course(code)
    return Learner(learner.city, learner.persona, code)


def test_nobody_asks_and_nothing_was_begun(teresa: Learner) -> None:
    assert teresa.own() == []


def test_what_is_asked_for_is_not_started(teresa: Learner) -> None:
    asks(teresa, TODAY)

    [own] = teresa.own()

    assert (own.state, own.lessons_read, own.lessons_total) == (OwnState.NOT_STARTED, 0, 3)
    assert own.next_lesson is not None
    assert own.next_lesson.slug == "lekcja-1"
    assert (own.due_on, own.completed_on) == (TODAY, None)


def test_what_is_asked_of_another_school_is_not_ones_own(teresa: Learner) -> None:
    asks(teresa, TODAY, unit="b")

    assert teresa.own() == []


def test_a_course_goes_from_reading_to_the_quiz_to_done(teresa: Learner) -> None:
    states = []
    teresa.starts()
    for lesson in (1, 2, 3):
        states.append(teresa.own()[0].state)
        teresa.reads(lesson)
    states.append(teresa.own()[0].state)
    teresa.passes()
    [own] = teresa.own()

    assert [*states, own.state] == [*[OwnState.READING] * 3, OwnState.QUIZ, OwnState.DONE]
    assert (own.completed_on, own.next_lesson) == (TODAY, None)


def test_what_was_completed_elsewhere_is_done(teresa: Learner) -> None:
    asks(teresa, TODAY)
    with teresa.city.app.app_context(), transaction():
        add_completion(teresa.person_id, 1, TODAY - DAY)

    [own] = teresa.own()

    assert (own.state, own.completed_on) == (OwnState.DONE, TODAY - DAY)


@pytest.mark.parametrize("is_asked", [True, False], ids=["asked for", "of one's own accord"])
@pytest.mark.parametrize("what", ["ran out", "revoked"])
def test_what_does_not_hold_any_more_begins_anew(
    teresa: Learner, what: str, *, is_asked: bool
) -> None:
    if is_asked:
        asks(teresa, TODAY + 400 * DAY)
    teresa.starts()
    teresa.reads(1, 2, 3)
    teresa.passes()
    if what == "revoked":
        teresa.loses_it()
    else:
        teresa.ages(12)

    [own] = teresa.own(TODAY if what == "revoked" else TODAY + 366 * DAY)

    assert (own.state, own.lessons_read) == (OwnState.NOT_STARTED, 0)


def test_the_soonest_due_is_first_then_what_was_begun_then_the_latest_done(
    teresa: Learner,
) -> None:
    late, soon, begun, first, last = (offers(teresa, code) for code in ("L", "S", "B", "F", "D"))
    asks(teresa, TODAY + 60 * DAY, code="L")
    asks(teresa, TODAY - DAY, code="S")
    asks(teresa, TODAY, code="D")
    begun.starts()
    soon.starts()
    for learner, at in ((first, NOON - 9 * DAY), (last, NOON - DAY)):
        learner.starts(at)
        learner.passes(at)

    assert [own.code for own in teresa.own()] == ["S", "L", "B", "D", "F"]
    assert late.own() == teresa.own()


@pytest.mark.parametrize(
    "due_on, urgency",
    [
        pytest.param(TODAY - DAY, Urgency.OVERDUE, id="yesterday"),
        pytest.param(TODAY, Urgency.SOON, id="today is in time"),
        pytest.param(TODAY + 14 * DAY, Urgency.SOON, id="in a fortnight"),
        pytest.param(TODAY + 15 * DAY, Urgency.LATER, id="a day after that"),
    ],
)
def test_how_pressing_it_is(due_on: date, urgency: Urgency) -> None:
    assert urgency_of(due_on, TODAY) is urgency


def test_however_many_courses_it_takes_three_queries(teresa: Learner) -> None:
    for code in "ABCDEF":
        other = offers(teresa, code)
        other.starts()
        other.reads(1)
    teresa.own()

    with counted_queries(teresa.city.app) as statements:
        assert len(teresa.own()) == 6

    assert len(statements) == 3
