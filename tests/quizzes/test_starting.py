"""When an attempt may begin: all lessons read, none open, not too often, not too soon."""

from datetime import timedelta

import pytest

from app.core.actors import Actor
from app.core.errors import Forbidden
from quizzes.queries.standing import quiz_or_404
from quizzes.services import attempts
from quizzes.services.attempts import CannotStart
from quizzes.terms import Entry
from tests.quizzes.taking import CODE, MINUTE, NOON, Learner, build_course, reader
from tests.support.city import City

PAUSE = timedelta(minutes=10)
SECOND = timedelta(seconds=1)


def refusal(who: Learner, **when: object) -> Entry:
    """Why no attempt may begin."""
    with pytest.raises(CannotStart) as refused:
        who.start(**when)  # type: ignore[arg-type]
    return refused.value.standing.entry


def test_whoever_has_read_everything_gets_a_paper(teresa: Learner) -> None:
    paper = teresa.start()

    assert (paper.number, len(paper.asked), paper.answers) == (1, 5, {})
    assert paper.open_positions == (1, 2, 3, 4, 5)
    assert paper.closes_at is None


def test_the_course_is_started_first(city: City) -> None:
    build_course(city)

    assert refusal(Learner(city)) is Entry.NOT_STARTED


def test_every_lesson_is_read_first(city: City) -> None:
    build_course(city)
    teresa = Learner(city)
    teresa.enrol()
    teresa.read(1)

    assert refusal(teresa) is Entry.LESSONS_FIRST


def test_an_account_without_a_person_takes_no_quiz(teresa: Learner) -> None:
    adam = Actor("Adam", teresa.city.accounts["adam"])

    with teresa.city.app.app_context(), pytest.raises(Forbidden):
        attempts.start(quiz_or_404(CODE), teresa.settings, by=adam, at=NOON)


def test_an_open_attempt_is_resumed_on_the_same_paper(teresa: Learner) -> None:
    first = teresa.start(seed=1)
    teresa.answer(first, 2)

    again = teresa.start(seed=2)

    assert (again.token, again.asked) == (first.token, first.asked)
    assert again.open_positions == (1, 3, 4, 5)
    assert teresa.attempts() == 1


def test_the_next_attempt_asks_other_questions_first(city: City) -> None:
    """Two of seven questions are fresh after a paper of five."""
    who = reader(city, pause_minutes=0)
    first = who.try_once(0)

    second = who.start()

    seen = {asked.item.id for asked in first.asked}
    assert len({asked.item.id for asked in second.asked} - seen) == 2
    assert (second.number, second.token == first.token) == (2, False)


@pytest.mark.parametrize(
    "later,entry",
    [
        pytest.param(timedelta(0), Entry.PAUSED, id="at once"),
        pytest.param(PAUSE - SECOND, Entry.PAUSED, id="a second too early"),
        pytest.param(PAUSE, Entry.READY, id="when the pause is over"),
    ],
)
def test_a_pause_lies_between_two_attempts(teresa: Learner, later: timedelta, entry: Entry) -> None:
    teresa.try_once(0)

    assert teresa.standing(NOON + later).entry is entry
    assert teresa.standing().next_start == NOON + PAUSE
    if entry is Entry.PAUSED:
        assert refusal(teresa, at=NOON + later) is entry


def test_the_pause_counts_from_the_latest_attempt(teresa: Learner) -> None:
    teresa.try_once(0)
    teresa.try_once(0, at=NOON + PAUSE)

    assert teresa.standing().next_start == NOON + 2 * PAUSE


def test_a_quiz_may_be_tried_only_so_often(city: City) -> None:
    who = reader(city, attempts=2, pause_minutes=0)
    who.try_once(0)

    assert who.standing().attempts_left == 1
    who.try_once(1)

    assert who.standing().attempts_left == 0
    assert refusal(who, at=NOON + 60 * MINUTE) is Entry.USED_UP


@pytest.mark.parametrize(
    "quiz,expected",
    [
        pytest.param({"attempts": None, "pause_minutes": None}, (None, 5), id="of the operator"),
        pytest.param({"attempts": 3, "pause_minutes": 0}, (3, 0), id="of the quiz"),
    ],
)
def test_what_the_quiz_does_not_say_the_operator_does(
    city: City, quiz: dict[str, int | None], expected: tuple[int | None, int]
) -> None:
    """The settings of tests are those of a fresh installation: no end, five minutes."""
    terms = reader(city, **quiz).standing().terms

    assert (terms.attempts, terms.pause // MINUTE) == expected


def test_whoever_has_finished_the_course_takes_no_quiz(teresa: Learner) -> None:
    teresa.try_once(5)

    assert refusal(teresa, at=NOON + 60 * MINUTE) is Entry.FINISHED


def test_numbers_go_on_when_the_course_is_taken_again(city: City) -> None:
    """So the address of a result means one result for ever."""
    who = reader(city, pause_minutes=0)
    who.try_once(1)
    who.try_once(5)
    who.publish()
    who.enrol()
    who.read()

    paper = who.start()

    assert paper.number == 3
    assert [one.number for one in who.standing().tries] == [3]


def test_an_attempt_has_as_much_time_as_its_quiz_says(city: City) -> None:
    paper = reader(city, time_limit_minutes=20).start()

    assert paper.closes_at == NOON + 20 * MINUTE
