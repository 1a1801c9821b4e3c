"""The list of people finds by a few letters, narrows by filters, and keeps to one's units."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.core.db import db, transaction
from app.core.permissions import Permission, allows, scope_of
from app.people.models import Person
from app.people.queries.people_lists import PeopleFilter, all_people, people_page
from tests.people.personas import actor_of, path_of
from tests.support.city import City, add_employment, add_person
from tests.support.pages import Visitor

EVERYBODY = PeopleFilter()
WHOLE_TREE = ("",)


@pytest.fixture
def staff(city: City, today: date) -> City:
    """More people: one at two schools, one who has left, one who begins tomorrow."""
    with city.app.app_context(), transaction():
        for key, first, last, jobs in (
            ("lucja", "Łucja", "Żółć-Kowalska", [("a", "pedagog", None), ("b", "psycholog", None)]),
            ("zenon", "Zenon", "Zając", [("b", "woźny", today - timedelta(days=1))]),
            ("maria", "Maria", "Łąka", [("k", "logopeda", None)]),
        ):
            city.persons[key] = add_person(first, last, f"{key}@szkoly.example").id
            for unit, post, ended_on in jobs:
                add_employment(city.persons[key], city.units[unit], post, ended_on=ended_on)
        city.persons["jutro"] = add_person("Jutrzenka", "Jutro", "jutro@szkoly.example").id
        tomorrow = today + timedelta(days=1)
        add_employment(city.persons["jutro"], city.units["a"], "nauczyciel", tomorrow)
    return city


def names(city: City, asked: PeopleFilter, paths: tuple[str, ...] = WHOLE_TREE) -> list[str]:
    with city.app.app_context():
        return [f"{row.last_name} {row.first_name}" for row in all_people(paths, asked)]


@pytest.mark.parametrize(
    "words, expected",
    [
        ("łąka", ["Łąka Maria", "Łąka Teresa"]),
        ("laka", ["Łąka Maria", "Łąka Teresa"]),
        ("LAKA  ter", ["Łąka Teresa"]),
        ("teresa łąka", ["Łąka Teresa"]),
        ("zolc kow", ["Żółć-Kowalska Łucja"]),
        ("kowalska", ["Żółć-Kowalska Łucja"]),
        ("lucja@szkoly", ["Żółć-Kowalska Łucja"]),
        ("łąka zenon", []),
        ("100%", []),
        ("_", []),
        ("' OR 1=1 --", []),
    ],
)
def test_every_word_must_stand_in_the_name_or_the_address_however_it_is_typed(
    staff: City, words: str, expected: list[str]
) -> None:
    assert names(staff, PeopleFilter(words=words)) == expected


def test_the_order_is_that_of_the_polish_alphabet(staff: City) -> None:
    assert names(staff, EVERYBODY) == [
        "Cień Tomasz",
        "Ćwik Kazimierz",
        "Jutro Jutrzenka",
        "Łąka Maria",
        "Łąka Teresa",
        "Nowak Stefan",
        "Zając Zenon",
        "Żak Hanna",
        "Żółć-Kowalska Łucja",
    ]


def test_all_of_one_surname_stand_before_its_double_ones(city: City) -> None:
    with city.app.app_context(), transaction():
        for number, (first, last) in enumerate([
            ("Agata", "Lis-Nowak"),
            ("Żaneta", "Lis"),
            ("Adam", "Lis"),
            ("Adam", "Lisek"),
        ]):
            person = add_person(first, last, f"lis{number}@szkoly.example")
            add_employment(person.id, city.units["a"], "nauczyciel")

    assert names(city, PeopleFilter(words="lis")) == [
        "Lis Adam",
        "Lis Żaneta",
        "Lis-Nowak Agata",
        "Lisek Adam",
    ]


def test_a_day_shows_those_who_work_on_it(staff: City, today: date) -> None:
    working = set(names(staff, PeopleFilter(working_on=today)))

    assert {"Zając Zenon", "Jutro Jutrzenka"}.isdisjoint(working)
    assert "Zając Zenon" in names(staff, PeopleFilter(working_on=today - timedelta(days=1)))
    assert "Jutro Jutrzenka" in names(staff, PeopleFilter(working_on=today + timedelta(days=1)))


def test_teaching_and_other_staff_are_told_apart_by_post(staff: City) -> None:
    other = names(staff, PeopleFilter(is_teaching=False))

    assert other == ["Cień Tomasz", "Ćwik Kazimierz", "Zając Zenon"]


def test_filters_must_be_met_by_one_and_the_same_employment(staff: City) -> None:
    with staff.app.app_context():
        paths = {key: path_of(unit_id) for key, unit_id in staff.units.items()}

    at_b = PeopleFilter(unit_path=paths["b"], is_teaching=True)
    assert names(staff, at_b) == ["Nowak Stefan", "Żółć-Kowalska Łucja"]
    assert len(names(staff, PeopleFilter(unit_path=paths["city"]))) == 9


def test_a_person_of_two_schools_is_one_row_with_two_jobs(staff: City, today: date) -> None:
    asked = PeopleFilter(words="lucja", working_on=today)
    with staff.app.app_context():
        page = people_page(WHOLE_TREE, asked, 1)

    assert page.total == 1
    assert [job.unit for job in page.items[0].jobs] == ["SP nr 1", "SP nr 2"]


def test_a_page_too_far_is_the_last_page(staff: City) -> None:
    with staff.app.app_context():
        page = people_page(WHOLE_TREE, EVERYBODY, 99)

    assert (page.number, page.total, len(page.items)) == (1, 9, 9)


@pytest.mark.parametrize("persona", ["hanna", "stefan", "kazimierz", "olga"])
def test_the_list_and_the_gate_agree(staff: City, persona: str) -> None:
    with staff.app.app_context():
        actor = actor_of(staff, persona)
        paths = scope_of(actor, Permission.PERSON_LIST_READ)
        listed = {row.id for row in all_people(paths, EVERYBODY)}
        allowed = {
            person.id
            for person in db.session.query(Person)
            if allows(actor, Permission.PERSON_READ, person)
        }

    assert listed == allowed


@pytest.mark.parametrize("persona", ["teresa", "tomasz", "adam"])
def test_whoever_oversees_nobody_has_no_list(staff: City, persona: str) -> None:
    with staff.app.app_context():
        assert scope_of(actor_of(staff, persona), Permission.PERSON_LIST_READ) == ()


@pytest.mark.usefixtures("staff")
def test_a_head_sees_only_the_jobs_at_the_own_school(reader: Callable[[str], Visitor]) -> None:
    page = reader("hanna").get("/people/?q=lucja")

    assert "SP nr 1" in page
    assert "psycholog</td>" not in page


@pytest.mark.usefixtures("staff")
def test_the_page_says_how_many_and_on_which_day(office: Visitor) -> None:
    assert "7 people work on" in office.get("/people/")
    assert "9 people work or worked here." in office.get("/people/?on=")


@pytest.mark.usefixtures("staff")
def test_nobody_found_is_answered_with_what_to_do(office: Visitor) -> None:
    assert "Nobody fits" in office.get("/people/?q=xyzzy")


@pytest.mark.parametrize(
    "query",
    [
        "unit=999999999999999999999",
        "unit=abc",
        "post=-1",
        "staff=%00",
        "on=2026-02-31",
        "on=0001-01-01",
        "page=-5",
        "page=99999999999999999999",
        "q=%00%ff",
    ],
)
@pytest.mark.usefixtures("staff")
def test_an_address_that_makes_no_sense_still_shows_a_list(office: Visitor, query: str) -> None:
    assert "<h1>" in office.get(f"/people/?{query}")


@pytest.mark.usefixtures("staff")
def test_the_whole_list_can_be_taken_as_csv(office: Visitor) -> None:
    text = office.get("/people/table.csv?on=&q=lucja")

    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert [row[:5] for row in rows[1:]] == [
        ["Żółć-Kowalska", "Łucja", "lucja@szkoly.example", "SP nr 1", "pedagog"],
        ["Żółć-Kowalska", "Łucja", "lucja@szkoly.example", "SP nr 2", "psycholog"],
    ]


@pytest.mark.usefixtures("staff")
def test_the_whole_list_can_be_taken_as_a_workbook(office: Visitor) -> None:
    answer = office.client.get("/people/table.xlsx?on=")

    assert zipfile.is_zipfile(io.BytesIO(answer.data))
