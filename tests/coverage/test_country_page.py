"""Above cities: a table of cities that can be searched and sorted, and no list of everybody."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from app.core.db import db, transaction
from app.people.models import Unit, UnitKind
from app.training.models.trainings import TrainingVersion
from tests.support.city import (
    City,
    add_completion,
    add_employment,
    add_person,
    add_training,
    add_unit,
)
from tests.support.pages import Visitor
from tests.support.snapshots import publish_figure

Visit = Callable[[str | None], Visitor]


@pytest.fixture(autouse=True)
def country(city: City) -> None:
    """Twelve cities of one school each stand below the highest unit; in Kielce Ewa is trained."""
    with city.app.app_context(), transaction():
        top = db.session.get_one(Unit, city.units["city"])
        version_id = add_training()
        for number in range(12):
            name = "Kielce" if number == 5 else f"Miasto {number}"
            town = add_unit(top, UnitKind.RUNNING_BODY, name, name, None)
            school = add_unit(town, UnitKind.PRIMARY_SCHOOL, "Szkoła", f"SP {number}", None)
            person = add_person("Ewa", f"Lis-{number}", f"ewa{number}@szkoly.example")
            add_employment(person.id, school.id, "nauczyciel")
            if name == "Kielce":
                add_completion(person.id, version_id, date(2026, 3, 1))
                city.units["kielce"] = town.id


def test_cities_are_sorted_and_searched_and_lead_to_their_schools(
    visitor: Visit, city: City
) -> None:
    browser = visitor("kazimierz")
    first = {
        "": "Kielce",
        "order=lowest": "Miasto 0",
        "order=name": "Kielce",
        "q=sto+7": "Miasto 7",
    }

    for asked, name in first.items():
        rows = browser.get(f"/coverage/units/1?{asked}").partition("<tbody>")[2]
        assert name in rows.partition("</tr>")[0]
        assert ("Kielce" in rows) is ("q=" not in asked)
    assert "SP 5" in browser.get(f"/coverage/units/{city.units['kielce']}")


def test_people_of_a_country_are_looked_for_by_name_and_days_compared_elsewhere(
    visitor: Visit,
) -> None:
    browser = visitor("kazimierz")

    assert "Lis-5" not in browser.get("/coverage/units/1/people")
    found = browser.get("/coverage/units/1/people?q=lis-5+ewa")
    assert "Lis-5" in found
    assert "SP 5" in found
    assert "Lis-6" not in found
    assert "empty-state" in browser.get("/coverage/units/1/comparison")


def test_the_year_of_a_country_is_told_by_what_was_published_of_it(
    visitor: Visit, city: City
) -> None:
    days, browser = (date(2026, 2, 27), date(2026, 6, 30)), visitor("kazimierz")
    assert "trend-picture" not in browser.get("/coverage/units/1?as_of=2026-07-01")
    with city.app.app_context():
        first, again, second = (
            publish_figure(1, days[0]).id,
            published_again(city, days[0]),
            publish_figure(1, days[1]).id,
        )

    for page in ("/coverage/units/1?as_of=2026-07-01", "/coverage/units/1/forecast"):
        picture = browser.get(page).partition('"trend"')[2].partition("</figure>")[0]
        assert picture.count("<circle") == 2
        assert f"/coverage/snapshots/{again}" in picture
        assert f"/coverage/snapshots/{second}" in picture
        assert f"/coverage/snapshots/{first}" not in picture
    table = browser.client.get("/coverage/units/1/trend.csv?as_of=2026-07-01").text
    assert [line[:10] for line in table.splitlines()[1:]] == [day.isoformat() for day in days]


def published_again(city: City, day: date) -> int:
    """Teresa turns out to have been trained, and the figure is published once more."""
    with transaction():
        version = db.session.scalars(select(TrainingVersion.id)).one()
        add_completion(city.persons["teresa"], version, date(2026, 2, 25))
    return publish_figure(1, day, after=1, note="Lista z lutego").id
