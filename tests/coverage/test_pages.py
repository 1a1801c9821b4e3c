"""The pages of the indicator: readable, complete, and the same numbers everywhere."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from app.core import audit
from app.core.actors import command_line
from app.core.db import transaction
from tests.support.city import City, add_absence, add_completion, add_employment, add_training
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

D = "2026-06-30"


@pytest.fixture(autouse=True)
def trained_city(city: City) -> None:
    """Teresa is trained and works in both schools; Hanna is away for long."""
    with city.app.app_context(), transaction():
        add_completion(city.persons["teresa"], add_training(), date(2026, 3, 1))
        add_employment(city.persons["teresa"], city.units["b"], "nauczyciel", fte="0.28")
        add_absence(city.persons["hanna"], date(2026, 2, 1))
        subject = audit.Subject("person", None, "test")
        audit.record("people.changed", subject, by=command_line("test"))


def test_the_coordinator_sees_the_city_and_each_school(visitor: Visit, city: City) -> None:
    page = visitor("kazimierz").get(f"/coverage/units/1?as_of={D}")

    for expected in ("50,0%", "100,0%", "SP nr 1", "SP nr 2", f'value="{D}"'):
        assert expected in page
    assert f"/coverage/units/{city.units['a']}?as_of={D}" in page


def test_coverage_begins_with_the_highest_unit_of_the_actor(visitor: Visit, city: City) -> None:
    assert visitor("kazimierz").client.get("/coverage/").location == "/coverage/units/1"
    own = f"/coverage/units/{city.units['a']}"
    assert visitor("hanna").client.get(f"/coverage/?as_of={D}").location == f"{own}?as_of={D}"


def test_the_head_sees_her_own_school_and_nobody_elses(visitor: Visit, city: City) -> None:
    head = visitor("hanna")

    page = head.get(f"/coverage/units/{city.units['a']}/people?as_of={D}")

    assert "Łąka" in page
    head.get(f"/coverage/units/{city.units['b']}", status=404)
    head.get("/coverage/units/1", status=404)


def test_a_school_lists_each_person_with_a_sentence(visitor: Visit, city: City) -> None:
    page = visitor("stefan").get(f"/coverage/units/{city.units['b']}/people?as_of={D}")

    assert "Łąka" in page
    assert "1 marca 2026" in page
    assert "Nowak" in page


def test_the_list_can_be_cut_to_one_standing(visitor: Visit) -> None:
    page = visitor("kazimierz").get(f"/coverage/units/1/people?as_of={D}&standing=excluded")

    assert "Żak" in page
    assert "Łąka" not in page


def test_a_person_is_explained_to_whoever_oversees_her_and_to_herself(
    visitor: Visit, city: City
) -> None:
    url = f"/coverage/people/{city.persons['teresa']}?as_of={D}"

    for persona in ("kazimierz", "hanna", "stefan", "olga", "teresa"):
        assert "1 marca 2026" in visitor(persona).get(url)


def test_a_stranger_gets_no_explanation(visitor: Visit, city: City) -> None:
    visitor("stefan").get(f"/coverage/people/{city.persons['hanna']}", status=404)
    visitor("teresa").get(f"/coverage/people/{city.persons['hanna']}", status=404)


BAD_DAYS = ("yesterday", "2026-02-31", "", "0000-00-00", "2026-06-30'--", "99999-01-01")


@pytest.mark.parametrize("day", BAD_DAYS)
def test_a_date_that_is_none_is_refused_and_today_shown(visitor: Visit, day: str) -> None:
    page = visitor("kazimierz").get(f"/coverage/units/1?as_of={day}")

    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize("table", ["schools", "trend", "people"])
def test_every_table_can_be_taken_away(visitor: Visit, table: str) -> None:
    client = visitor("kazimierz").client

    text = client.get(f"/coverage/units/1/{table}.csv?as_of={D}")
    book = client.get(f"/coverage/units/1/{table}.xlsx?as_of={D}")

    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.data)).get_sheet_by_index(0).to_python()
    lines = text.data.decode("utf-8-sig").splitlines()
    assert len(rows) == len(lines) > 1
    assert client.get(f"/coverage/units/1/{table}.pdf").status_code == 404


def test_the_table_of_schools_ends_with_everybody_once(visitor: Visit) -> None:
    text = visitor("kazimierz").client.get(f"/coverage/units/1/schools.csv?as_of={D}")

    lines = [line.split(";") for line in text.data.decode("utf-8-sig").splitlines()[1:]]
    assert [line[2:4] for line in lines] == [["1", "1"], ["2", "1"], ["2", "1"]]


def test_the_rule_is_told_in_plain_words(visitor: Visit) -> None:
    assert "W9-2026.1" in visitor("teresa").get("/coverage/rules/W9-2026.1")
    visitor("teresa").get("/coverage/rules/W9-1999.1", status=404)


def test_a_city_without_schools_says_what_to_do(visitor: Visit, city: City) -> None:
    page = visitor("kazimierz").get(f"/coverage/units/{city.units['office']}")

    assert "empty-state" in page
