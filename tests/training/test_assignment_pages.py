"""Coordinators assign trainings, heads and auditors see how far their people are."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db, transaction
from app.training.models.assignments import Assignment
from tests.support.assignments import add_assignment
from tests.support.city import City, add_completion
from tests.support.pages import Visitor
from tests.training.courses import add_training

Browser = Callable[[str | None], Visitor]

LATER = date(2030, 12, 31)


@pytest.fixture
def url(city: City) -> str:
    """The address of the training's assignments."""
    return f"/trainings/{add_training(city)['training']}/assignments"


def typed(city: City, **changed: str) -> dict[str, str]:
    whole = {"unit": str(city.units["a"]), "audience": "teaching", "due_on": LATER.isoformat()}
    return {**whole, **changed}


def test_a_coordinator_assigns_and_withdraws(city: City, visitor: Browser, url: str) -> None:
    kazimierz = visitor("kazimierz")

    kazimierz.get(f"{url}/new")
    kazimierz.post(f"{url}/new", typed(city))
    page = kazimierz.get(url)
    with city.app.app_context():
        stored = db.session.scalars(select(Assignment)).one()
    kazimierz.post(f"/trainings/assignments/{stored.id}/withdraw")
    kazimierz.post(f"/trainings/assignments/{stored.id}/withdraw")
    after = kazimierz.get(url)

    assert "It concerns 2 people today." in page
    assert "0 of 2" in page
    assert (stored.unit_id, stored.teaching_only, stored.due_on) == (city.units["a"], True, LATER)
    assert stored.assigned_by == "Kazimierz"
    assert "Somebody has withdrawn it already." in after
    assert ">withdrawn</span>" in after


@pytest.mark.parametrize(
    "changed,message",
    [
        pytest.param({"unit": ""}, "Choose the unit.", id="no unit"),
        pytest.param({"unit": "99"}, "This is no longer on the list.", id="a unit of nobody"),
        pytest.param({"unit": "x"}, "This is no longer on the list.", id="no number"),
        pytest.param({"audience": ""}, "Choose who is meant.", id="nobody"),
        pytest.param({"audience": "pupils"}, "This is no longer on the list.", id="others"),
        pytest.param({"due_on": ""}, "Choose a date.", id="no day"),
        pytest.param({"due_on": "31.02.2030"}, "This is not a date.", id="no such day"),
        pytest.param({"due_on": "2026-01-05"}, "January 2026 is over.", id="a day gone by"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_cannot_be_assigned_says_why(
    city: City, visitor: Browser, url: str, changed: dict[str, str], message: str
) -> None:
    answer = visitor("kazimierz").post(f"{url}/new", typed(city, **changed), status=200)

    assert message in answer.text


def test_the_same_unit_is_not_asked_twice(city: City, visitor: Browser, url: str) -> None:
    kazimierz = visitor("kazimierz")
    kazimierz.post(f"{url}/new", typed(city))

    answer = kazimierz.post(f"{url}/new", typed(city, audience="everybody"), status=200)

    assert "This training is assigned there already." in answer.text


def test_an_empty_list_says_what_comes(visitor: Browser, url: str) -> None:
    coordinator, head = visitor("kazimierz").get(url), visitor("hanna").get(url)

    assert f'href="{url}/new"' in coordinator
    assert "Nobody is asked to complete it" in head
    assert f"{url}/new" not in head


def test_each_sees_how_far_the_own_people_are(city: City, visitor: Browser, url: str) -> None:
    with city.app.app_context(), transaction():
        add_assignment(city.units["city"], LATER)
        add_assignment(city.units["b"], LATER)
        add_completion(city.persons["teresa"], 1, date(2026, 3, 1))

    head, auditor = visitor("hanna").get(url), visitor("olga").get(url)

    assert "1 of 2" in head
    assert "Szkoła Podstawowa nr 2" not in head
    assert "1 of 5" in auditor
    assert "Withdraw" not in head + auditor


@pytest.mark.parametrize(
    "days,chip",
    [
        pytest.param(0, "under way", id="due today"),
        pytest.param(-1, "the day has passed", id="due yesterday"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_how_an_assignment_stands(
    city: City, visitor: Browser, url: str, days: int, chip: str
) -> None:
    with city.app.app_context(), transaction():
        add_assignment(city.units["b"], clock.today() + timedelta(days=days))

    assert chip in visitor("kazimierz").get(url)


def test_an_assignment_is_done_once_everybody_is(city: City, visitor: Browser, url: str) -> None:
    with city.app.app_context(), transaction():
        add_assignment(city.units["b"], clock.today() - timedelta(days=1))
        add_completion(city.persons["stefan"], 1, date(2026, 3, 1))

    assert "everybody has completed it" in visitor("kazimierz").get(url)


def test_the_list_can_be_taken_away(city: City, visitor: Browser, url: str) -> None:
    with city.app.app_context(), transaction():
        add_assignment(city.units["a"], LATER, teaching_only=True)
        add_assignment(city.units["b"], LATER, is_withdrawn=True)
    client = visitor("olga").client

    as_csv, as_xlsx = (client.get(f"{url}.{ending}") for ending in ("csv", "xlsx"))

    assert "Szkoła Podstawowa nr 1;teaching posts;2030-12-31;;2;0;0;Kazimierz;" in as_csv.text
    assert "Szkoła Podstawowa nr 2;everybody;2030-12-31;;;;;Kazimierz;" in as_csv.text
    assert as_xlsx.data.startswith(b"PK")


def test_the_page_of_the_training_says_who_is_to_complete_it(
    city: City, visitor: Browser, url: str
) -> None:
    training = url.removesuffix("/assignments")
    before = visitor("hanna").get(training)
    with city.app.app_context(), transaction():
        add_assignment(city.units["a"], LATER, teaching_only=True)
        add_assignment(city.units["city"], LATER)

    after, trainer = visitor("hanna").get(training), visitor("tomasz").get(training)

    assert "Nobody is asked to complete it." in before
    assert "Those on teaching posts in Szkoła Podstawowa nr 1, by 31 December 2030." in after
    assert "Everybody who works in" in after
    assert url not in trainer


def test_the_log_has_words_for_it(city: City, visitor: Browser, url: str) -> None:
    kazimierz = visitor("kazimierz")
    kazimierz.post(f"{url}/new", typed(city))

    page = kazimierz.get("/log")

    assert "Training assigned" in page
    assert "To be completed by: 31 Dec 2030" in page
