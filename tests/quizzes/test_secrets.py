"""What is right, and why, never reaches a browser before the paper is handed in."""

import re
from collections.abc import Iterator
from random import Random

import pytest
from werkzeug.test import TestResponse

from app.core.errors import NotFound
from quizzes.grading import Item, draw, shown
from tests.quizzes.contents import Content, choice, statement, steps
from tests.quizzes.taking import QUIZ, Learner, reader
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.quizzes import form_of, right_answer

#: words of explanations in the test bank, names of what is stored, keys and ids of questions
SECRETS = re.compile(r"(?i)wyjaśnienie|is.right|correct|answer-why|['\"]why|pytanie-\d|credit")


def everything_said(browser: Visitor, teresa: Learner) -> Iterator[TestResponse]:
    """Every answer of the server from the rules to the moment before handing in."""
    yield browser.client.get("/courses/S1")
    yield browser.client.get(QUIZ)
    yield browser.post(f"{QUIZ}/start")
    yield browser.client.get(f"{QUIZ}/paper")
    paper = teresa.paper()
    for position, asked in enumerate(paper.asked, start=1):
        yield browser.client.get(f"{QUIZ}/paper?question={position}")
        form = form_of(paper, position, right_answer(asked)) | {"csrf_token": browser._token()}
        yield browser.client.post(
            f"{QUIZ}/answer", data=form, headers={"Accept": "application/json"}
        )
        yield browser.post(f"{QUIZ}/answer", form | {"go": "next"})
        yield browser.client.get(f"{QUIZ}/paper?question={position}")
    yield browser.client.get(f"{QUIZ}/paper/overview")
    yield browser.client.get(f"{QUIZ}/results/1")


def test_nothing_is_told_before_the_paper_is_handed_in(city: City) -> None:
    """Neither in pages nor in what scripts are told, nor in headers, cookies and addresses."""
    teresa = reader(city, draw=7)
    city.language = "en"
    browser = Visitor(city, "teresa")

    told = [
        found
        for response in everything_said(browser, teresa)
        for found in SECRETS.findall(f"{response.headers}\n{response.text}")
    ]

    assert told == []
    assert teresa.paper().open_positions == ()


def test_afterwards_it_is_told(city: City) -> None:
    """So the test above looks for what is there to be found."""
    teresa = reader(city, draw=7)
    teresa.try_once(0)

    assert SECRETS.search(Visitor(city, "teresa").get(f"{QUIZ}/results/1"))


def test_an_open_paper_explains_nothing(teresa: Learner) -> None:
    paper = teresa.start()

    with pytest.raises(NotFound):
        paper.explained(1)


@pytest.mark.parametrize("seed", range(10))
def test_options_go_by_their_place_on_the_page(city: City, seed: int) -> None:
    """Not by the author's number: that of a step is its right place."""
    teresa = reader(city, draw=7)
    browser = Visitor(city, "teresa")
    paper = teresa.start(seed=seed)

    for position in range(1, 8):
        page = browser.get(f"{QUIZ}/paper?question={position}")
        values = re.findall(r'name="answer" value="(\d)"', page)
        assert values == [str(place) for place in range(len(paper.asked[position - 1].order))]


@pytest.mark.parametrize(
    "kind,content,other",
    [
        pytest.param("single", choice("x--"), choice("--x"), id="single"),
        pytest.param("multiple", choice("xx--"), choice("--xx"), id="multiple"),
        pytest.param("true_false", statement(answer=True), statement(answer=False), id="statement"),
    ],
)
def test_what_is_shown_does_not_depend_on_what_is_right(
    kind: str, content: Content, other: Content
) -> None:
    """Two questions that differ in the right answer and in every reason look the same."""
    for option in other["options"]:
        option["why"] = "zupełnie inaczej"
    one, two = (draw([Item(1, kind, c)], 1, set(), Random(7))[0] for c in (content, other))

    assert shown(one, ()) == shown(two, ())
    assert shown(one, (1,)) == shown(two, (1,))


def test_what_an_ordering_shows_does_not_depend_on_its_reasons() -> None:
    content, other = steps(5), steps(5)
    for item in other["items"]:
        item["why"] = "zupełnie inaczej"
    one, two = (draw([Item(1, "ordering", c)], 1, set(), Random(7))[0] for c in (content, other))

    assert shown(one, ()) == shown(two, ())


def test_the_order_of_steps_is_by_chance_alone() -> None:
    """Each step stands first equally often, whatever its right place."""
    item = Item(1, "ordering", steps(4))
    random = Random(1)
    firsts = [draw([item], 1, set(), random)[0].order[0] for _ in range(2300)]

    # of 23 orders, 5 begin with the right first step, and 6 with each other one
    assert [abs(firsts.count(n) / 2300 - (5 if n == 0 else 6) / 23) < 0.03 for n in range(4)] == [
        True
    ] * 4
