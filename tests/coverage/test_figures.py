"""Figures as of a date come from what was true on that day, and stay what they were."""

from collections.abc import Iterator
from datetime import date

import pytest

from app.core import audit
from app.core.actors import command_line
from app.core.db import db, transaction
from app.coverage.indicator.values import Reason, Standing
from app.coverage.queries.figures import Overview, overview, trend_start
from app.coverage.queries.ground import ground
from app.coverage.queries.people import Wanted, people_of
from app.people.models import Employment, Unit
from tests.support.city import (
    City,
    add_absence,
    add_completion,
    add_employment,
    add_person,
    add_training,
    counted_queries,
)

D = date(2026, 6, 30)


@pytest.fixture
def inside(city: City) -> Iterator[City]:
    """The city, inside its application."""
    with city.app.app_context():
        yield city


def figures(as_of: date = D) -> tuple[Overview, dict[str, tuple[int, int, int]]]:
    found = overview(ground(), "1.", as_of)
    counts = {
        one.unit.short_name: (one.figure.eligible, one.figure.trained, one.figure.excluded)
        for one in found.units
    }
    total = found.total
    return found, {**counts, "city": (total.eligible, total.trained, total.excluded)}


def note_change() -> None:
    subject = audit.Subject("person", None, "test")
    audit.record("people.changed", subject, by=command_line("test"))


@pytest.mark.usefixtures("inside")
def test_only_teachers_of_primary_schools_count() -> None:
    _found, counts = figures()

    assert counts == {"SP nr 1": (2, 0, 0), "SP nr 2": (1, 0, 0), "city": (3, 0, 0)}


def test_a_teacher_in_sp_a_and_sp_b_counts_once_in_the_city_and_once_in_each(inside: City) -> None:
    with transaction():
        add_employment(inside.persons["teresa"], inside.units["b"], "nauczyciel", fte="0.28")
        add_employment(inside.persons["teresa"], inside.units["k"], "logopeda", fte="0.1")
        add_completion(inside.persons["teresa"], add_training(), date(2026, 3, 1))
        note_change()

    _found, counts = figures()

    assert counts == {"SP nr 1": (2, 1, 0), "SP nr 2": (2, 1, 0), "city": (3, 1, 0)}


def test_what_happens_later_does_not_change_a_past_figure(inside: City) -> None:
    with transaction():
        version = add_training()
        add_completion(inside.persons["teresa"], version, date(2026, 3, 1))
        note_change()
    before, counts_before = figures()

    with transaction():
        employment = (
            db.session.query(Employment).filter_by(person_id=inside.persons["teresa"]).one()
        )
        employment.ended_on = date(2026, 7, 31)
        new = add_person("Nowa", "Osoba", "nowa@szkoly.example")
        add_employment(new.id, inside.units["a"], "nauczyciel", date(2026, 9, 1))
        add_completion(inside.persons["hanna"], version, date(2026, 10, 1))
        add_absence(inside.persons["stefan"], date(2026, 7, 1), date(2026, 12, 31))
        note_change()
    after, counts_after = figures()

    assert counts_after == counts_before
    assert (after.total, after.units, after.trend) == (before.total, before.units, before.trend)
    assert after is not before, "the second answer was computed anew, not remembered"


@pytest.mark.usefixtures("inside")
def test_an_answer_is_remembered_until_something_is_written() -> None:
    first, _counts = figures()
    assert figures()[0] is first

    with transaction():
        note_change()

    assert figures()[0] is not first


@pytest.mark.usefixtures("inside")
def test_writes_of_other_features_leave_the_memory_alone() -> None:
    first, _counts = figures()

    with transaction():
        subject = audit.Subject("account", None, "test")
        audit.record("accounts.invited", subject, by=command_line("test"))

    assert figures()[0] is first


def test_an_excluded_person_is_counted_and_named(inside: City) -> None:
    with transaction():
        add_absence(inside.persons["teresa"], date(2026, 3, 1), date(2026, 12, 31))
        note_change()

    _found, counts = figures()
    people = people_of(ground(), "1.", D, Wanted(Standing.EXCLUDED))

    assert counts["SP nr 1"] == (1, 0, 1)
    assert counts["city"] == (2, 0, 1)
    assert [one.name.last_name for one in people.people] == ["Łąka"]
    assert people.people[0].verdict.reason is Reason.LONG_ABSENCE


@pytest.mark.usefixtures("inside")
def test_the_list_names_everybody_who_works_there_in_polish_order() -> None:
    people = people_of(ground(), "1.", D, Wanted())

    assert [one.name.last_name for one in people.people] == ["Cień", "Ćwik", "Łąka", "Nowak", "Żak"]
    assert people.counts[Standing.OUTSIDE] == 2
    assert [one.short_name for one in people.people[2].units] == ["SP nr 1"]


def test_a_school_where_nobody_is_counted_has_no_percentage(inside: City) -> None:
    with transaction():
        db.session.query(Employment).filter_by(unit_id=inside.units["b"]).update({
            "ended_on": date(2026, 5, 31)
        })
        note_change()

    found, _counts = figures()

    empty = next(one.figure for one in found.units if one.unit.short_name == "SP nr 2")
    assert (empty.tenths, empty.is_met) == (None, None)


@pytest.mark.usefixtures("inside")
def test_the_trend_reaches_back_a_year_or_to_the_window() -> None:
    rule = ground().rule

    assert trend_start(rule, date(2026, 3, 15)) == date(2026, 1, 1)
    assert trend_start(rule, date(2028, 2, 29)) == date(2027, 3, 1)
    assert trend_start(rule, date(2025, 5, 1)) == date(2025, 5, 1)


def test_the_trend_has_a_point_for_every_day_on_which_the_figure_changed(inside: City) -> None:
    with transaction():
        add_completion(inside.persons["teresa"], add_training(), date(2026, 3, 31))
        add_absence(inside.persons["hanna"], date(2026, 2, 1), date(2026, 4, 5))
        note_change()

    trend = figures(date(2026, 4, 10))[0].trend

    assert [(one.day, one.figure.eligible, one.figure.trained) for one in trend] == [
        (date(2026, 1, 1), 3, 0),
        (date(2026, 2, 1), 2, 0),
        (date(2026, 3, 31), 2, 1),
        (date(2026, 4, 6), 3, 1),
        (date(2026, 4, 10), 3, 1),
    ]


def test_the_number_of_queries_does_not_depend_on_the_number_of_people(inside: City) -> None:
    with counted_queries(inside.app) as few:
        overview(ground(), "1.", D)
    with transaction():
        school = db.session.get_one(Unit, inside.units["a"])
        for number in range(60):
            person = add_person(f"Anna{number}", "Nowak", f"a{number}@szkoly.example")
            add_employment(person.id, school.id, "nauczyciel")
        note_change()
    with counted_queries(inside.app) as many:
        overview(ground(), "1.", D)

    assert len(many) == len(few) <= 6
