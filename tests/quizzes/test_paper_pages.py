"""The paper in the browser, without scripts: one question a page, saved with every button."""

import re

import pytest

from app.core import clock
from quizzes.queries.papers import Paper
from tests.quizzes.taking import QUIZ, Learner, place_of, reader
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.quizzes import form_of, right_answer


def sent(browser: Visitor, paper: Paper, position: int, **fields: object) -> str:
    """Where one is led after sending this question with these fields."""
    form = {"paper": paper.token, "question": str(position), **fields}
    location: str = browser.post(f"{QUIZ}/answer", form).headers["Location"]
    return location


def test_starting_leads_to_the_first_question(browser: Visitor) -> None:
    assert browser.post(f"{QUIZ}/start").headers["Location"] == f"{QUIZ}/paper"
    assert browser.client.get(f"{QUIZ}/paper").headers["Location"] == f"{QUIZ}/paper?question=1"

    page = browser.get(f"{QUIZ}/paper?question=1")

    assert "Question 1 of 5" in page
    assert ">Back</button>" not in page


@pytest.mark.parametrize(
    "go,expected",
    [
        pytest.param("next", "?question=3", id="on"),
        pytest.param("previous", "?question=1", id="back"),
        pytest.param("overview", "/overview", id="to the whole paper"),
        pytest.param("", "?question=2", id="no button: here"),
        pytest.param("elsewhere", "?question=2", id="a button that is not there"),
    ],
)
def test_an_answer_is_saved_with_whatever_button(
    teresa: Learner, browser: Visitor, go: str, expected: str
) -> None:
    paper = teresa.start()
    form = form_of(paper, 2, right_answer(paper.asked[1]))

    place = sent(browser, paper, 2, answer=form["answer"], go=go)

    assert place.endswith(expected)
    assert teresa.paper().given(2) == right_answer(paper.asked[1])


def test_the_last_question_leads_to_the_whole_paper(teresa: Learner, browser: Visitor) -> None:
    teresa.start()

    page = browser.get(f"{QUIZ}/paper?question=5")

    assert "Check before you finish" in page
    assert "Next question" not in page


def test_a_given_answer_is_shown_again(teresa: Learner, browser: Visitor) -> None:
    paper = teresa.start()
    position = place_of(paper, "single")
    sent(browser, paper, position, answer="1")

    page = browser.get(f"{QUIZ}/paper?question={position}")

    assert re.search(r'value="1" id="option-1" checked', page)
    assert ">Saved</p>" in page


def test_a_step_moves_by_its_button(city: City) -> None:
    teresa = reader(city, draw=7)
    browser = Visitor(city, "teresa")
    paper = teresa.start()
    position = place_of(paper, "ordering")

    place = sent(browser, paper, position, answer=["0", "1", "2"], down="0", before="0 1 2")

    assert place.endswith(f"?question={position}#item-0")
    page = browser.get(f"{QUIZ}/paper?question={position}")
    assert re.findall(r'name="answer" value="(\d)"', page) == ["1", "0", "2"]


def test_an_old_tab_does_not_undo_what_was_answered_since(
    teresa: Learner, browser: Visitor
) -> None:
    """It was opened before the answer, shows none, and is left by its button."""
    paper = teresa.start()
    teresa.answer(paper, 1)

    place = sent(browser, paper, 1, before="", go="next")

    assert place.endswith("?question=2")
    assert teresa.paper().open_positions == (2, 3, 4, 5)


def test_an_interrupted_attempt_goes_on_at_the_first_open_question(teresa: Learner) -> None:
    paper = teresa.start()
    teresa.answer(paper, 1)
    teresa.answer(paper, 3)
    teresa.city.language = "en"
    other_device = Visitor(teresa.city, "teresa")

    assert "Your answers so far are saved." in other_device.get(QUIZ)
    other_device.post(f"{QUIZ}/start")
    there = other_device.client.get(f"{QUIZ}/paper").headers["Location"]
    assert there.endswith("?question=2")


@pytest.mark.parametrize("question", ["0", "6", "-1", "x", "1e9", "9" * 400, "", "٣"])
def test_a_question_that_is_not_there_leads_to_one_that_is(
    teresa: Learner, browser: Visitor, question: str
) -> None:
    teresa.start()

    response = browser.client.get(f"{QUIZ}/paper", query_string={"question": question})

    assert (response.status_code, response.headers["Location"]) == (302, f"{QUIZ}/paper?question=1")


def test_the_whole_paper_says_what_is_open(teresa: Learner, browser: Visitor) -> None:
    paper = teresa.start()
    teresa.answer(paper, 1)
    teresa.answer(paper, 2)

    page = browser.get(f"{QUIZ}/paper/overview")

    assert "3 questions have no answer yet." in page
    assert "To question 3" in page
    assert "Finish anyway" in page


def test_a_full_paper_is_ready_to_be_finished(teresa: Learner, browser: Visitor) -> None:
    teresa.answer_all(teresa.start(), 5)

    page = browser.get(f"{QUIZ}/paper/overview")

    assert "All questions have an answer." in page
    assert "Finish and see the result" in page
    assert "Finish anyway" not in page


def test_when_the_time_is_up_only_the_result_is_left(city: City) -> None:
    """The paper was drawn long before the clock of these pages."""
    teresa = reader(city, time_limit_minutes=20)
    paper = teresa.start()
    teresa.answer(paper, 1)
    city.language = "en"
    browser = Visitor(city, "teresa")

    assert "The time is up" in browser.get(f"{QUIZ}/paper?question=2")
    assert sent(browser, paper, 2, answer="0", go="next") == f"{QUIZ}/paper/overview"
    page = browser.get(f"{QUIZ}/paper/overview")
    assert "The time was up before this answer came." in page
    assert "Finish and see the result" in page
    browser.post(f"{QUIZ}/submit", {"paper": paper.token})
    assert teresa.result(1).percent == 20


def test_a_clock_that_runs_is_told(city: City) -> None:
    teresa = reader(city, time_limit_minutes=20)
    teresa.start(clock.now())
    city.language = "en"

    assert "Answers are taken until" in Visitor(city, "teresa").get(f"{QUIZ}/paper?question=1")


def test_every_page_of_a_paper_takes_few_queries(teresa: Learner, browser: Visitor) -> None:
    """Once questions and lessons are known to this process."""
    paper = teresa.start()
    browser.get(f"{QUIZ}/paper?question=1")

    browser.get(QUIZ, budget=4)
    browser.get(f"{QUIZ}/paper?question=2", budget=3)
    browser.get(f"{QUIZ}/paper/overview", budget=3)
    browser.post(f"{QUIZ}/submit", {"paper": paper.token})
    browser.get(f"{QUIZ}/results/1", budget=6)


def test_a_whole_attempt_needs_no_scripts(teresa: Learner, browser: Visitor) -> None:
    browser.post(f"{QUIZ}/start")
    paper = teresa.paper()
    for position, asked in enumerate(paper.asked, start=1):
        form = form_of(paper, position, right_answer(asked))
        sent(browser, paper, position, answer=form["answer"], before="", go="next")

    result = browser.post(f"{QUIZ}/submit", {"paper": paper.token}).headers["Location"]

    assert result == f"{QUIZ}/results/1"
    assert teresa.result(1).percent == 100
