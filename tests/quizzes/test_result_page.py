"""After the quiz: passed or not, first in words, then each question with its explanation."""

import re

from app.core import clock
from tests.quizzes.taking import QUIZ, Learner, reader
from tests.support.city import City
from tests.support.pages import Visitor

RESULT = f"{QUIZ}/results/1"


def leads_to_certificates(page: str, who: Learner) -> bool:
    """Whether the page itself does, beside the menu of every page."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return f'href="/people/{who.person_id}/certificates"' in main


def test_passing_is_said_first_and_leads_to_the_certificate(
    teresa: Learner, browser: Visitor
) -> None:
    teresa.try_once(4)

    page = browser.get(RESULT)

    assert re.search(r"<h1>\s*You have passed", page)
    assert page.index("80%") < page.index("Your answers, question by question")
    assert leads_to_certificates(page, teresa)
    assert "Worth reading again" not in page


def test_failing_is_kind_and_says_what_to_read_again(teresa: Learner, browser: Visitor) -> None:
    teresa.try_once(2)

    page = browser.get(RESULT)

    assert re.search(r"<h1>\s*Not passed this time", page)
    assert "40%" in page
    assert 'href="/courses/S1/lessons/lekcja-1" lang="pl">Lekcja 1' in page
    assert "3 questions" in page
    assert not leads_to_certificates(page, teresa)


def test_a_failed_attempt_can_be_repeated_after_the_pause(
    teresa: Learner, browser: Visitor
) -> None:
    """It was long ago, by the clock of this page."""
    teresa.try_once(2)

    assert "Try again</button>" in browser.get(RESULT)


def test_until_then_the_page_says_when(teresa: Learner, browser: Visitor) -> None:
    teresa.try_once(2, at=clock.now())

    page = browser.get(RESULT)

    assert "You can try again from" in page
    assert "Try again</button>" not in page


def test_each_answer_is_explained(city: City) -> None:
    """Whatever its kind: your answer, the right one, and why."""
    teresa = reader(city, draw=7)
    city.language = "en"
    teresa.try_once(3)

    page = Visitor(city, "teresa").get(RESULT)

    assert page.count("chip-met") == 3
    assert page.count("not right</span>") == 4
    for words in ("Your answer, and right", "Your answer, not right", "This is the right order:"):
        assert words in page
    assert "Wyjaśnienie: zgłosić." in page


def test_what_was_left_open_is_explained_too(teresa: Learner, browser: Visitor) -> None:
    teresa.submit(teresa.start().token)

    page = browser.get(RESULT)

    assert page.count("no answer</span>") == 5
    assert "Your answer," not in page
    assert "Wyjaśnienie: " in page


def test_a_partly_right_answer_is_called_so(city: City) -> None:
    teresa = reader(city, draw=7)
    city.language = "en"
    paper = teresa.start()
    kinds = [asked.item.kind for asked in paper.asked]
    position = kinds.index("multiple") + 1
    teresa.save(paper.token, position, paper.asked[position - 1].order.index(0))
    teresa.submit(paper.token)

    assert "partly right</span>" in Visitor(city, "teresa").get(RESULT)
    assert teresa.result(1).percent == 7  # half a mark of seven


def test_results_belong_to_those_who_took_them(teresa: Learner, browser: Visitor) -> None:
    teresa.try_once(5)

    Visitor(teresa.city, "hanna").get(RESULT, status=404)
    browser.get(f"{QUIZ}/results/2", status=404)
    browser.get(f"{QUIZ}/results/{10**12}", status=404)


def test_an_open_paper_has_no_result_yet(teresa: Learner, browser: Visitor) -> None:
    teresa.start()

    browser.get(RESULT, status=404)


def test_an_old_result_stays_when_the_course_is_taken_again(
    teresa: Learner, browser: Visitor
) -> None:
    """With the questions of its own version."""
    teresa.try_once(5)
    teresa.publish()
    teresa.enrol()

    page = browser.get(RESULT)

    assert "You have passed" in page
    assert "100%" in page
