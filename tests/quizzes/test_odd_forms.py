"""Forms that no page of ours sends, and pages that are older than what happened since.

Whatever comes: one result, and a page with a sentence; never an error.
"""

import pytest
from werkzeug.test import TestResponse

from quizzes.queries.papers import Paper
from tests.quizzes.taking import MINUTE, NOON, QUIZ, Learner, place_of, reader
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.quizzes import form_of, right_answer, wrong_answer

OTHER_PAPER = "That page belonged to another paper."
HANDED_IN = "This paper was handed in already."
NOT_THERE = "That answer is not on this paper"
TOKENS = [
    pytest.param("", id="no token"),
    pytest.param("A" * 43, id="a forged one"),
    pytest.param("A" * 10_000, id="a long one"),
    pytest.param("\0\x01'\"<script>", id="anything"),
]


def answer(browser: Visitor, paper: Paper, position: int, **fields: object) -> TestResponse:
    """The question is answered rightly, but for these fields."""
    form = form_of(paper, position, right_answer(paper.asked[position - 1]))
    return browser.post(f"{QUIZ}/answer", {**form, "go": "next", **fields})


def landing(browser: Visitor, response: TestResponse) -> tuple[str, str]:
    """Where the browser ends up after the redirect, and what the page says."""
    page = browser.client.get(response.headers["Location"], follow_redirects=True)
    assert page.status_code == 200
    return page.request.full_path.rstrip("?"), page.text


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("way", ["answer", "submit"])
def test_an_unknown_paper_leads_to_the_open_one(
    teresa: Learner, browser: Visitor, token: str, way: str
) -> None:
    teresa.start()

    sent = browser.post(f"{QUIZ}/{way}", {"paper": token, "question": "1", "answer": "0"})
    where, page = landing(browser, sent)

    assert where == f"{QUIZ}/paper?question=1"
    assert OTHER_PAPER in page
    assert teresa.paper().answers == {}


@pytest.mark.parametrize("way", ["answer", "submit"])
def test_an_unknown_paper_leads_to_the_last_result(
    teresa: Learner, browser: Visitor, way: str
) -> None:
    teresa.try_once(2)

    where, page = landing(browser, browser.post(f"{QUIZ}/{way}", {"paper": "A" * 43}))

    assert where == f"{QUIZ}/results/1"
    assert OTHER_PAPER in page


@pytest.mark.parametrize("way", ["answer", "submit"])
def test_an_unknown_paper_of_somebody_who_never_tried_leads_to_the_rules(
    teresa: Learner, browser: Visitor, way: str
) -> None:
    where, _page = landing(browser, browser.post(f"{QUIZ}/{way}", {"paper": "A" * 43}))

    assert where == QUIZ
    assert teresa.attempts() == 0


def test_the_paper_of_somebody_else_is_an_unknown_one(teresa: Learner) -> None:
    paper = teresa.start()
    hanna = Visitor(teresa.city, "hanna")

    for way in ("answer", "submit"):
        form = form_of(paper, 1, right_answer(paper.asked[0]))
        assert hanna.post(f"{QUIZ}/{way}", form).headers["Location"] == QUIZ

    assert teresa.paper().answers == {}


def test_handing_in_twice_shows_the_same_result(teresa: Learner, browser: Visitor) -> None:
    paper = teresa.start()
    teresa.answer_all(paper, 4)

    first, _ = landing(browser, browser.post(f"{QUIZ}/submit", {"paper": paper.token}))
    second, page = landing(browser, browser.post(f"{QUIZ}/submit", {"paper": paper.token}))

    assert first == second == f"{QUIZ}/results/1"
    assert HANDED_IN in page
    assert teresa.result(1).percent == 80


def test_an_old_tab_answers_a_paper_that_was_handed_in(teresa: Learner, browser: Visitor) -> None:
    paper = teresa.try_once(3)

    where, page = landing(browser, answer(browser, paper, 4))

    assert where == f"{QUIZ}/results/1"
    assert HANDED_IN in page
    assert teresa.result(1).percent == 60


