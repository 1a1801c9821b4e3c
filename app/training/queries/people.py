"""People as lists of confirmation and search boxes mean them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, or_, select

from app.core.db import db
from app.core.folding import fold
from app.people.models import Employment, Person, Unit

SHOWN_AT_MOST = 25


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person, and the units within reach that employ or employed her."""

    id: int
    name: str
    email: str
    units: tuple[str, ...]


def people_named(words: str, paths: tuple[str, ...]) -> list[FoundPerson]:
    """At most 25 people of the units below `paths` whose name or e-mail has all the words."""
    wanted = (
        select(Person)
        .where(_ever_worked_below(paths), *(mentions(word) for word in fold(words).split()))
        .order_by(Person.sort_key, Person.id)
        .limit(SHOWN_AT_MOST)
    )
    return _with_units(db.session.scalars(wanted).all(), paths)


def people_by_id(ids: Iterable[int], paths: tuple[str, ...]) -> dict[int, FoundPerson]:
    """These people, by their ids."""
    people = db.session.scalars(select(Person).where(Person.id.in_(list(ids)))).all()
    return {one.id: one for one in _with_units(people, paths)}


def mentions(word: str) -> ColumnElement[bool]:
    """SQL: the name or the e-mail address holds this folded word."""
    return or_(
        Person.folded_name.contains(word, autoescape=True),
        Person.email.contains(word, autoescape=True),
    )


def _ever_worked_below(paths: tuple[str, ...]) -> ColumnElement[bool]:
    return exists().where(
        Employment.person_id == Person.id, Employment.unit_id == Unit.id, Unit.below(*paths)
    )


def _with_units(people: Sequence[Person], paths: tuple[str, ...]) -> list[FoundPerson]:
    units = _units_of((person.id for person in people), paths)
    return [
        FoundPerson(one.id, one.full_name, one.email, tuple(units.get(one.id, ())))
        for one in people
    ]


def _units_of(person_ids: Iterable[int], paths: tuple[str, ...]) -> dict[int, list[str]]:
    rows = db.session.execute(
        select(Employment.person_id, Unit.short_name, Unit.sort_key)
        .join(Employment.unit)
        .where(Employment.person_id.in_(list(person_ids)), Unit.below(*paths))
        .order_by(Unit.sort_key)
        .distinct()
    )
    found: dict[int, list[str]] = {}
    for person_id, unit, _sort_key in rows:
        found.setdefault(person_id, []).append(unit)
    return found
