"""The actors behind the personas, for what is asked below the web."""

from sqlalchemy import select

from app.core.actors import Actor, Grant
from app.core.db import db
from app.people.models import Unit
from tests.support.city import PERSONAS, City


def actor_of(city: City, persona: str) -> Actor:
    """Who acts when this persona is signed in."""
    role, unit = PERSONAS[persona]
    return Actor(
        name=persona.title(),
        account_id=city.accounts[persona],
        person_id=city.persons.get(persona),
        grants=(Grant(role, path_of(city.units[unit])),),
    )


def path_of(unit_id: int) -> str:
    """The path of the unit."""
    return db.session.scalars(select(Unit.path).where(Unit.id == unit_id)).one()
