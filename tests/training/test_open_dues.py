"""What many people are yet to complete is what each of them is told, at a fixed price."""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db, transaction
from app.people.models import Person
from app.training.queries.assignments import DueState, dues_of
from app.training.queries.open_dues import dues_of_all, working_below
from tests.support.assignments import add_assignment, add_waiver
from tests.support.city import (
    City,
    add_completion,
    add_employment,
    add_person,
    add_training,
    counted_queries,
)
from tests.training.asking import TODAY

ASSIGNED_AT = datetime(2026, 9, 10, 8, tzinfo=clock.LOCAL_ZONE)
POSTS = ("nauczyciel", "bibliotekarz", "woźny", "specjalista")


def furnish(city: City, seed: int, people: int) -> None:
    """Trainings, assignments of all kinds, and people of whom anything may be true."""
    dice = Random(seed)
    units = list(city.units.values())
    for number in range(3):
        version = add_training(f"T{number}", title=f"Szkolenie {number}")
        for unit in dice.sample(units, 2):
            within = timedelta(days=dice.randint(1, 90))
            days: date | timedelta = dice.choice((within, TODAY, date(2026, 12, 31)))
            posts = dice.choice([(), (), POSTS[:2]])
            teaching_only = not posts and dice.random() < 0.5
            add_assignment(
                unit,
                days,
                code=f"T{number}",
                teaching_only=teaching_only,
                assigned_at=ASSIGNED_AT,
                posts=posts,
            )
        for _ in range(people // 3):
            who = add_person("Ewa", "Lis", f"{number}-{_}@szkoly.example")
            for _job in range(dice.randint(0, 2)):
                first = date(2026, 1, 1) + timedelta(days=dice.randint(0, 360))
                last = dice.choice([None, first + timedelta(days=dice.randint(0, 300))])
                add_employment(who.id, dice.choice(units), dice.choice(POSTS), first, last)
            if dice.random() < 0.3:
                add_completion(who.id, version, TODAY - timedelta(days=dice.randint(0, 99)))
            if dice.random() < 0.2:
                add_waiver(who.id, code=f"T{number}", until_on=dice.choice([None, TODAY]))


@pytest.mark.parametrize("seed", range(3))
def test_everybody_owes_what_each_is_told(city: City, seed: int) -> None:
    with city.app.app_context(), transaction():
        furnish(city, seed, 60)

    with city.app.app_context():
        found = dues_of_all(working_below(("",), TODAY), TODAY)
        told = {
            (person_id, due.training_id): due.due_on
            for person_id in db.session.scalars(select(Person.id))
            for due in dues_of(person_id, TODAY)
            if due.state(TODAY) is not DueState.DONE
        }

    assert {duty: one.deadline.due_on for duty, one in found.items()} == told
    assert found


def test_it_takes_four_queries_however_many_people_there_are(city: City) -> None:
    with city.app.app_context(), transaction():
        furnish(city, 1, 30)

    with city.app.app_context(), counted_queries(city.app) as statements:
        dues_of_all(working_below(("",), TODAY), TODAY)

    assert len(statements) == 4


def test_it_says_where_somebody_is_asked(city: City) -> None:
    with city.app.app_context(), transaction():
        add_training()
        add_employment(city.persons["teresa"], city.units["b"], "woźny")
        add_assignment(city.units["city"], TODAY, teaching_only=True)

        found = dues_of_all(working_below(("",), TODAY), TODAY)

    due = found[city.persons["teresa"], 1]
    assert due.unit_ids == {city.units["a"]}
