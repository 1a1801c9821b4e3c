"""Checks are judged on the server; what is right is not in the page before an answer is."""

from collections.abc import Callable

import pytest

from app.core import clock
from tests.courses.learning import Learner
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

LESSON = "/courses/S1/lessons/lekcja-1"
CHECK = f"{LESSON}/checks/pomylka"
WHY_WRONG, WHY_RIGHT = "Czas działa przeciw nam.", "Tak, od razu."


@pytest.fixture
def reader(teresa: Learner, visitor: Visit) -> Visitor:
    """Teresa's browser; she has started the course."""
    teresa.starts(clock.now())
    return visitor("teresa")


def test_before_an_answer_the_page_tells_nothing(reader: Visitor) -> None:
    page = reader.get(LESSON)

    assert WHY_WRONG not in page
    assert WHY_RIGHT not in page
    assert "is-right" not in page


def test_a_wrong_answer_is_explained_and_the_right_one_is_not(
    reader: Visitor, teresa: Learner
) -> None:
    answer = reader.post(CHECK, {"choice": "0"})
    page = reader.get(answer.location)

    assert answer.location == f"{LESSON}?check=pomylka&choice=0#check-pomylka"
    assert WHY_WRONG in page
    assert WHY_RIGHT not in page
    assert "Not quite. Read why, and choose again." in page
    assert teresa.answers() == {"pomylka": [0]}


def test_the_right_answer_is_explained_and_so_are_the_others(reader: Visitor) -> None:
    reader.post(CHECK, {"choice": "0"})
    reader.post(CHECK, {"choice": "1"})
    page = reader.get(LESSON)

    assert "That is right." in page
    assert WHY_RIGHT in page
    assert WHY_WRONG in page
    assert "Check again" not in page


def test_the_answer_is_there_on_another_device(
    reader: Visitor, teresa: Learner, visitor: Visit
) -> None:
    reader.post(CHECK, {"choice": "1"})

    assert WHY_RIGHT in visitor("teresa").get(LESSON)
    assert teresa.answers() == {"pomylka": [1]}


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"choice": ["0", "1"]}, id="two where one is right"),
        pytest.param({"choice": "7"}, id="an option that does not exist"),
        pytest.param({"choice": "-1"}, id="negative"),
        pytest.param({"choice": "9" * 300}, id="huge"),
        pytest.param({"choice": "b; DROP TABLE"}, id="nonsense"),
    ],
)
def test_what_is_no_answer_asks_for_one(
    reader: Visitor, teresa: Learner, sent: dict[str, object]
) -> None:
    answer = reader.post(CHECK, sent)
    page = reader.get(answer.location)

    assert answer.location.endswith("#check-pomylka")
    assert "Choose an answer first." in page
    assert teresa.answers() == {}


def test_a_script_gets_the_check_alone(reader: Visitor, teresa: Learner) -> None:
    answer = reader.client.post(
        CHECK,
        data={"choice": "1", "seconds": "5", "csrf_token": reader._token()},
        headers={"X-Fragment": "1"},
    )

    assert answer.status_code == 200
    assert answer.text.strip().startswith("<section")
    assert "<h1" not in answer.text
    assert WHY_RIGHT in answer.text
    assert teresa.answers() == {"pomylka": [1]}


def test_a_script_that_sends_no_answer_gets_the_question_back(reader: Visitor) -> None:
    answer = reader.client.post(
        CHECK, data={"csrf_token": reader._token()}, headers={"X-Fragment": "1"}
    )

    assert "Choose an answer first." in answer.text


def test_a_check_that_is_not_in_the_lesson_is_not_found(reader: Visitor) -> None:
    reader.post(f"{LESSON}/checks/inny", {"choice": "1"}, status=404)
    reader.post("/courses/S1/lessons/lekcja-2/checks/pomylka", {"choice": "1"}, status=404)


def test_in_preview_a_check_is_judged_and_forgotten(teresa: Learner, visitor: Visit) -> None:
    """The answer travels in the address, because reading an address records nothing."""
    reader = visitor("olga")

    question = reader.get(LESSON)
    answered = reader.get(f"{LESSON}?check=pomylka&choice=1")

    assert 'method="get"' in question
    assert 'action="#check-pomylka"' in question
    assert WHY_RIGHT in answered
    assert WHY_RIGHT not in reader.get(LESSON)
    assert teresa.answers() == {}


def test_after_the_course_a_check_can_be_tried_and_the_answer_stays(
    reader: Visitor, teresa: Learner
) -> None:
    reader.post(CHECK, {"choice": "1"})
    teresa.passes(clock.now())

    tried = reader.get(f"{LESSON}?check=pomylka&choice=0")
    sent_by_an_old_tab = reader.get(reader.post(CHECK, {"choice": "0"}).location)

    assert WHY_RIGHT not in tried
    assert WHY_WRONG in sent_by_an_old_tab
    assert teresa.answers() == {"pomylka": [1]}


def test_an_address_cannot_answer_for_somebody_who_is_reading(reader: Visitor) -> None:
    """A link with the answer in it shows nothing that was not earned."""
    assert WHY_RIGHT not in reader.get(f"{LESSON}?check=pomylka&choice=1")


def test_a_check_without_the_course_started_leads_to_the_course(
    teresa: Learner, visitor: Visit
) -> None:
    assert visitor("teresa").post(CHECK, {"choice": "1"}).location == "/courses/S1"
    assert teresa.answers() == {}
