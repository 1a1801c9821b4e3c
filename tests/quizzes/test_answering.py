"""Every answer is saved as it is given; the latest wins, what cannot be heard changes nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.db import db
from quizzes.models import Answer
from quizzes.services.answers import Fate
from tests.quizzes.taking import MINUTE, NOON, Learner, place_of, reader
from tests.support.city import City, counted_queries

SECOND = timedelta(seconds=1)


def saved(who: Learner) -> int:
    """How many answers are stored at all."""
    with who.city.app.app_context():
        return len(db.session.scalars(select(Answer)).all())


def test_an_answer_is_kept_by_number_not_by_place(teresa: Learner) -> None:
    paper = teresa.start()
    position = place_of(paper, "single")

    outcome = teresa.save(paper.token, position, 1)

    assert (outcome.fate, outcome.number) == (Fate.SAVED, 1)
    assert teresa.paper().given(position) == (paper.asked[position - 1].order[1],)


def test_the_latest_answer_wins(teresa: Learner) -> None:
    paper = teresa.start()
    position = place_of(paper, "single")

    for place in (0, 1, 1):
        teresa.save(paper.token, position, place)

    assert teresa.paper().given(position) == (paper.asked[position - 1].order[1],)
    assert saved(teresa) == 1


def test_an_answer_that_is_taken_back_leaves_the_question_open(teresa: Learner) -> None:
    paper = teresa.start()
    teresa.answer(paper, 1)

    outcome = teresa.save(paper.token, 1)

    assert outcome.fate is Fate.SAVED
    assert 1 in teresa.paper().open_positions


@pytest.mark.parametrize("position", [None, 0, -1, 6, 10**9])
def test_a_question_that_is_not_on_the_paper_changes_nothing(
    teresa: Learner, position: int | None
) -> None:
    paper = teresa.start()

    assert teresa.save(paper.token, position, 0).fate is Fate.NOT_ON_PAPER
    assert saved(teresa) == 0


def test_an_answer_that_is_not_on_the_paper_leaves_the_one_before(teresa: Learner) -> None:
    paper = teresa.start()
    position = place_of(paper, "single")
    teresa.save(paper.token, position, 0)

    assert teresa.save(paper.token, position, 40).fate is Fate.NOT_ON_PAPER
    assert teresa.paper().given(position) == (paper.asked[position - 1].order[0],)


@pytest.mark.parametrize(
    "token",
    [
        pytest.param("", id="none"),
        pytest.param("x", id="too short"),
        pytest.param("A" * 43, id="forged"),
        pytest.param("A" * 100_000, id="very long"),
        pytest.param("\0" * 43, id="what no database keeps"),
        pytest.param("' OR 1=1 --", id="a sentence for the database"),
        pytest.param("ż" * 43, id="letters of another alphabet"),
    ],
)
def test_a_token_of_no_paper_saves_nothing(teresa: Learner, token: str) -> None:
    teresa.start()

    outcome = teresa.save(token, 1, 0)

    assert (outcome.fate, outcome.number) == (Fate.UNKNOWN_PAPER, None)
    assert saved(teresa) == 0


def test_nobody_answers_on_the_paper_of_somebody_else(teresa: Learner) -> None:
    token = teresa.start().token
    hanna = Learner(teresa.city, "hanna")

    assert hanna.save(token, 1, 0).fate is Fate.UNKNOWN_PAPER
    assert hanna.submit(token).fate is Fate.UNKNOWN_PAPER
    assert teresa.paper().submitted_at is None


def test_a_paper_that_was_handed_in_hears_no_more_answers(teresa: Learner) -> None:
    paper = teresa.try_once(2)
    before = teresa.result(1).answers

    outcome = teresa.answer(paper, 5)

    assert (outcome.fate, outcome.number) == (Fate.HANDED_IN_BEFORE, 1)
    assert teresa.result(1).answers == before


@pytest.mark.parametrize(
    "later,fate",
    [
        pytest.param(20 * MINUTE - SECOND, Fate.SAVED, id="a second before the time is up"),
        pytest.param(20 * MINUTE, Fate.SAVED, id="in the last instant"),
        pytest.param(20 * MINUTE + SECOND, Fate.TOO_LATE, id="a second late"),
    ],
)
def test_the_server_keeps_the_time(city: City, later: timedelta, fate: Fate) -> None:
    teresa = reader(city, time_limit_minutes=20)
    paper = teresa.start()

    assert teresa.answer(paper, 1, at=NOON + later).fate is fate
    assert saved(teresa) == (fate is Fate.SAVED)


def test_saving_an_answer_takes_two_queries(teresa: Learner) -> None:
    paper = teresa.start()
    teresa.answer(paper, 1)

    with counted_queries(teresa.city.app) as statements:
        teresa.answer(paper, 2)

    assert len(statements) == 2
