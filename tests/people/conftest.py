"""What tests about people share: a browser that reads English, and the day it is."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from app.core import clock
from tests.support.city import City
from tests.support.pages import Visitor


@pytest.fixture
def reader(visitor: Callable[[str | None], Visitor]) -> Callable[[str], Visitor]:
    """The named persona's browser, switched to English, the language of the source texts."""

    def in_english(persona: str) -> Visitor:
        browser = visitor(persona)
        browser.client.set_cookie("language", "en")
        return browser

    return in_english


@pytest.fixture
def office(reader: Callable[[str], Visitor]) -> Visitor:
    """The browser of Kazimierz, who keeps the staff of the whole city."""
    return reader("kazimierz")


@pytest.fixture
def today() -> date:
    """The day that the application believes it is."""
    return clock.today()


@pytest.fixture
def opened(city: City) -> Iterator[City]:
    """The city, with its database at hand."""
    with city.app.app_context():
        yield city
