"""However a browser claims time, what is kept is never more than what passed here."""

import pytest

from tests.courses.learning import MINUTE, NOON, SECOND, Learner
from tests.support.pages import Visitor

TIME = "/courses/S1/lessons/lekcja-1/time"


def test_time_is_added_up(teresa: Learner) -> None:
    teresa.starts()
    teresa.looks(1, 30, NOON + 30 * SECOND)
    teresa.looks(1, 20, NOON + 50 * SECOND)

    assert teresa.seconds() == {"lekcja-1": 50}


def test_two_tabs_do_not_make_time_run_faster(teresa: Learner) -> None:
    """Both were open for the same half minute, be it on one lesson or on two."""
    teresa.starts()
    teresa.looks(1, 30, NOON + 30 * SECOND)
    teresa.looks(2, 30, NOON + 30 * SECOND)
    teresa.looks(1, 30, NOON + 60 * SECOND)
    teresa.looks(2, 30, NOON + 61 * SECOND)

    assert sum(teresa.seconds().values()) == 61


def test_a_long_silence_is_a_minute_at_most(teresa: Learner) -> None:
    teresa.starts()
    teresa.looks(1, 3600, NOON + 60 * MINUTE)

    assert teresa.seconds() == {"lekcja-1": 60}


def test_a_lesson_takes_thrice_its_estimate_at_most(teresa: Learner) -> None:
    """The estimate of each lesson is five minutes."""
    teresa.starts()
    for minute in range(1, 31):
        teresa.looks(1, 60, NOON + minute * MINUTE)

    assert teresa.seconds() == {"lekcja-1": 15 * 60}


def test_the_last_seconds_come_with_the_button(teresa: Learner) -> None:
    teresa.starts()
    teresa.reads(1, at=NOON + 45 * SECOND, seconds=45)

    assert teresa.seconds() == {"lekcja-1": 45}


def test_without_scripts_no_time_is_kept(teresa: Learner) -> None:
    teresa.starts()
    teresa.reads(1, 2, 3, at=NOON + MINUTE)

    assert set(teresa.seconds().values()) == {0}


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"seconds": ""}, id="an empty word"),
        pytest.param({"seconds": "-30"}, id="negative"),
        pytest.param({"seconds": "1e9"}, id="not a whole number"),
        pytest.param({"seconds": "9" * 400}, id="huge"),
        pytest.param({"seconds": "NaN", "place": "\0"}, id="nonsense"),
        pytest.param({"seconds": "²", "place": "a" * 10**5}, id="digits that are none"),
        pytest.param({"seconds": ["1", "2"]}, id="twice"),
    ],
)
def test_nonsense_is_no_time_and_no_error(teresa: Learner, said: dict[str, str]) -> None:
    teresa.starts()

    answer = Visitor(teresa.city, "teresa").send(TIME, said)

    assert answer.status_code == 204
    assert not answer.data
    assert teresa.seconds() == {"lekcja-1": 0}


def test_time_of_a_course_not_started_is_no_error(teresa: Learner) -> None:
    assert Visitor(teresa.city, "teresa").send(TIME, {"seconds": "5"}).status_code == 204
    assert teresa.seconds() == {}


def test_time_in_a_lesson_that_does_not_exist_is_not_found(teresa: Learner) -> None:
    teresa.starts()
    somewhere = TIME.replace("lekcja-1", "nigdzie")

    assert Visitor(teresa.city, "teresa").send(somewhere).status_code == 404
