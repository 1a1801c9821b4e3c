"""Two tabs, two devices, two fingers: whatever comes at once, there is one paper and one result."""

import pytest
from sqlalchemy import select

from app.core.db import db
from app.training.models.completions import Completion
from quizzes.services.answers import Fate, Outcome
from tests.quizzes.taking import Learner
from tests.support.at_once import at_once

ROUNDS = 5


def test_two_starts_at_once_open_one_attempt(teresa: Learner) -> None:
    papers = at_once(lambda: teresa.start(seed=1), lambda: teresa.start(seed=2))

    assert papers[0].token == papers[1].token
    assert teresa.attempts() == 1


def test_two_hands_in_at_once_make_one_result(teresa: Learner) -> None:
    paper = teresa.start()
    teresa.answer_all(paper, 5)

    outcomes = at_once(lambda: teresa.submit(paper.token), lambda: teresa.submit(paper.token))

    assert {one.fate for one in outcomes} == {Fate.HANDED_IN, Fate.HANDED_IN_BEFORE}
    assert {one.number for one in outcomes} == {1}
    with teresa.city.app.app_context():
        assert len(db.session.scalars(select(Completion)).all()) == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_an_answer_against_handing_in_is_counted_or_refused(teresa: Learner, _round: int) -> None:
    """What is called saved is marked: nobody reads "saved" under an answer that earns nothing."""
    paper = teresa.start()
    for position in (1, 2, 3):
        teresa.answer(paper, position)

    def answer() -> Outcome:
        return teresa.answer(paper, 4)

    def submit() -> Outcome:
        return teresa.submit(paper.token)

    answered, submitted = at_once(answer, submit)

    result = teresa.result(1)
    assert submitted.fate is Fate.HANDED_IN
    assert answered.fate in {Fate.SAVED, Fate.HANDED_IN_BEFORE}
    assert (4 in result.answers) == (answered.fate is Fate.SAVED)
    assert result.percent == (80 if answered.fate is Fate.SAVED else 60)
    assert all(one.credit_percent is not None for one in result.answers.values())


def test_answers_from_two_tabs_at_once_both_stand(teresa: Learner) -> None:
    paper = teresa.start()

    outcomes = at_once(
        *(lambda position=position: teresa.answer(paper, position) for position in range(1, 6))
    )

    assert {one.fate for one in outcomes} == {Fate.SAVED}
    assert teresa.paper().open_positions == ()


def test_two_answers_to_one_question_at_once_leave_one(teresa: Learner) -> None:
    paper = teresa.start()

    at_once(
        lambda: teresa.answer(paper, 1, is_right=True),
        lambda: teresa.answer(paper, 1, is_right=False),
    )

    assert len(teresa.paper().answers) == 1