def test_an_old_tab_leafs_on_in_a_paper_that_was_handed_in(
    teresa: Learner, browser: Visitor
) -> None:
    """With nothing changed on its page."""
    paper = teresa.try_once(3)

    left = {"paper": paper.token, "question": "1", "before": "", "go": "next"}
    where, page = landing(browser, browser.post(f"{QUIZ}/answer", left))

    assert where == f"{QUIZ}/results/1"
    assert HANDED_IN in page


def test_the_page_of_the_attempt_before_does_not_touch_the_new_one(
    teresa: Learner, browser: Visitor
) -> None:
    """Its answers are not heard, and it does not hand the new paper in."""
    old = teresa.try_once(3)
    teresa.start(NOON + 10 * MINUTE)

    assert landing(browser, answer(browser, old, 1))[0] == f"{QUIZ}/results/1"
    browser.post(f"{QUIZ}/submit", {"paper": old.token})

    assert teresa.paper().answers == {}


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"answer": "77"}, id="an option that is not there"),
        pytest.param({"answer": ["x", "<b>", "-1"]}, id="anything"),
        pytest.param({"question": "6"}, id="a question that is not there"),
        pytest.param({"question": "0"}, id="question 0"),
        pytest.param({"question": "9" * 500}, id="a question of 500 digits"),
        pytest.param({"question": ""}, id="no question"),
    ],
)
def test_an_answer_that_is_not_on_the_paper_changes_nothing(
    teresa: Learner, browser: Visitor, fields: dict[str, object]
) -> None:
    paper = teresa.start()

    _where, page = landing(browser, answer(browser, paper, 1, **fields))

    assert NOT_THERE in page
    assert teresa.paper().answers == {}


def test_a_move_of_something_that_is_not_there_moves_nothing(city: City) -> None:
    teresa = reader(city, draw=7)
    browser = Visitor(city, "teresa")
    paper = teresa.start()
    position = place_of(paper, "ordering")

    moved = {"answer": ["0", "1", "2"], "up": "9\r\nSet-Cookie: x=1"}
    response = answer(browser, paper, position, **moved, go="")

    assert "Set-Cookie: x" not in str(response.headers)
    assert landing(browser, response)[0] == f"{QUIZ}/paper?question={position}"
    assert teresa.paper().answers == {}


def test_an_answer_may_come_along_with_handing_in(teresa: Learner, browser: Visitor) -> None:
    paper = teresa.start()
    teresa.answer_all(paper, 3)
    form = form_of(paper, 4, right_answer(paper.asked[3]))

    browser.post(f"{QUIZ}/submit", form)

    assert (teresa.result(1).percent, teresa.result(1).is_passed) == (80, True)


def test_a_script_is_told_in_a_sentence(teresa: Learner, browser: Visitor) -> None:
    """Always with 200: what a script cannot show, a person never reads."""
    paper = teresa.start()
    form = form_of(paper, 1, wrong_answer(paper.asked[0])) | {"csrf_token": browser._token()}

    def told(**changed: object) -> dict[str, object]:
        response = browser.client.post(
            f"{QUIZ}/answer", data=form | changed, headers={"Accept": "application/json"}
        )
        assert response.status_code == 200
        said: dict[str, object] = response.get_json()
        return said

    assert told() == {"is_saved": True, "sentence": ""}
    assert told(answer="77")["is_saved"] is False
    assert OTHER_PAPER in str(told(paper="x")["sentence"])
    teresa.submit(paper.token)
    assert HANDED_IN in str(told()["sentence"])


def test_a_form_without_its_token_against_forgery_is_refused(
    teresa: Learner, browser: Visitor
) -> None:
    paper = teresa.start()

    response = browser.client.post(f"{QUIZ}/submit", data={"paper": paper.token})

    assert response.status_code == 400
    assert teresa.paper().submitted_at is None
