"""The pages of the indicator: readable, complete, and the same numbers everywhere."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from app.core import audit
from app.core.actors import command_line
from app.core.db import db, transaction
from app.people.models import Person
from tests.support import readers
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
    asked = f"as_of={D}&rule=W9-P"
    assert visitor("hanna").client.get(f"/coverage/?{asked}").location == f"{own}?{asked}"


def test_the_head_sees_her_own_school_and_nobody_elses(visitor: Visit, city: City) -> None:
    head = visitor("hanna")

    page = head.get(f"/coverage/units/{city.units['a']}/people?as_of={D}")

    assert "Łąka" in page
    head.get(f"/coverage/units/{city.units['b']}", status=404)
    head.get("/coverage/units/1", status=404)


def test_every_rule_in_force_stands_beside_the_figure(visitor: Visit, city: City) -> None:
    page = visitor("kazimierz").get(f"/coverage/units/1?as_of={D}&rule=W9-P")

    for key in ("W9-2026", "W9-P", "W9-K", "W9-12", "KSC-8E"):
        assert f"{key}.1" in page
    assert '<option value="W9-P" selected>' in page
    assert "nauczyciel" not in page.partition("<h1>")[2].partition("</header>")[0].lower()
    assert f"/coverage/units/{city.units['a']}?as_of={D}&amp;rule=W9-P" in page


@pytest.mark.parametrize("side", ["", "/people", "/comparison", "/people.csv", "/schools.pdf"])
def test_a_rule_that_does_not_exist_is_not_found(visitor: Visit, side: str) -> None:
    visitor("kazimierz").get(f"/coverage/units/1{side}?rule=W9-1999", status=404)


def test_a_school_lists_each_person_with_a_sentence(visitor: Visit, city: City) -> None:
    page = visitor("stefan").get(f"/coverage/units/{city.units['b']}/people?as_of={D}")

    assert "Łąka" in page
    assert "1 marca 2026" in page
    assert "Nowak" in page


NARROWED = [
    pytest.param("standing=excluded", {"Żak"}, id="by standing"),
    pytest.param("reason=no_training", {"Nowak"}, id="by reason"),
    pytest.param("reason=trained&standing=not_trained", set(), id="by both"),
    pytest.param("q=laka+TER", {"Łąka"}, id="by parts of a name, in any order"),
    pytest.param("standing=sideways&reason=because", {"Łąka", "Żak", "Nowak"}, id="by nonsense"),
]


@pytest.mark.parametrize("asked, names", NARROWED)
def test_the_list_can_be_narrowed_and_is_taken_away_as_it_is_shown(
    visitor: Visit, asked: str, names: set[str]
) -> None:
    browser, everybody = visitor("kazimierz"), {"Łąka", "Żak", "Nowak"}

    page = browser.get(f"/coverage/units/1/people?as_of={D}&{asked}")
    file = browser.client.get(f"/coverage/units/1/people.csv?as_of={D}&{asked}").text

    assert {name for name in everybody if f"{name} " in page} == names
    assert {name for name in everybody if f"{name};" in file} == names


def test_a_person_is_explained_to_whoever_oversees_her_and_to_herself(
    visitor: Visit, city: City
) -> None:
    url = f"/coverage/people/{city.persons['teresa']}?as_of={D}"

    for persona in ("kazimierz", "hanna", "stefan", "olga", "teresa"):
        page = visitor(persona).get(url)
        assert "1 marca 2026" in page
        assert "KSC-8E.1" in page
        assert ("SP nr 1, nauczyciel" in page) is (persona != "stefan")


def test_a_stranger_gets_no_explanation(visitor: Visit, city: City) -> None:
    visitor("stefan").get(f"/coverage/people/{city.persons['hanna']}", status=404)
    visitor("teresa").get(f"/coverage/people/{city.persons['hanna']}", status=404)


BAD_DAYS = ("yesterday", "2026-02-31", "", "0001-01-01", "9999-12-31", "2026-06-30'--")


@pytest.mark.parametrize("day", BAD_DAYS)
def test_a_date_that_is_none_is_refused_and_today_shown(visitor: Visit, day: str) -> None:
    browser = visitor("kazimierz")

    for side in (f"?as_of={day}", f"/comparison?before={day}", f"/comparison?after={day}"):
        assert 'aria-invalid="true"' in browser.get(f"/coverage/units/1{side}")


@pytest.mark.parametrize("table", ["schools", "trend", "people", "rules", "changes"])
def test_every_table_can_be_taken_away(visitor: Visit, table: str) -> None:
    client = visitor("kazimierz").client

    text = client.get(f"/coverage/units/1/{table}.csv?as_of={D}&before=2026-01-01")
    book = client.get(f"/coverage/units/1/{table}.xlsx?as_of={D}&before=2026-01-01")

    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.data)).get_sheet_by_index(0).to_python()
    lines = text.data.decode("utf-8-sig").splitlines()
    assert len(rows) == len(lines) > 1
    assert client.get(f"/coverage/units/1/{table}.docx").status_code == 404


def test_numbers_and_dates_of_a_workbook_are_no_texts(visitor: Visit) -> None:
    book = visitor("kazimierz").client.get(f"/coverage/units/1/trend.xlsx?as_of={D}")

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book.data)).get_sheet_by_index(0)
    last = sheet.to_python()[-1]
    assert last[:4] == [date(2026, 6, 30), 2.0, 1.0, 0.5]


def test_the_table_of_schools_ends_with_everybody_once(visitor: Visit) -> None:
    text = visitor("kazimierz").client.get(f"/coverage/units/1/schools.csv?as_of={D}")

    lines = [line.split(";") for line in text.data.decode("utf-8-sig").splitlines()[1:]]
    assert [line[2:4] for line in lines] == [["1", "1"], ["2", "1"], ["2", "1"]]


@pytest.mark.parametrize("table, said", [("schools", "50,0%"), ("people", "1 marca 2026")])
def test_a_table_on_paper_names_the_unit_the_day_and_the_rule(
    visitor: Visit, table: str, said: str
) -> None:
    file = visitor("kazimierz").client.get(f"/coverage/units/1/{table}.pdf?as_of={D}")

    text = readers.words_of(file.data)
    for expected in ("30 czerwca 2026", "W9-2026.1", said):
        assert expected in text


def test_the_rule_is_told_in_plain_words(visitor: Visit) -> None:
    assert "W9-2026.1" in visitor("teresa").get("/coverage/rules/W9-2026.1")
    visitor("teresa").get("/coverage/rules/W9-1999.1", status=404)


def test_a_unit_that_no_rule_counts_says_what_to_do(visitor: Visit, city: City) -> None:
    page = visitor("kazimierz").get(f"/coverage/units/{city.units['office']}")

    assert "empty-state" in page
    assert "KSC-8E.1" in page


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_name_that_looks_like_a_formula_is_text_in_the_workbook(
    visitor: Visit, city: City
) -> None:
    name = "=CMD|' /C calc'!A0"
    with city.app.app_context(), transaction():
        db.session.get_one(Person, city.persons["teresa"]).last_name = name

    book = visitor("kazimierz").client.get(f"/coverage/units/1/people.xlsx?as_of={D}").data

    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert any(name in str(cell) for row in rows for cell in row)
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
