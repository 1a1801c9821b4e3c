"""A paper is handed in: marked once, on what was saved, and passing it finishes the course."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.db import db
from app.training.models.completions import Completion, Source
from courses.models import Enrolment
from quizzes.services.answers import Fate
from quizzes.terms import Entry
from tests.quizzes.taking import MINUTE, NOON, Learner, reader
from tests.support.city import City


def completions(who: Learner) -> list[Completion]:
    """What the register of trainings says about the person."""
    with who.city.app.app_context():
        mine = select(Completion).where(Completion.person_id == who.person_id)
        return list(db.session.scalars(mine))


def log_of(who: Learner, action: str) -> list[AuditEntry]:
    """The entries with this action, oldest first."""
    with who.city.app.app_context():
        wanted = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)
        return list(db.session.scalars(wanted))


@pytest.mark.parametrize(
    "right,percent,is_passed",
    [
        pytest.param(0, 0, False, id="nothing right"),
        pytest.param(3, 60, False, id="one too few"),
        pytest.param(4, 80, True, id="exactly the pass mark"),
        pytest.param(5, 100, True, id="everything right"),
    ],
)
def test_a_paper_is_marked(teresa: Learner, right: int, percent: int, is_passed: bool) -> None:
    result = teresa.try_once(right)

    assert (result.percent, result.is_passed) == (percent, is_passed)
    assert result.submitted_at == NOON
    earned = [result.answers[place].credit_percent for place in range(1, 6)]
    assert earned == [100] * right + [0] * (5 - right)


def test_passing_finishes_the_course_with_one_completion(teresa: Learner) -> None:
    teresa.try_once(4)

    (completion,) = completions(teresa)
    assert (completion.source, completion.score_percent) == (Source.ONLINE, 80)
    assert completion.confirmed_at is None
    assert teresa.standing().entry is Entry.FINISHED


def test_failing_leaves_the_course_open(teresa: Learner) -> None:
    teresa.try_once(3)

    assert completions(teresa) == []
    with teresa.city.app.app_context():
        assert db.session.scalars(select(Enrolment.finished_at)).all() == [None]


def test_handing_in_twice_changes_nothing(teresa: Learner) -> None:
    paper = teresa.start()
    teresa.answer_all(paper, 5)

    first = teresa.submit(paper.token)
    second = teresa.submit(paper.token, NOON + MINUTE)

    assert (first.fate, second.fate) == (Fate.HANDED_IN, Fate.HANDED_IN_BEFORE)
    assert first.number == second.number == 1
    assert teresa.result(1).submitted_at == NOON
    assert len(completions(teresa)) == len(log_of(teresa, "courses.quiz_submitted")) == 1


def test_an_empty_paper_may_be_handed_in(teresa: Learner) -> None:
    paper = teresa.start()

    assert teresa.submit(paper.token).fate is Fate.HANDED_IN
    assert (teresa.result(1).percent, teresa.result(1).is_passed) == (0, False)


def test_an_answer_that_was_taken_back_earns_nothing(teresa: Learner) -> None:
    paper = teresa.start()
    teresa.answer_all(paper, 4)
    teresa.save(paper.token, 1)

    teresa.submit(paper.token)

    assert teresa.result(1).percent == 60


@pytest.mark.parametrize(
    "later,percent",
    [
        pytest.param(20 * MINUTE, 80, id="in time"),
        pytest.param(20 * MINUTE + timedelta(seconds=1), 60, id="late: the fourth is not heard"),
        pytest.param(timedelta(days=3), 60, id="days later: what was saved still counts"),
    ],
)
def test_a_late_paper_is_marked_on_what_was_saved_in_time(
    city: City, later: timedelta, percent: int
) -> None:
    teresa = reader(city, time_limit_minutes=20)
    paper = teresa.start()
    for position in (1, 2, 3):
        teresa.answer(paper, position)

    teresa.answer(paper, 4, at=NOON + later)
    teresa.submit(paper.token, NOON + later)

    assert teresa.result(1).percent == percent


def test_the_log_says_who_started_and_how_it_ended(teresa: Learner) -> None:
    teresa.try_once(3)

    (started,) = log_of(teresa, "courses.quiz_started")
    (submitted,) = log_of(teresa, "courses.quiz_submitted")
    assert started.subject_label == submitted.subject_label == "Teresa Łąka: S1, 1"
    assert submitted.changes == {"percent": [None, 60], "is_passed": [None, False]}
    assert submitted.actor_account_id == teresa.actor.account_id


def test_single_answers_are_not_doubled_in_the_log(teresa: Learner) -> None:
    paper = teresa.start()
    before = len(log_of(teresa, "courses.quiz_started"))
    teresa.answer_all(paper, 5)

    with teresa.city.app.app_context():
        actions = set(db.session.scalars(select(AuditEntry.action)))
    assert before == 1
    assert not {one for one in actions if "answer" in one}
