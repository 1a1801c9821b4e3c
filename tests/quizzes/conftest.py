"""The course and its quiz, and somebody who has read everything."""

import pytest

from tests.quizzes.taking import Learner, build_course
from tests.support.city import City


@pytest.fixture
def teresa(city: City) -> Learner:
    """Teresa has read all lessons of course S1, whose quiz draws five of seven questions."""
    build_course(city)
    learner = Learner(city)
    learner.enrol()
    learner.read()
    return learner
