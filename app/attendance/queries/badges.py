"""Whose badge it is: the own one, and those on a sheet of a unit."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.core.actors import Actor
from app.core.db import db
from app.core.errors import Forbidden
from app.people.models import Employment, Person, Unit
from app.people.queries.people import person_or_404


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person who is given a badge, and the school under which it is printed."""

    person_id: int
    name: str
    school: str


def own_person(actor: Actor) -> Person:
    """The person whose account acts.

    Raises:
        Forbidden: the account is of nobody who works or worked here.
    """
    if actor.person_id is None:
        raise Forbidden
    return person_or_404(actor.person_id)


def bearers(unit: Unit, day: date, limit: int) -> list[Bearer] | None:
    """Whoever works that day at the unit or below it, by school and name; one query.

    Somebody who works at several of its schools is listed once, under the first. None: there are
    more than `limit`.
    """
    rows = db.session.execute(
        select(Person.id, Person.first_name, Person.last_name, Unit.name)
        .join(Employment, Employment.person_id == Person.id)
        .join(Unit, Unit.id == Employment.unit_id)
        .where(Unit.below(unit.path), Employment.active_on(day))
        .order_by(Unit.sort_key, Unit.id, Person.sort_key, Person.id)
        .limit(2 * limit)
    ).all()
    found: dict[int, Bearer] = {}
    for row in rows:
        name = f"{row.first_name} {row.last_name}".strip()
        found.setdefault(row.id, Bearer(row.id, name, row.name))
    is_whole = len(found) <= limit and len(rows) < 2 * limit
    return list(found.values()) if is_whole else None
