"""What tests of reminders share: a city that is asked, a clock that can be set, a mail server."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest

from app.core import clock
from app.core.db import transaction
from app.reminders import delivery
from tests.support.assignments import add_assignment
from tests.support.city import City, add_training
from tests.support.reminders import MONDAY, wall
from tests.support.smtp import Mailbox, smtp_server

Ask = Callable[..., None]


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A real server of mail."""
    with smtp_server() as box:
        yield box


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """The clock stands still at the instant that is given."""
    return lambda at: monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture(autouse=True)
def _monday(set_clock: Callable[[datetime], None]) -> None:
    set_clock(wall(MONDAY))


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planning takes several steps even where few people work."""
    monkeypatch.setattr(delivery, "_PEOPLE_AT_ONCE", 2)


@pytest.fixture
def ask(city: City) -> Ask:
    """A unit is asked for the training BI-2026, since September."""
    with city.app.app_context(), transaction():
        add_training()

    def asked(due: date | timedelta, unit: str = "a") -> None:
        with city.app.app_context(), transaction():
            since = wall(date(2026, 9, 1))
            add_assignment(city.units[unit], due, assigned_at=since)

    return asked
