"""What tests of the training register share."""

import pytest

from tests.support.city import City


@pytest.fixture(autouse=True)
def _in_english(request: pytest.FixtureRequest) -> None:
    """Browsers read the source texts, which is what these tests quote."""
    if "city" in request.fixturenames:
        city: City = request.getfixturevalue("city")
        city.language = "en"
