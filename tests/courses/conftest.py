"""What tests of courses and lessons share."""

import pytest

from tests.courses.learning import Learner
from tests.support.city import City


@pytest.fixture(autouse=True)
def _in_english(request: pytest.FixtureRequest) -> None:
    """Browsers read the source texts, which is what these tests quote."""
    if "city" in request.fixturenames:
        city: City = request.getfixturevalue("city")
        city.language = "en"


@pytest.fixture
def teresa(city: City) -> Learner:
    """Teresa, in a city that offers course S1 of three lessons."""
    learner = Learner(city)
    learner.publish()
    return learner
