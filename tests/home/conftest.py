"""What tests of the landing page share."""

from collections.abc import Callable

import pytest

from tests.support.city import City
from tests.support.pages import Visitor


@pytest.fixture
def _in_english(city: City) -> None:
    """Browsers read the source texts, which is what some tests quote."""
    city.language = "en"


@pytest.fixture
def teresa(visitor: Callable[[str | None], Visitor]) -> Visitor:
    """The browser of a teacher of school A."""
    return visitor("teresa")
