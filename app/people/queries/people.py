"""Answers about one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core import clock
from app.core.actors import Actor
from app.core.db import db
from app.core.errors import Moved, NotFound
from app.core.permissions import Permission, allows
from app.people.models import Absence, Employment, Person


def person_or_404(person_id: int) -> Person:
    """The person with this number, all employments with unit and post at hand, the newest first.

    Raises:
        NotFound: there is none.
        Moved: she was merged into another.
    """
    employments = selectinload(Person.employments)
    found = (
        select(Person)
        .where(Person.id == person_id)
        .options(employments.joinedload(Employment.unit), employments.joinedload(Employment.post))
    )
    person = db.session.scalars(found).one_or_none()
    if person is None:
        raise NotFound
    if person.merged_into_id is not None:
        raise Moved(person_id=person.merged_into_id)
    return person


@dataclass(frozen=True, slots=True)
class AtWork:
    """A person, for what is no business of units that she has left.

    They are asked again once she works nowhere.
    """

    person: Person
    today: date

    @property
    def person_id(self) -> int:
        return self.person.id

    @property
    def scope_paths(self) -> Iterable[str]:
        lasting = (
            job
            for job in self.person.employments
            if job.ended_on is None or job.ended_on >= self.today
        )
        return {job.unit.path for job in lasting} or self.person.scope_paths


def at_work_or_404(person_id: int) -> AtWork:
    """The person, for those who look after the units where she works today.

    Raises:
        NotFound: there is none.
        Moved: she was merged into another.
    """
    return AtWork(person_or_404(person_id), clock.today())


@dataclass(frozen=True, slots=True)
class Sight:
    """What an actor sees of a person's work: those employments, and how many more there are.

    What holds today comes first, then the latest beginning. Absences from work that is not seen are
    not seen either.
    """

    employments: tuple[Employment, ...]
    absences: tuple[Absence, ...]
    elsewhere: int

    @property
    def is_whole(self) -> bool:
        return self.elsewhere == 0


def sight_of(person: Person, actor: Actor, today: date) -> Sight:
    """The person's employments at units within the actor's reach; all of them to the person."""
    seen = [one for one in person.employments if allows(actor, Permission.PERSON_READ, one)]
    seen.sort(key=lambda one: (one.is_active(today), one.started_on), reverse=True)
    elsewhere = len(person.employments) - len(seen)
    units = {None, *(one.unit_id for one in seen)}
    absences = (one for one in person.absences if not elsewhere or one.unit_id in units)
    return Sight(tuple(seen), tuple(absences), elsewhere)
