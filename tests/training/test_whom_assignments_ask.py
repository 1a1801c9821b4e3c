"""An assignment asks whoever works today at its unit or below, on the posts it means."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.db import db, transaction
from app.people.models import Employment, Unit, UnitKind
from tests.support.assignments import add_assignment
from tests.support.city import City, add_employment, add_person, add_training, add_unit
from tests.training.asking import LATER, TODAY, TOMORROW, YESTERDAY, asked, dues, states


@pytest.fixture(autouse=True)
def _training(city: City) -> None:
    with city.app.app_context(), transaction():
        add_training()


@pytest.mark.parametrize(
    "persona,unit,teaching_only,is_asked",
    [
        pytest.param("teresa", "a", False, True, id="her school"),
        pytest.param("teresa", "city", False, True, id="the unit above her school"),
        pytest.param("teresa", "b", False, False, id="the school beside hers"),
        pytest.param("teresa", "k", False, False, id="a kindergarten beside her school"),
        pytest.param("kazimierz", "a", False, False, id="the unit beside the office"),
        pytest.param("teresa", "city", True, True, id="a teaching post"),
        pytest.param("hanna", "a", True, True, id="a head teaches too"),
        pytest.param("kazimierz", "city", True, False, id="a post of the office"),
        pytest.param("kazimierz", "city", False, True, id="the office when everybody is asked"),
    ],
)
def test_whom_an_assignment_asks(
    city: City, persona: str, unit: str, teaching_only: bool, is_asked: bool
) -> None:
    with city.app.app_context(), transaction():
        asked(city, unit, teaching_only=teaching_only)

    assert states(city, persona) == (["due"] if is_asked else [])


@pytest.mark.parametrize(
    "unit,is_asked",
    [
        pytest.param("k", True, id="the kindergarten"),
        pytest.param("city", True, id="the city above it"),
        pytest.param("a", False, id="a school beside it"),
    ],
)
def test_whoever_works_in_a_kindergarten_is_asked_there(
    city: City, unit: str, is_asked: bool
) -> None:
    with city.app.app_context(), transaction():
        kinga = add_person("Kinga", "Lis", "kinga@szkoly.example")
        add_employment(kinga.id, city.units["k"], "nauczyciel wychowania przedszkolnego")
        asked(city, unit, teaching_only=True)
    city.persons["kinga"] = kinga.id

    assert bool(dues(city, "kinga")) is is_asked


def test_a_unit_deep_below_is_asked_too(city: City) -> None:
    with city.app.app_context(), transaction():
        branch = add_unit(
            db.session.get_one(Unit, city.units["a"]), UnitKind.OTHER, "Filia", "Filia", None
        )
        ewa = add_person("Ewa", "Lis", "ewa@szkoly.example")
        add_employment(ewa.id, branch.id, "nauczyciel")
        asked(city, "city")
    city.persons["ewa"] = ewa.id

    assert states(city, "ewa") == ["due"]


@pytest.mark.parametrize(
    "started_on,ended_on,is_asked",
    [
        pytest.param(date(2020, 9, 1), None, True, id="still works there"),
        pytest.param(date(2020, 9, 1), TODAY, True, id="today is the last day of work"),
        pytest.param(date(2020, 9, 1), YESTERDAY, False, id="left yesterday"),
        pytest.param(TODAY, None, True, id="begins today"),
        pytest.param(TOMORROW, None, False, id="begins tomorrow"),
    ],
)
def test_only_who_works_there_today_is_asked(
    city: City, started_on: date, ended_on: date | None, is_asked: bool
) -> None:
    with city.app.app_context(), transaction():
        job = db.session.scalars(
            select(Employment).where(Employment.person_id == city.persons["teresa"])
        ).one()
        job.started_on, job.ended_on = started_on, ended_on
        asked(city, "a")

    assert bool(dues(city)) is is_asked


def test_a_post_of_which_nobody_decided_is_no_teaching_post(city: City) -> None:
    with city.app.app_context(), transaction():
        employment = db.session.scalars(
            select(Employment).where(Employment.person_id == city.persons["teresa"])
        ).one()
        employment.post.is_teaching = None
        asked(city, "a", teaching_only=True)

    assert states(city) == []


def test_a_withdrawn_assignment_asks_nobody(city: City) -> None:
    with city.app.app_context(), transaction():
        add_assignment(city.units["a"], LATER, is_withdrawn=True)

    assert states(city) == []


def test_a_teacher_in_two_schools_sees_a_training_once_with_the_earliest_day(city: City) -> None:
    with city.app.app_context(), transaction():
        add_employment(city.persons["teresa"], city.units["b"], "nauczyciel")
        asked(city, "a", LATER)
        asked(city, "b", TOMORROW)
        asked(city, "city", date(2027, 1, 31))

    assert [one.due_on for one in dues(city)] == [TOMORROW]


def test_a_second_job_that_teaches_is_enough(city: City) -> None:
    with city.app.app_context(), transaction():
        add_employment(city.persons["kazimierz"], city.units["b"], "nauczyciel")
        asked(city, "city", teaching_only=True)

    assert states(city, "kazimierz") == ["due"]


def test_somebody_without_work_is_asked_for_nothing(city: City) -> None:
    with city.app.app_context(), transaction():
        asked(city, "city")
        nobody = add_person("Jan", "Lis", "jan@szkoly.example")
    city.persons["jan"] = nobody.id

    assert dues(city, "jan") == []
