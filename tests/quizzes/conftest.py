"""The course and its quiz, and somebody who has read everything."""

import pytest

from tests.quizzes.taking import Learner, reader
from tests.support.city import City
from tests.support.pages import Visitor


@pytest.fixture
def teresa(city: City) -> Learner:
    """Teresa has read all lessons of course S1, whose quiz draws five of seven questions."""
    return reader(city)


@pytest.fixture
def browser(teresa: Learner) -> Visitor:
    """Teresa's browser, in the language of the source texts, which tests of pages quote."""
    teresa.city.language = "en"
    return Visitor(teresa.city, teresa.persona)
