"""Who somebody is can be added and corrected by hand, by one person at a time."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core.actors import Role
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.people.models import Employment, Person, Post
from tests.people.forms import filled
from tests.support.city import City, add_account, add_employment, add_person
from tests.support.pages import Visitor

Reader = Callable[[str], Visitor]


def post_id(city: City, name: str) -> int:
    with city.app.app_context():
        return db.session.scalars(select(Post.id).where(Post.name == name)).one()


def person(city: City, person_id: int) -> Person:
    with city.app.app_context():
        return db.session.get_one(Person, person_id)


def last_entry(city: City) -> AuditEntry:
    with city.app.app_context():
        return db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()


@pytest.fixture
def newcomer(city: City, today: date) -> dict[str, str]:
    """Answers for somebody who begins today."""
    return {
        "first_name": "Łucja",
        "last_name": "Żółć",
        "email": "Lucja.Zolc@Szkoly.Example",
        "unit_id": str(city.units["a"]),
        "post_id": str(post_id(city, "nauczyciel")),
        "fte": "0,72",
        "started_on": today.isoformat(),
        "ended_on": "",
        "reason": "",
    }


def test_a_person_is_added_with_the_first_employment(
    office: Visitor, newcomer: dict[str, str]
) -> None:
    answer = office.post("/people/new", newcomer)

    page = office.get(answer.location)
    assert "Łucja Żółć" in page
    assert "lucja.zolc@szkoly.example" in page
    assert "0.72" in page


def test_who_added_the_person_is_in_the_log(
    city: City, office: Visitor, newcomer: dict[str, str]
) -> None:
    office.post("/people/new", newcomer)

    with city.app.app_context():
        entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [entry.action for entry in entries] == [
        "people.person_added",
        "people.employment_added",
    ]
    assert {entry.actor_account_id for entry in entries} == {city.accounts["kazimierz"]}
    assert entries[1].changes["unit"] == [None, "SP nr 1"]
    assert not any(entry.is_correction for entry in entries)


def test_somebody_who_began_before_today_needs_a_reason(
    city: City, office: Visitor, newcomer: dict[str, str], today: date
) -> None:
    newcomer["started_on"] = (today - timedelta(days=1)).isoformat()

    refused = office.post("/people/new", newcomer, status=200).text
    assert "Write in a few words why." in refused
    assert 'value="Łucja"' in refused

    office.post("/people/new", {**newcomer, "reason": "umowa przyszła później"})
    entry = last_entry(city)
    assert entry.is_correction
    assert entry.reason == "umowa przyszła później"


def test_nothing_is_kept_of_somebody_who_was_refused(
    city: City, office: Visitor, newcomer: dict[str, str], today: date
) -> None:
    newcomer["started_on"] = (today - timedelta(days=1)).isoformat()
    office.post("/people/new", newcomer, status=200)

    with city.app.app_context():
        assert not db.session.scalars(select(Person).where(Person.last_name == "Żółć")).all()
        assert not db.session.scalars(select(AuditEntry)).all()


@pytest.mark.parametrize(
    "answer, message",
    [
        ({"first_name": " "}, "Write the first name."),
        ({"last_name": "\u200b"}, "Write the surname."),
        ({"email": "nie-adres"}, "This is not an e-mail address."),
        ({"email": ""}, "Write the e-mail address."),
        ({"email": "TERESA@szkoly.example"}, "Somebody in Kadra has this address already."),
        ({"first_name": "x" * 101}, "Use at most 100 characters."),
        ({"unit_id": ""}, "Choose the unit."),
        ({"unit_id": "999999"}, "This is no longer on the list."),
        ({"post_id": "abc"}, "Choose the post."),
        ({"fte": "pół"}, "This is not a number."),
        ({"fte": "0"}, "Write a number above 0 and not above 2."),
        ({"fte": "2,001"}, "Write a number above 0 and not above 2."),
        ({"fte": "0,0001"}, "Write a number above 0 and not above 2."),
        ({"started_on": "31.02.2026"}, "This is not a date."),
        ({"started_on": ""}, "Choose the first day."),
        ({"started_on": "0026-09-01"}, "Check the year"),
        ({"ended_on": "2020-01-01"}, "The last day is before the first day."),
    ],
)
def test_every_mistake_is_named_and_the_answers_stay(
    office: Visitor, newcomer: dict[str, str], answer: dict[str, str], message: str
) -> None:
    page = office.post("/people/new", {**newcomer, **answer}, status=200).text

    assert message in page
    assert "error-summary" in page


def test_a_person_can_be_renamed(city: City, office: Visitor) -> None:
    url = f"/people/{city.persons['teresa']}/edit"
    office.post(url, {**filled(office, url), "last_name": "Łąka-Nowak"})

    assert person(city, city.persons["teresa"]).last_name == "Łąka-Nowak"
    assert last_entry(city).changes == {"last_name": ["Łąka", "Łąka-Nowak"]}
    assert "Łąka-Nowak Teresa" in office.get("/people/?q=laka-nowak")


def test_saving_without_a_change_leaves_no_trace(city: City, office: Visitor) -> None:
    url = f"/people/{city.persons['teresa']}/edit"
    office.post(url, filled(office, url))

    with city.app.app_context():
        assert not db.session.scalars(select(AuditEntry)).all()


def test_the_second_of_two_editors_is_told_and_may_decide(city: City, office: Visitor) -> None:
    url = f"/people/{city.persons['teresa']}/edit"
    seen_by_both = filled(office, url)
    office.post(url, {**seen_by_both, "last_name": "Pierwsza"})

    late = office.post(url, {**seen_by_both, "last_name": "Druga"}, status=200)
    assert "Somebody else has changed this in the meantime" in late.text
    assert "Pierwsza" in late.text
    assert 'value="Druga"' in late.text
    assert person(city, city.persons["teresa"]).last_name == "Pierwsza"

    fresh = filled(office, url)["seen"]
    office.post(url, {**seen_by_both, "last_name": "Druga", "seen": fresh})
    assert person(city, city.persons["teresa"]).last_name == "Druga"


def test_two_people_cannot_share_an_address(city: City, office: Visitor) -> None:
    url = f"/people/{city.persons['teresa']}/edit"
    page = office.post(url, {**filled(office, url), "email": "hanna@szkoly.example"}, status=200)

    assert "Somebody in Kadra has this address already." in page.text


@pytest.mark.parametrize("persona, status", [("hanna", 403), ("stefan", 404), ("olga", 403)])
def test_only_the_office_may_edit(city: City, reader: Reader, persona: str, status: int) -> None:
    reader(persona).get(f"/people/{city.persons['teresa']}/edit", status=status)
    reader(persona).post(
        f"/people/{city.persons['teresa']}/edit", {"last_name": "x"}, status=status
    )


def test_name_and_address_are_no_business_of_a_school_that_somebody_left(
    city: City, reader: Reader
) -> None:
    left = date(2026, 1, 31)
    with city.app.app_context(), transaction():
        bogna = add_account("bogna@b.example", Role.COORDINATOR, city.units["b"])
        city.accounts["bogna"] = bogna.id
        gone = add_person("Irena", "Lis", "irena@szkoly.example").id
        add_employment(gone, city.units["b"], "nauczyciel", ended_on=left)
    reader("bogna").get(f"/people/{gone}/edit")  # she works nowhere else

    with city.app.app_context(), transaction():
        add_employment(gone, city.units["a"], "nauczyciel", left)

    assert f"/people/{gone}/edit" not in reader("bogna").get(f"/people/{gone}")
    reader("bogna").get(f"/people/{gone}/edit", status=404)
    reader("kazimierz").get(f"/people/{gone}/edit")


def test_a_wish_to_add_somebody_at_a_unit_is_kept(city: City, office: Visitor) -> None:
    assert filled(office, f"/people/new?unit={city.units['b']}")["unit_id"] == str(city.units["b"])
    assert filled(office, "/people/new?unit=x")["unit_id"] == ""


def test_an_added_person_works_where_it_was_said(
    city: City, office: Visitor, newcomer: dict[str, str], today: date
) -> None:
    office.post("/people/new", newcomer)

    with city.app.app_context():
        found = select(Employment).join(Person).where(Person.last_name == "Żółć")
        employment = db.session.scalars(found).one()
        assert employment.unit_id == city.units["a"]
        assert str(employment.fte.normalize()) == "0.72"
        assert (employment.started_on, employment.ended_on) == (today, None)
