"""An absence has days and no reason; what alters days gone by says why it is corrected."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core.actors import Role
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.people.models import Absence
from tests.people.forms import filled
from tests.support.city import City, add_account, add_employment
from tests.support.pages import Visitor


def absences(city: City) -> list[Absence]:
    with city.app.app_context():
        return list(db.session.scalars(select(Absence)))


def last_entry(city: City) -> AuditEntry:
    with city.app.app_context():
        return db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()


@pytest.fixture
def away(city: City, office: Visitor, today: date) -> Absence:
    """Teresa is away from today on."""
    url = f"/people/{city.persons['teresa']}/absences/new"
    office.post(url, {"started_on": today.isoformat(), "ended_on": ""})
    return absences(city)[0]


def test_an_absence_without_an_end_can_be_added(
    city: City, office: Visitor, away: Absence, today: date
) -> None:
    assert (away.started_on, away.ended_on) == (today, None)
    page = office.get(f"/people/{city.persons['teresa']}")
    assert "not known yet" in page
    assert "Absence added" in page


def test_an_absence_begun_before_today_needs_a_reason(
    city: City, office: Visitor, today: date
) -> None:
    url = f"/people/{city.persons['teresa']}/absences/new"
    answers = {"started_on": (today - timedelta(days=1)).isoformat()}

    assert "Write in a few words why." in office.post(url, answers, status=200).text
    office.post(url, {**answers, "reason": "zgłoszone później"})
    assert last_entry(city).is_correction


def test_an_end_before_the_beginning_is_refused(city: City, office: Visitor, today: date) -> None:
    url = f"/people/{city.persons['teresa']}/absences/new"
    answers = {"started_on": today.isoformat(), "ended_on": (today - timedelta(days=1)).isoformat()}

    assert "The last day is before the first day." in office.post(url, answers, status=200).text


@pytest.mark.usefixtures("away")
def test_two_absences_of_a_person_do_not_overlap(city: City, office: Visitor, today: date) -> None:
    url = f"/people/{city.persons['teresa']}/absences/new"
    later = {"started_on": (today + timedelta(days=30)).isoformat()}

    assert "is already away since" in office.post(url, later, status=200).text
    assert len(absences(city)) == 1


def test_an_absence_gets_its_end(city: City, office: Visitor, away: Absence, today: date) -> None:
    url = f"/people/absences/{away.id}/edit"
    office.post(url, {**filled(office, url), "ended_on": today.isoformat()})

    assert absences(city)[0].ended_on == today
    assert last_entry(city).changes["ended_on"] == [None, today.isoformat()]


def test_an_absence_entered_by_mistake_is_removed(
    city: City, office: Visitor, away: Absence, today: date
) -> None:
    url = f"/people/absences/{away.id}/remove"
    office.post(url, filled(office, url))

    assert absences(city) == []
    assert last_entry(city).changes["started_on"] == [today.isoformat(), None]
    office.get(url, status=404)


def test_the_second_of_two_editors_is_told(
    city: City, office: Visitor, away: Absence, today: date
) -> None:
    url = f"/people/absences/{away.id}/edit"
    seen_by_both = filled(office, url)
    office.post(url, {**seen_by_both, "ended_on": today.isoformat()})
    late = {**seen_by_both, "ended_on": (today + timedelta(days=9)).isoformat()}

    assert "changed this in the meantime" in office.post(url, late, status=200).text
    assert absences(city)[0].ended_on == today


def test_somebody_may_be_away_from_one_school_only(
    city: City, office: Visitor, today: date
) -> None:
    with city.app.app_context(), transaction():
        add_employment(city.persons["teresa"], city.units["b"], "logopeda")
    url = f"/people/{city.persons['teresa']}/absences/new"
    for key in ("a", "b"):  # the same days, but not the same work
        office.post(url, {"started_on": today.isoformat(), "unit_id": str(city.units[key])})

    assert [absence.unit_id for absence in absences(city)] == [city.units["a"], city.units["b"]]
    assert last_entry(city).changes["unit"] == [None, "SP nr 2"]


def test_a_unit_where_the_person_never_worked_is_not_offered(
    city: City, office: Visitor, today: date
) -> None:
    url = f"/people/{city.persons['teresa']}/absences/new"
    answers = {"started_on": today.isoformat(), "unit_id": str(city.units["k"])}

    assert "This is no longer on the list." in office.post(url, answers, status=200).text


def test_a_head_is_not_told_of_an_absence_from_another_school(
    city: City, visitor: Callable[[str], Visitor]
) -> None:
    day = date(2024, 1, 8)
    with city.app.app_context(), transaction() as session:
        add_employment(city.persons["teresa"], city.units["b"], "logopeda")
        for key, first in (("b", day), ("a", date(2023, 5, 4)), (None, date(2022, 3, 2))):
            unit_id = city.units[key] if key else None
            away = Absence(person_id=city.persons["teresa"], unit_id=unit_id, started_on=first)
            session.add(away)
    page = visitor("hanna").get(f"/people/{city.persons['teresa']}")

    assert "08.01.2024" not in page
    assert "04.05.2023" in page
    assert "02.03.2022" in page


def test_days_away_from_one_unit_are_no_business_of_another(
    city: City, visitor: Callable[[str | None], Visitor]
) -> None:
    teresa, away = city.persons["teresa"], date(2026, 3, 1)
    with city.app.app_context(), transaction() as session:
        add_employment(teresa, city.units["b"], "logopeda")
        bogna = add_account("bogna@b.example", Role.COORDINATOR, city.units["b"])
        city.accounts["bogna"] = bogna.id
        session.add(Absence(person_id=teresa, unit_id=city.units["a"], started_on=away))
        session.add(Absence(person_id=teresa, started_on=away))
    elsewhere, everywhere = sorted(absences(city), key=lambda one: one.unit_id is None)

    bogna_sees = visitor("bogna")
    bogna_sees.get(f"/people/absences/{elsewhere.id}/edit", status=404)
    bogna_sees.post(f"/people/absences/{elsewhere.id}/remove", status=404)
    bogna_sees.get(f"/people/absences/{everywhere.id}/edit")
