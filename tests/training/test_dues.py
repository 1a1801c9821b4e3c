"""What is asked is due until its day is over, and done by a completion that is valid."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db, transaction
from app.training.models.trainings import Training
from app.training.queries.assignments import DueState
from tests.support.city import City, add_completion, add_training, counted_queries
from tests.training.asking import TODAY, TOMORROW, YESTERDAY, asked, dues, states


@pytest.fixture
def version(city: City) -> int:
    """A training that does not age; the id of its version."""
    with city.app.app_context(), transaction():
        return add_training()


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize(
    "due_on,state",
    [
        pytest.param(TOMORROW, "due", id="due tomorrow"),
        pytest.param(TODAY, "due", id="due today is still in time"),
        pytest.param(YESTERDAY, "overdue", id="due yesterday"),
    ],
)
def test_what_is_not_done_is_due_until_its_day_is_over(
    city: City, due_on: date, state: str
) -> None:
    with city.app.app_context(), transaction():
        asked(city, "a", due_on)

    assert states(city) == [state]


def _revoke(person_id: int, version_id: int) -> None:
    completion = add_completion(person_id, version_id, TODAY)
    completion.revoked_at, completion.revoked_by = clock.now(), "Kazimierz"
    completion.revoked_reason = "pomyłka"


@pytest.mark.parametrize(
    "achieve,state",
    [
        pytest.param(lambda p, v: add_completion(p, v, TODAY), "done", id="completed today"),
        pytest.param(
            lambda p, v: add_completion(p, v, TODAY, is_confirmed=False),
            "done",
            id="waits to be confirmed",
        ),
        pytest.param(
            lambda p, v: add_completion(p, v, date(2025, 1, 1)), "done", id="before it was assigned"
        ),
        pytest.param(
            lambda p, v: add_completion(p, v, TODAY, is_passed=False), "due", id="not passed"
        ),
        pytest.param(_revoke, "due", id="revoked"),
    ],
)
def test_what_counts_as_done(
    city: City, version: int, achieve: Callable[[int, int], object], state: str
) -> None:
    with city.app.app_context(), transaction():
        asked(city, "a")
        achieve(city.persons["teresa"], version)

    assert states(city) == [state]


@pytest.mark.parametrize(
    "completed_on,state",
    [
        pytest.param(date(2025, 11, 23), "done", id="validity ends today"),
        pytest.param(date(2025, 11, 22), "due", id="validity ended yesterday"),
    ],
)
def test_a_training_that_ages_is_due_again(
    city: City, version: int, completed_on: date, state: str
) -> None:
    with city.app.app_context(), transaction():
        training = db.session.scalars(select(Training)).one()
        training.validity_months = 12
        asked(city, "a")
        add_completion(city.persons["teresa"], version, completed_on)

    assert states(city) == [state]


def test_the_latest_completion_is_named(city: City, version: int) -> None:
    with city.app.app_context(), transaction():
        asked(city, "a")
        for day in (date(2026, 1, 5), date(2026, 6, 1), date(2026, 3, 1)):
            add_completion(city.persons["teresa"], version, day)
        add_completion(city.persons["hanna"], version, date(2026, 7, 1))

    assert [one.completed_on for one in dues(city)] == [date(2026, 6, 1)]


@pytest.mark.usefixtures("version")
def test_the_soonest_comes_first_and_all_take_one_query(city: City) -> None:
    with city.app.app_context(), transaction():
        for number in range(12):
            add_training(f"T{number}", title=f"Szkolenie {number}")
            asked(city, "city", date(2026, 12, 28 - number), code=f"T{number}")
            asked(city, "a", date(2027, 1, 1), code=f"T{number}")

    with counted_queries(city.app) as statements:
        found = dues(city)

    assert [one.title for one in found] == [f"Szkolenie {number}" for number in range(11, -1, -1)]
    assert {one.state(TODAY) for one in found} == {DueState.DUE}
    assert len(statements) == 1
