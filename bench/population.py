"""Databases of any size for measuring: cities of 500 people, each like the others."""

from datetime import date
from typing import Any

from sqlalchemy import insert, select

from app.core import audit, clock
from app.core.actors import command_line
from app.core.audit import Subject
from app.core.db import db, transaction
from app.people.models import (
    Absence,
    Employment,
    Person,
    Post,
    Unit,
    UnitKind,
    name_keys,
    unit_sort_key,
)
from app.training.models.completions import Completion, Source
from app.training.models.trainings import Category, Topic, Training, TrainingVersion

PEOPLE_PER_CITY = 500
UNITS_PER_CITY = 16
_SCHOOLS = 8
_TEACHING_OF_TEN = 7
_SURNAMES = ("Łuczak", "Żak", "Ćwik", "Nowak", "Kowalska-Wójcik", "Śliwa", "Zając", "Wiśniewska")
_FIRST_NAMES = ("Anna", "Łucja", "Żaneta", "Marta", "Piotr", "Zofia", "Ewa", "Jan", "Olga", "Iwona")

Rows = list[dict[str, Any]]


def build(people: int) -> int:
    """The database has `people` people in cities of 500; the id of the first city.

    Everything is inserted in bulk: the log gets one entry, which is enough for what is measured.
    """
    with transaction() as session:
        teaching = session.scalars(select(Post.id).where(Post.name == "nauczyciel")).one()
        support = session.scalars(select(Post.id).where(Post.name == "woźny")).one()
        version = _training()
        cities = [_city(number) for number in range(people // PEOPLE_PER_CITY)]
        for number, units in enumerate(cities):
            _staff(number, units, (teaching, support), version)
        subject = Subject("population", None, f"{people} people")
        audit.record("people.population_built", subject, by=command_line("bench"))
        return cities[0][0]


def _training() -> int:
    training = Training(
        code="BI", title="Bezpieczeństwo informacji", category=Category.INFORMATION_SECURITY
    )
    version = TrainingVersion(
        training=training,
        label="2026",
        in_force_from=date(2026, 1, 1),
        minutes=215,
        topics=[topic.value for topic in Topic],
    )
    db.session.add(version)
    db.session.flush()
    return version.id


def _city(number: int) -> list[int]:
    """Ids of a city and of its units."""
    first = 1000 + number * (UNITS_PER_CITY + 1)
    ids = list(range(first, first + UNITS_PER_CITY + 1))
    db.session.execute(insert(Unit), [_unit(ids[0], one, index) for index, one in enumerate(ids)])
    return ids


def _unit(city_id: int, unit_id: int, index: int) -> dict[str, Any]:
    is_city = index == 0
    school = UnitKind.PRIMARY_SCHOOL if index <= _SCHOOLS else UnitKind.KINDERGARTEN
    name = f"Miasto {city_id}" if is_city else f"Szkoła Podstawowa nr {index}"
    return {
        "id": unit_id,
        "parent_id": 1 if is_city else city_id,
        "path": f"1.{city_id}." if is_city else f"1.{city_id}.{unit_id}.",
        "kind": UnitKind.RUNNING_BODY if is_city else school,
        "name": name,
        "short_name": name[:60],
        "rspo": None,
        "sort_key": unit_sort_key(name),
    }


def _staff(city: int, units: list[int], posts: tuple[int, int], version: int) -> None:
    first = 1 + city * PEOPLE_PER_CITY
    ids = range(first, first + PEOPLE_PER_CITY)
    session = db.session
    session.execute(insert(Person), [_person(one) for one in ids])
    session.execute(insert(Employment), [_employment(one, units, posts) for one in ids])
    away: Rows = [
        {"person_id": one, "started_on": date(2026, 3, 1), "ended_on": None}
        for one in ids
        if one % 20 == 0
    ]
    session.execute(insert(Absence), away)
    session.execute(insert(Completion), [_completion(one, version) for one in ids if one % 4])


def _person(number: int) -> dict[str, Any]:
    first_name = _FIRST_NAMES[number % len(_FIRST_NAMES)]
    last_name = f"{_SURNAMES[number % len(_SURNAMES)]}-{number:06}"
    return {
        "id": number,
        "first_name": first_name,
        "last_name": last_name,
        "email": f"p{number}@szkoly.example",
        **name_keys(first_name, last_name),
    }


def _employment(number: int, units: list[int], posts: tuple[int, int]) -> dict[str, Any]:
    teaching, support = posts
    return {
        "person_id": number,
        "unit_id": units[1 + number % UNITS_PER_CITY],
        "post_id": teaching if number % 10 < _TEACHING_OF_TEN else support,
        "fte": 1,
        "started_on": date(2015 + number % 10, 9, 1),
        "ended_on": date(2026, 6, 30) if number % 33 == 0 else None,
    }


def _completion(number: int, version: int) -> dict[str, Any]:
    return {
        "person_id": number,
        "version_id": version,
        "completed_on": date(2026, 1 + number % 10, 1 + number % 28),
        "source": Source.LIST,
        "is_passed": number % 17 != 0,
        "recorded_at": clock.now(),
        "reference": "lista",
        "confirmed_by": "Dyrektor",
        "confirmed_at": clock.now(),
    }
