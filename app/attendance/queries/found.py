"""People by part of their name, as somebody at the door asks for them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, or_, select

from app.attendance.models.ledger import CheckIn, CheckOut, Correction
from app.attendance.models.sessions import SignUp
from app.attendance.queries.counts import present_ids
from app.attendance.queries.doors import Door
from app.attendance.queries.expected import expected_ids, invitees
from app.core.db import db
from app.core.folding import fold
from app.people.models import Employment, Person, Unit

SHORTEST = 3
_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class FoundHere:
    """Somebody whom the meeting may know; `school` is empty for those who work nowhere."""

    id: int
    name: str
    school: str
    is_expected: bool
    is_here: bool


def find_people(door: Door, words: str) -> list[FoundHere] | None:
    """At most twelve people with all the words in their name, whoever is expected first.

    They are expected, or work that day where the session is held. None: fewer than three letters
    were given. Four queries.
    """
    folded = fold(words).split()
    if sum(map(len, folded)) < SHORTEST:
        return None
    expected = set(db.session.scalars(expected_ids(door.seats, door.day)))
    here = set(db.session.scalars(present_ids(door.id)))
    found = invitees(_ids(door, folded, expected | here), door.day)
    people = [
        FoundHere(
            one.person_id,
            one.full_name,
            ", ".join(school.short_name for school in one.schools),
            one.person_id in expected,
            one.person_id in here,
        )
        for one in sorted(found, key=lambda one: (one.sort_key, one.person_id))
    ]
    return sorted(people, key=lambda one: not one.is_expected)[:_AT_MOST]


def known_among(door: Door, person_ids: Collection[int]) -> set[int]:
    """Those of the persons whom the meeting may know, so that nobody learns names by counting.

    They are, or once were, on its lists, or work that day where it is held; one query. Whoever was
    merged into another is known by either number.
    """
    who = func.coalesce(Person.merged_into_id, Person.id)
    told = (who.in_(select(one.person_id).where(one.meeting_id == door.id)) for one in _LEDGER)
    signed_up = select(SignUp.person_id).where(SignUp.session_id == door.session_id)
    query = select(Person.id).where(
        Person.id.in_(person_ids),
        or_(
            who.in_(expected_ids(door.seats, door.day)),
            who.in_(signed_up),
            *told,
            _works_here(door, who),
        ),
    )
    return set(db.session.scalars(query))


_LEDGER = (CheckIn, CheckOut, Correction)


def _works_here(door: Door, person_id: ColumnElement[int]) -> ColumnElement[bool]:
    return exists().where(
        Employment.person_id == person_id,
        Employment.active_on(door.day),
        Unit.id == Employment.unit_id,
        Unit.below(*door.scope_paths),
    )


def _ids(door: Door, folded: list[str], known: set[int]) -> list[int]:
    query = (
        select(Person.id)
        .where(
            or_(Person.id.in_(known), _works_here(door, Person.id.expression)),
            *(Person.folded_name.contains(word, autoescape=True) for word in folded),
        )
        .order_by(Person.id.not_in(known), Person.sort_key, Person.id)
        .limit(2 * _AT_MOST)
    )
    return list(db.session.scalars(query))
