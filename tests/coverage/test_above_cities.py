"""A unit above cities shows what stands directly below it, each with all below that."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from app.core.db import db, transaction
from app.coverage.indicator.values import Figure
from app.coverage.queries.figures import Overview, overview
from app.coverage.queries.ground import ground
from app.coverage.queries.trends import trend
from app.people.models import Unit, UnitKind
from tests.support.city import (
    City,
    add_absence,
    add_completion,
    add_employment,
    add_person,
    add_training,
    add_unit,
)

D = date(2026, 6, 30)
ROOT = "1."


@pytest.fixture
def country(city: City) -> Iterator[City]:
    """Beside the city's schools, two cities: one with two schools, one with a kindergarten only."""
    with city.app.app_context():
        with transaction():
            root = db.session.get_one(Unit, city.units["city"])
            gora = add_unit(root, UnitKind.RUNNING_BODY, "Gmina Góra", "Góra", None)
            dol = add_unit(root, UnitKind.RUNNING_BODY, "Gmina Dół", "Dół", None)
            schools = [
                add_unit(gora, UnitKind.PRIMARY_SCHOOL, f"Szkoła {number}", f"S {number}", None).id
                for number in (1, 2)
            ]
            add_unit(dol, UnitKind.KINDERGARTEN, "Przedszkole", "P", None)
            city.units["gora"] = gora.id
            version = add_training()
            for number in range(4):
                person = add_person("Anna", f"Nowak{number}", f"a{number}@szkoly.example")
                add_employment(person.id, schools[0], "nauczyciel")
                if number == 0:
                    add_employment(person.id, schools[1], "nauczyciel")
                    add_completion(person.id, version, date(2026, 3, 1))
                if number == 1:
                    add_absence(person.id, date(2026, 1, 10))
        yield city


def amounts(figure: Figure) -> tuple[int, int, int]:
    return figure.eligible, figure.trained, figure.excluded


def by_name(found: Overview) -> dict[str, tuple[int, int, int]]:
    return {one.unit.short_name: amounts(one.figure) for one in found.units}


@pytest.mark.usefixtures("country")
def test_everybody_once_in_her_city_and_once_in_the_whole() -> None:
    found = overview(ground(), ROOT, D)

    assert amounts(found.total) == (6, 1, 1)
    assert by_name(found) == {"Góra": (3, 1, 1), "SP nr 1": (2, 0, 0), "SP nr 2": (1, 0, 0)}
    assert (found.reasons, found.trend) == ({}, ())


def test_a_city_below_shows_its_schools_with_reasons(country: City) -> None:
    found = overview(ground(), f"{ROOT}{country.units['gora']}.", D)

    assert amounts(found.total) == (3, 1, 1)
    assert by_name(found) == {"S 1": (3, 1, 1), "S 2": (1, 1, 0)}
    assert sum(found.reasons.values()) == 4


@pytest.mark.usefixtures("country")
def test_a_trend_can_be_asked_for_whatever_the_size() -> None:
    points = trend(ground(), ROOT, date(2026, 2, 1), D)

    assert [(one.day, *amounts(one.figure)) for one in points] == [
        (date(2026, 2, 1), 7, 0, 0),
        (date(2026, 2, 8), 6, 0, 1),
        (date(2026, 3, 1), 6, 1, 1),
        (D, 6, 1, 1),
    ]


@pytest.mark.usefixtures("country")
def test_every_rule_has_its_own_answer() -> None:
    official = ground()
    all_kinds = replace(
        official, rule=replace(official.rule, scope_unit_kinds=frozenset({"kindergarten"}))
    )

    assert amounts(overview(official, ROOT, D).total) == (6, 1, 1)
    assert amounts(overview(all_kinds, ROOT, D).total) == (0, 0, 0)
    assert by_name(overview(all_kinds, ROOT, D)) == {"Dół": (0, 0, 0), "PM nr 3": (0, 0, 0)}
