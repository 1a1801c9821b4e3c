"""A day is planned once; whoever is to be told something is told it once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.people.models import Employment, Unit, UnitKind
from app.reminders.models import Mailing
from app.reminders.queries.due import Area, areas, tellings
from app.reminders.queries.mailings import mailings_page
from app.reminders.services.planning import add, begin
from tests.reminders.conftest import Ask
from tests.support.assignments import add_waiver
from tests.support.at_once import at_once
from tests.support.city import (
    City,
    add_absence,
    add_completion,
    add_employment,
    add_person,
    add_unit,
    counted_queries,
)
from tests.support.reminders import BY, MONDAY, Told, mails, planned, sent, told, wall
from tests.support.smtp import Mailbox

DUE = date(2026, 11, 26)


def _leave(person_id: int) -> None:
    work = select(Employment).where(Employment.person_id == person_id)
    db.session.scalars(work).one().ended_on = MONDAY - timedelta(days=1)


def test_those_who_have_not_done_it_are_told_once(city: City, ask: Ask) -> None:
    ask(DUE)

    assert planned(city, wall(MONDAY)) == 2
    assert planned(city, wall(MONDAY, 17)) is None
    assert planned(city, wall(MONDAY + timedelta(days=1))) == 0

    assert told(city) == [Told("teresa", "soon", "teresa"), Told("hanna", "soon", "hanna")]
    assert {mail.day for mail in mails(city)} == {MONDAY}


def test_each_stage_is_told_and_no_day_is_lost(city: City, ask: Ask) -> None:
    """Nobody planned on Thursday, the last day, and on the Monday after it was late."""
    ask(DUE, "b")

    for days in (-11, 0, 7, 14, 21):
        planned(city, wall(MONDAY + timedelta(days=days)))

    own = [one.stage for one in told(city) if one.addressee == "stefan"]
    assert own == ["ahead", "soon", "overdue"]


def test_what_is_planned_in_the_evening_is_for_the_next_working_day(city: City, ask: Ask) -> None:
    ask(DUE)

    planned(city, wall(date(2026, 11, 20), 20))

    assert {mail.day for mail in mails(city)} == {MONDAY}
    assert planned(city, wall(MONDAY)) is None


@pytest.mark.parametrize(
    "settle",
    [
        pytest.param(lambda p: add_completion(p, 1, date(2026, 3, 1)), id="completed"),
        pytest.param(
            lambda p: add_completion(p, 1, date(2026, 3, 1), is_confirmed=False), id="waits"
        ),
        pytest.param(add_waiver, id="waived"),
        pytest.param(lambda p: add_absence(p, date(2026, 9, 1)), id="away since September"),
        pytest.param(
            lambda p: add_absence(p, MONDAY, MONDAY + timedelta(days=29)), id="away for 30 days"
        ),
        pytest.param(_leave, id="left"),
    ],
)
def test_whoever_need_not_hear_of_it_does_not(
    city: City, ask: Ask, settle: Callable[[int], object]
) -> None:
    ask(DUE)
    with city.app.app_context(), transaction():
        settle(city.persons["teresa"])

    planned(city, wall(MONDAY))

    assert [one.addressee for one in told(city)] == ["hanna"]


def test_a_short_absence_changes_nothing(city: City, ask: Ask) -> None:
    ask(DUE)
    with city.app.app_context(), transaction():
        add_absence(city.persons["teresa"], MONDAY, MONDAY + timedelta(days=28))

    assert planned(city, wall(MONDAY)) == 2


def test_a_new_teacher_is_told_by_herself(city: City, ask: Ask) -> None:
    with city.app.app_context(), transaction():
        ewa = add_person("Ewa", "Lis", "ewa@szkoly.example")
        add_employment(ewa.id, city.units["k"], "nauczyciel", date(2026, 11, 9))
    city.persons["ewa"] = ewa.id
    ask(timedelta(days=28), "city")

    planned(city, wall(MONDAY))

    own = {one.addressee: one.stage for one in told(city) if one.addressee == one.person}
    assert own == {
        "ewa": "ahead",  # two weeks after she began, she has two weeks left
        **dict.fromkeys(["teresa", "hanna", "stefan", "tomasz", "kazimierz"], "overdue"),
    }


def test_two_who_plan_at_once_tell_nobody_twice(city: City, ask: Ask) -> None:
    ask(DUE, "city")

    counts = at_once(*[lambda: planned(city, wall(MONDAY))] * 3)

    assert sorted(counts, key=str) == [5, None, None]
    assert len(told(city)) == len(set(told(city))) == 5


def _broken_off(city: City) -> None:
    """Whoever planned was killed after the first step: school A."""
    with city.app.app_context():
        area = Area.of(db.session.get_one(Unit, city.units["city"]))
        with transaction():
            mailing = begin(area.unit, by=BY, at=wall(MONDAY))
            assert mailing is not None
            first = replace(area, unit_ids=(city.units["a"],))
            add(mailing, tellings(first, MONDAY), by=BY)
        assert mailings_page(("",), None, 1).total == 0


@pytest.mark.parametrize("later,count", [(0, 5), (1, 3)])
def test_planning_that_broke_off_is_ended_by_the_next(
    city: City, ask: Ask, mailbox: Mailbox, later: int, count: int
) -> None:
    """On the same day it goes on; on another the rest belongs to that day."""
    ask(DUE, "city")
    _broken_off(city)
    assert sent(city, mailbox.url) == 0

    assert planned(city, wall(MONDAY + timedelta(days=later))) == count

    assert sorted(one.addressee for one in told(city)) == sorted(city.persons)
    with city.app.app_context():
        open_ones = select(Mailing).where(Mailing.released_at.is_(None))
        assert db.session.scalars(open_ones).all() == []


def test_two_who_plan_different_parts_at_once_tell_nobody_twice(city: City, ask: Ask) -> None:
    ask(DUE, "city")

    at_once(
        lambda: planned(city, wall(MONDAY)),
        lambda: planned(city, wall(MONDAY), unit="a"),
        lambda: planned(city, wall(MONDAY), unit="office"),
    )

    assert len(told(city)) == len(set(told(city))) == 5
    assert len(mails(city)) == 5


@pytest.mark.parametrize("at_most,is_released", [(2, True), (1, False)])
def test_many_mails_wait(city: City, ask: Ask, at_most: int, is_released: bool) -> None:
    ask(DUE)

    planned(city, wall(MONDAY), at_most=at_most)

    with city.app.app_context():
        mailing = db.session.scalars(select(Mailing)).one()
        assert (mailing.released_at is not None) is is_released
        (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.area == "reminders"))
    assert (entry.action, entry.changes) == ("reminders.planned", {"mails": [None, 2]})


def test_it_reads_in_the_same_number_of_queries_for_many_people(city: City, ask: Ask) -> None:
    ask(DUE, "city")
    with city.app.app_context(), transaction():
        area = db.session.get_one(Unit, city.units["city"])

        with counted_queries(city.app) as few:
            tellings(Area.of(area), MONDAY)
        for number in range(50):
            person = add_person("Ewa", f"Lis{number}", f"ewa{number}@szkoly.example")
            add_employment(person.id, city.units["a"], "nauczyciel")
        with counted_queries(city.app) as many:
            found = tellings(Area.of(area), MONDAY)

    assert len(found) == 55
    assert len(few) == len([one for one in many if one.startswith(("SELECT", "WITH"))]) == 8


def test_each_running_body_is_an_area_of_its_own(city: City, ask: Ask) -> None:
    with city.app.app_context(), transaction():
        root = db.session.get_one(Unit, city.units["city"])
        town = add_unit(root, UnitKind.RUNNING_BODY, "Gmina", "Gmina", None)
        city.units["town"] = town.id
        school = add_unit(town, UnitKind.PRIMARY_SCHOOL, "Szkoła", "Szkoła", None)
        ewa = add_person("Ewa", "Lis", "ewa@szkoly.example")
        add_employment(ewa.id, school.id, "nauczyciel")
        assert [one.id for one in areas(MONDAY)] == [root.id, town.id]
    city.persons["ewa"] = ewa.id
    ask(DUE, "city")

    assert planned(city, wall(MONDAY)) == 5
    assert planned(city, wall(MONDAY), unit="town") == 1
    with city.app.app_context():
        assert areas(MONDAY) == []
