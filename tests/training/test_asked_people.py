"""Behind an assignment stand people: who has completed the training, and who has not."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.core import clock
from app.core.db import transaction
from tests.support.assignments import add_assignment
from tests.support.city import City, add_completion, add_employment
from tests.support.pages import Visitor
from tests.training.courses import add_training

Browser = Callable[[str | None], Visitor]

LATER = date(2030, 12, 31)
#: in Polish order of their surnames
EVERYBODY = ["Cień Tomasz", "Ćwik Kazimierz", "Łąka Teresa", "Nowak Stefan", "Żak Hanna"]


@pytest.fixture
def url(city: City) -> str:
    """Everybody in the city is asked; Teresa and Stefan are done, Hanna did not pass."""
    training = add_training(city)
    with city.app.app_context(), transaction():
        number = add_assignment(city.units["city"], LATER).id
        for persona, is_passed in (("teresa", True), ("stefan", True), ("hanna", False)):
            person_id = city.persons[persona]
            add_completion(person_id, training["v1"], date(2026, 3, 1), is_passed=is_passed)
    return f"/trainings/assignments/{number}"


def names_on(page: str) -> list[str]:
    return [name for name in EVERYBODY if f">{name}</a>" in page]


@pytest.mark.parametrize(
    "state,names",
    [
        pytest.param("", EVERYBODY, id="everybody"),
        pytest.param("?state=done", ["Łąka Teresa", "Nowak Stefan"], id="done"),
        pytest.param(
            "?state=left", ["Cień Tomasz", "Ćwik Kazimierz", "Żak Hanna"], id="not done yet"
        ),
        pytest.param("?state=sleeping", EVERYBODY, id="no such list"),
    ],
)
def test_a_coordinator_sees_who_has_completed_it(
    visitor: Browser, url: str, state: str, names: list[str]
) -> None:
    page = visitor("kazimierz").get(url + state)

    assert "<h1>2 of 5 people have completed it</h1>" in page
    assert names_on(page) == names


def test_a_head_sees_the_people_of_her_school_with_where_they_work(
    city: City, visitor: Browser, url: str
) -> None:
    with city.app.app_context(), transaction():
        add_employment(city.persons["teresa"], city.units["b"], "nauczyciel")

    page = visitor("hanna").get(url)

    assert "<h1>1 of 2 people have completed it</h1>" in page
    assert names_on(page) == ["Łąka Teresa", "Żak Hanna"]
    assert "SP nr 2" not in page
    assert "SP nr 1, SP nr 2" in visitor("olga").get(url)


def test_whoever_is_late_is_marked(city: City, visitor: Browser, url: str) -> None:
    with city.app.app_context(), transaction():
        late = add_assignment(city.units["a"], clock.today() - timedelta(days=1)).id

    page = visitor("kazimierz").get(f"/trainings/assignments/{late}")

    assert page.count(">late</span>") == 1
    assert "late</span>" not in visitor("kazimierz").get(url)


def test_the_people_can_be_taken_away(visitor: Browser, url: str) -> None:
    client = visitor("kazimierz").client

    as_csv, as_xlsx = (client.get(f"{url}/people.{ending}") for ending in ("csv", "xlsx"))
    left = client.get(f"{url}/people.csv?state=left").text

    assert "Łąka;Teresa;teresa@szkoly.example;SP nr 1;2026-03-01" in as_csv.text
    assert "Żak;Hanna;hanna@szkoly.example;SP nr 1;;2030-12-31;\r\n" in as_csv.text
    assert as_xlsx.data.startswith(b"PK")
    assert "Teresa" not in left


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize("persona", ["hanna", "kazimierz"])
def test_what_does_not_stand_or_concerns_others_is_not_there(
    city: City, visitor: Browser, persona: str
) -> None:
    with city.app.app_context(), transaction():
        withdrawn = add_assignment(city.units["a"], LATER, is_withdrawn=True).id
        beside = add_assignment(city.units["b"], LATER).id

    browser = visitor(persona)

    browser.get(f"/trainings/assignments/{withdrawn}", status=404)
    browser.get("/trainings/assignments/99", status=404)
    browser.get(f"/trainings/assignments/{beside}", status=404 if persona == "hanna" else 200)


@pytest.mark.usefixtures("url")
def test_an_assignment_where_nobody_works_says_so(city: City, visitor: Browser) -> None:
    with city.app.app_context(), transaction():
        empty = add_assignment(city.units["k"], LATER).id

    assert "Nobody is on this list" in visitor("kazimierz").get(f"/trainings/assignments/{empty}")
