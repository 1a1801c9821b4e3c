"""A training is assigned to a unit with a last day, and withdrawn; the log keeps both."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actors import command_line
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.people.models import Unit
from app.training.models.assignments import Assignment
from app.training.models.trainings import Training
from app.training.queries.assigned import AssignmentRow, assignments_of, standing_assignments
from app.training.services.assignments import (
    AlreadyAssigned,
    AlreadyWithdrawn,
    Audience,
    DueDayGone,
    assign,
    withdraw,
)
from tests.support.assignments import add_assignment
from tests.support.city import (
    City,
    add_completion,
    add_employment,
    add_training,
    counted_queries,
)

BY = command_line("test")
TODAY = date(2026, 11, 23)
LATER = date(2030, 12, 31)


@pytest.fixture
def version(city: City) -> int:
    with city.app.app_context(), transaction():
        return add_training()


def training() -> Training:
    return db.session.scalars(select(Training)).one()


def assigned(city: City, unit: str, due_on: date, *, teaching_only: bool = True) -> Assignment:
    with city.app.app_context(), transaction():
        audience = Audience(db.session.get_one(Unit, city.units[unit]), teaching_only)
        return assign(training(), audience, due_on, by=BY, at=clock.now())


def withdrawn(city: City, assignment: Assignment) -> None:
    with city.app.app_context(), transaction():
        one = db.session.get_one(Assignment, assignment.id)
        withdraw(one, by=BY, at=clock.now())


def actions(city: City) -> list[str]:
    with city.app.app_context():
        return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize("days", [pytest.param(0, id="today"), pytest.param(1, id="tomorrow")])
def test_it_may_be_due_today_or_later(city: City, days: int) -> None:
    assigned(city, "a", clock.today() + timedelta(days=days))

    assert actions(city) == ["training.assigned"]


@pytest.mark.usefixtures("version")
def test_it_cannot_be_due_on_a_day_gone_by(city: City) -> None:
    yesterday = clock.today() - timedelta(days=1)

    with pytest.raises(DueDayGone) as refused:
        assigned(city, "a", yesterday)

    assert refused.value.day == yesterday
    assert actions(city) == []


@pytest.mark.usefixtures("version")
def test_a_unit_is_asked_once_until_that_is_withdrawn(city: City) -> None:
    first = assigned(city, "a", clock.today())

    with pytest.raises(AlreadyAssigned):
        assigned(city, "a", clock.today() + timedelta(days=5), teaching_only=False)
    withdrawn(city, first)
    assigned(city, "a", clock.today())

    assert actions(city) == [
        "training.assigned",
        "training.assignment_withdrawn",
        "training.assigned",
    ]


@pytest.mark.usefixtures("version")
def test_it_is_withdrawn_once(city: City) -> None:
    assignment = assigned(city, "a", clock.today())
    withdrawn(city, assignment)

    with pytest.raises(AlreadyWithdrawn):
        withdrawn(city, assignment)


@pytest.mark.usefixtures("version")
def test_the_log_says_what_was_asked(city: City) -> None:
    assigned(city, "a", LATER)

    with city.app.app_context():
        entry = db.session.scalars(select(AuditEntry)).one()
        assert entry.subject_label == "BI-2026: Szkoła Podstawowa nr 1"
        assert entry.changes == {"due_on": [None, "2030-12-31"], "teaching_only": [None, True]}


def rows(city: City, *units: str) -> list[AssignmentRow]:
    with city.app.app_context():
        paths = tuple(db.session.get_one(Unit, city.units[unit]).path for unit in units) or ("",)
        return assignments_of(training(), paths, TODAY)


def counts(city: City, *units: str) -> list[tuple[int, int]]:
    return [(row.completed, row.people) for row in rows(city, *units)]


@pytest.mark.parametrize(
    "unit,posts,reach,expected",
    [
        pytest.param("city", "all", (), (2, 5), id="everybody in the city"),
        pytest.param("city", "teaching", (), (1, 3), id="teaching posts of the city"),
        pytest.param("a", "all", (), (1, 2), id="one school"),
        pytest.param("city", "all", ("a",), (1, 2), id="as the head of one school sees it"),
        pytest.param("b", "teaching", (), (0, 1), id="a school where nobody is done"),
        pytest.param("k", "all", (), (0, 0), id="a unit where nobody works"),
    ],
)
def test_people_are_counted_once_within_reach(
    city: City, unit: str, posts: str, reach: tuple[str, ...], expected: tuple[int, int]
) -> None:
    """Teresa and Hanna work at A, Stefan at B, Tomasz and Kazimierz in the office."""
    with city.app.app_context(), transaction():
        version = add_training()
        add_assignment(city.units[unit], LATER, teaching_only=posts == "teaching")
        add_employment(city.persons["teresa"], city.units["a"], "bibliotekarz")
        for day in (date(2026, 3, 1), date(2026, 4, 1)):
            add_completion(city.persons["teresa"], version, day, is_confirmed=False)
        add_completion(city.persons["tomasz"], version, TODAY)
        add_completion(city.persons["hanna"], version, TODAY, is_passed=False)

    assert counts(city, *reach) == [expected]


def test_what_is_no_longer_valid_is_not_counted(city: City, version: int) -> None:
    with city.app.app_context(), transaction():
        training().validity_months = 12
        add_assignment(city.units["a"], LATER)
        add_completion(city.persons["teresa"], version, date(2025, 11, 22))
        add_completion(city.persons["hanna"], version, date(2025, 11, 23))

    assert counts(city) == [(1, 2)]


@pytest.mark.usefixtures("version")
def test_a_head_sees_what_concerns_her_school(city: City) -> None:
    with city.app.app_context(), transaction():
        for unit in ("a", "b", "city"):
            add_assignment(city.units[unit], LATER)
        paths = (db.session.get_one(Unit, city.units["a"]).path,)
        standing = standing_assignments(training().id, paths)
        assert {one.unit_id for one in standing} == {city.units["a"], city.units["city"]}

    seen = {row.assignment.unit_id for row in rows(city, "a")}

    assert seen == {city.units["a"], city.units["city"]}


@pytest.mark.usefixtures("version")
def test_the_soonest_comes_first_the_withdrawn_last_in_two_queries(city: City) -> None:
    with city.app.app_context(), transaction():
        add_assignment(city.units["k"], TODAY, is_withdrawn=True)
        add_assignment(city.units["b"], LATER)
        add_assignment(city.units["a"], TODAY)

    with counted_queries(city.app) as statements:
        found = rows(city)

    order = [row.assignment.unit_id for row in found]
    assert order == [city.units[unit] for unit in ("a", "b", "k")]
    assert len([one for one in statements if "assignments" in one]) == 2
    with city.app.app_context():
        standing = standing_assignments(found[0].assignment.training_id, ("",))
        assert [one.unit_id for one in standing] == [city.units["a"], city.units["b"]]
