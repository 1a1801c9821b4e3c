"""Who is expected: the staff of invited units that day, or whoever has a seat."""

from collections.abc import Iterable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from app.attendance.models.sessions import InvitedUnit, TrainingSession
from app.attendance.queries.expected import expected_people, is_expected
from app.core.db import db, transaction
from tests.support.city import City, add_employment
from tests.support.sessions import add_session, add_sign_up

DAY = date(2026, 11, 25)


def expected(session: TrainingSession, city: City) -> set[str]:
    names = {number: name for name, number in city.persons.items()}
    return {names[one.person_id] for one in expected_people(session, DAY)}


@pytest.mark.parametrize(
    "invited, names",
    [
        (["a"], {"teresa", "hanna"}),
        (["b"], {"stefan"}),
        (["a", "b"], {"teresa", "hanna", "stefan"}),
        (["city"], {"teresa", "hanna", "stefan", "tomasz", "kazimierz"}),
        ([], set()),
    ],
)
def test_the_staff_of_invited_units_is_expected(
    app: Flask, city: City, invited: Iterable[str], names: set[str]
) -> None:
    with app.app_context(), transaction():
        session = add_session(city.units["city"], invited=[city.units[one] for one in invited])
        assert expected(session, city) == names


def test_only_teachers_are_if_only_they_are_invited(app: Flask, city: City) -> None:
    with app.app_context(), transaction():
        session = add_session(city.units["city"], invited=[city.units["office"]])
        db.session.scalars(select(InvitedUnit)).one().teaching_only = True
        assert expected(session, city) == set()


def test_with_seats_those_are_who_signed_up_first(app: Flask, city: City) -> None:
    with app.app_context(), transaction():
        session = add_session(city.units["city"], invited=[city.units["a"]], capacity=2)
        for name in ("stefan", "teresa", "hanna"):
            add_sign_up(session, city.persons[name])
        assert expected(session, city) == {"stefan", "teresa"}
        assert is_expected(session, city.persons["teresa"], DAY)
        assert not is_expected(session, city.persons["hanna"], DAY)


def test_a_person_of_two_schools_is_one_with_both(app: Flask, city: City) -> None:
    with app.app_context(), transaction():
        add_employment(city.persons["teresa"], city.units["b"], "nauczyciel")
        session = add_session(city.units["city"], invited=[city.units["a"], city.units["b"]])
        teresa = [one for one in expected_people(session, DAY) if one.first_name == "Teresa"]
        assert [[school.short_name for school in one.schools] for one in teresa] == [
            ["SP nr 1", "SP nr 2"]
        ]


def test_the_invited_school_stands_first(app: Flask, city: City) -> None:
    with app.app_context(), transaction():
        add_employment(city.persons["stefan"], city.units["a"], "nauczyciel")
        session = add_session(city.units["city"], invited=[city.units["b"]])
        [stefan] = expected_people(session, DAY)
        assert [school.short_name for school in stefan.schools] == ["SP nr 2", "SP nr 1"]
