"""Two entries of one human become one: the city counts her once, and old links lead to her."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actors import Actor, Grant, Role
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.coverage.queries.figures import overview
from app.coverage.queries.ground import ground
from app.people.models import Absence, Employment, Person
from app.people.queries.merging import namesakes_of, with_namesakes
from app.people.queries.roster import known_people
from app.people.refusals import MergeOutOfReach
from app.people.services.merging import merge
from app.training.models.completions import Source
from app.training.services.completions import NewCompletion, record_completion
from tests.people.merging import OFFICE, merged, second_entry
from tests.support.at_once import at_once
from tests.support.city import (
    City,
    add_absence,
    add_person,
    add_training,
)
from tests.support.pages import Visitor

Browser = Callable[[str], Visitor]
DAY = date(2026, 6, 30)


@pytest.fixture
def double(city: City) -> int:
    """The number of Teresa's second entry."""
    return second_entry(city)


def eligible(city: City) -> int:
    with city.app.app_context():
        return overview(ground(), "1.", DAY).total.eligible


def test_the_city_counts_her_once_afterwards(city: City, double: int) -> None:
    before = eligible(city)

    merged(city, double, city.persons["teresa"])

    assert eligible(city) == before - 1
    with city.app.app_context():
        entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        assert (entry.action, entry.is_correction) == ("people.persons_merged", True)
        assert entry.reason == "Potwierdził sekretariat."


def test_days_of_the_same_work_are_kept_once(city: City, double: int) -> None:
    teresa = city.persons["teresa"]
    with city.app.app_context(), transaction():
        first = db.session.scalars(select(Employment).where(Employment.person_id == teresa)).one()
        first.started_on, first.ended_on = date(2023, 9, 1), date(2024, 8, 31)

    merged(city, double, teresa)

    with city.app.app_context():
        rows = db.session.scalars(
            select(Employment)
            .where(Employment.person_id == teresa, Employment.unit_id == city.units["a"])
            .order_by(Employment.started_on)
        )
        assert [(one.started_on, one.ended_on, str(one.fte)) for one in rows] == [
            (date(2021, 9, 1), date(2023, 8, 31), "0.500"),
            (date(2023, 9, 1), date(2024, 8, 31), "1.000"),
            (date(2024, 9, 1), None, "0.500"),
        ]
        said = db.session.scalars(select(AuditEntry.changes)).all()[-1]["kept_once"][1]
        assert "2021-09-01" in said


def test_all_work_meant_the_work_that_the_entry_knew_of(city: City, double: int) -> None:
    teresa = city.persons["teresa"]
    with city.app.app_context(), transaction():
        add_absence(teresa, date(2026, 1, 1), date(2026, 3, 31))
        add_absence(double, date(2026, 3, 1), date(2026, 4, 30))

    merged(city, double, teresa)

    with city.app.app_context():
        rows = db.session.scalars(select(Absence).order_by(Absence.started_on))
        assert [(one.unit_id, one.started_on, one.ended_on) for one in rows] == [
            (city.units["a"], date(2026, 1, 1), date(2026, 3, 31)),
            (None, date(2026, 3, 1), date(2026, 4, 30)),
        ]


def test_old_links_old_addresses_and_old_numbers_lead_to_who_she_is_now(
    city: City, visitor: Browser, double: int
) -> None:
    teresa, kazimierz = city.persons["teresa"], visitor("kazimierz")
    with city.app.app_context(), transaction():
        version = add_training()
    merged(city, double, teresa)

    asked = "completions?page=1&_anchor=x&_scheme=http"
    moved = kazimierz.client.get(f"/people/{double}/{asked}")
    assert moved.headers["Location"] == f"/people/{teresa}/{asked}"
    kazimierz.get(f"/people/{teresa}/merge?other={double}", status=409)  # "back", after merging
    assert f'"/people/{teresa}"' in kazimierz.get("/people/?q=laka@sp1.example")
    assert f"/people/{double}" not in kazimierz.get("/people/?q=laka&on=")
    with city.app.app_context(), transaction():
        assert known_people(["laka@sp1.example"])["laka@sp1.example"].id == teresa
        recorded = record_completion(
            NewCompletion(double, version, date(2026, 3, 1)),
            source=Source.LIST,
            reference="lista",
            is_confirmed=True,
            by=OFFICE,
            at=clock.now(),
        )
        assert recorded.person_id == teresa


def test_who_was_merged_twice_leads_to_the_last_one(city: City, double: int) -> None:
    with city.app.app_context(), transaction():
        third = add_person("Teresa", "Łąka", "t.laka@example.pl").id

    merged(city, double, third)
    merged(city, third, city.persons["teresa"])

    with city.app.app_context():
        into = db.session.scalars(
            select(Person.merged_into_id).where(Person.id.in_([double, third]))
        )
        assert set(into) == {city.persons["teresa"]}


def test_two_merges_at_once_make_one(city: City, visitor: Browser, double: int) -> None:
    teresa = city.persons["teresa"]
    one, other = visitor("kazimierz"), visitor("kazimierz")
    url = f"/people/{double}/merge"

    def send(browser: Visitor, stays: int) -> int:
        form = {"other": teresa, "stays": stays, "reason": "Jedna osoba."}
        return browser.send(url, form).status_code

    statuses = at_once(lambda: send(one, teresa), lambda: send(other, double))

    assert sorted(statuses) in ([200, 302], [302, 409])
    with city.app.app_context():
        pairs = dict(
            db.session.execute(
                select(Person.id, Person.merged_into_id).where(Person.merged_into_id.is_not(None))
            ).all()
        )
        assert pairs in ({double: teresa}, {teresa: double})


def test_namesakes_at_one_school_are_pointed_out(city: City, visitor: Browser, double: int) -> None:
    teresa, kazimierz = city.persons["teresa"], visitor("kazimierz")

    assert f"/people/{teresa}/merge?other={double}" in kazimierz.get(f"/people/{teresa}")
    assert f"/people/{teresa}/merge" in kazimierz.get("/people/?q=laka")
    assert "laka@sp1.example" in kazimierz.get(f"/people/{teresa}/merge")
    kazimierz.get(f"/people/{teresa}/merge?other={double}")
    with city.app.app_context():
        assert with_namesakes([teresa, city.persons["hanna"]]) == {teresa}
        assert namesakes_of(db.session.get_one(Person, city.persons["hanna"])) == []
    assert visitor("hanna").client.get(f"/people/{teresa}/merge").status_code == 403


def test_a_person_of_another_city_is_out_of_reach(city: City) -> None:
    """Kazimierz oversees the whole tree here, so the rule is asked with a narrower actor."""
    narrow = Actor("K", 99, None, (Grant(Role.COORDINATOR, f"1.{city.units['a']}."),))

    with city.app.app_context(), pytest.raises(MergeOutOfReach), transaction():
        merge(
            city.persons["teresa"],
            city.persons["stefan"],
            "Pomyłka.",
            by=narrow,
            at=clock.now(),
        )
