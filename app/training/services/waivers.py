"""What somebody need not complete, and waivers withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core import audit, clock
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.core.errors import Conflict
from app.people.models import Person
from app.training.models.assignments import Waiver
from app.training.models.trainings import Training


class LastDayGone(Conflict):
    """The last day of the waiver lies before today."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class AlreadyWaived(Conflict):
    """A waiver of this training stands for the person."""


class WaiverWithdrawn(Conflict):
    """The waiver was withdrawn before."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why somebody need not complete a training, and until when; None: until it is withdrawn."""

    reason: str
    until_on: date | None = None


def waive(
    person: Person, training: Training, grounds: Grounds, *, by: Actor, at: datetime
) -> Waiver:
    """The person need not complete the training; a waiver whose last day is over makes room.

    The figure does not know of it: whoever is not trained still counts as not trained.

    Raises:
        LastDayGone, AlreadyWaived
    """
    today = clock.local(at).date()
    if grounds.until_on is not None and grounds.until_on < today:
        raise LastDayGone(grounds.until_on)
    _make_room(person, training, today, by, at)
    waiver = Waiver(
        person=person,
        training=training,
        reason=grounds.reason,
        until_on=grounds.until_on,
        waived_at=at,
        waived_by=by.name,
    )
    try:
        with db.session.begin_nested():
            db.session.add(waiver)
    except IntegrityError as error:
        raise AlreadyWaived from error
    changes = audit.difference({}, {"training": training.code, "until_on": grounds.until_on})
    audit.record(
        "training.waived", _subject_of(waiver), by=by, changes=changes, reason=grounds.reason
    )
    return waiver


def withdraw(waiver: Waiver, *, by: Actor, at: datetime) -> None:
    """What is asked of the person is asked again.

    Raises:
        WaiverWithdrawn
    """
    db.session.refresh(waiver, ["withdrawn_at"], with_for_update=True)
    if waiver.withdrawn_at is not None:
        raise WaiverWithdrawn(waiver.id)
    waiver.withdrawn_at, waiver.withdrawn_by = at, by.name
    db.session.flush()
    changes = {"training": (waiver.training.code, None)}
    audit.record("training.waiver_withdrawn", _subject_of(waiver), by=by, changes=changes)


def _make_room(person: Person, training: Training, today: date, by: Actor, at: datetime) -> None:
    over = select(Waiver).where(
        Waiver.person_id == person.id,
        Waiver.training_id == training.id,
        Waiver.withdrawn_at.is_(None),
        Waiver.until_on < today,
    )
    for waiver in db.session.scalars(over):
        waiver.withdrawn_at, waiver.withdrawn_by = at, by.name
    db.session.flush()


def _subject_of(waiver: Waiver) -> Subject:
    return Subject("person", waiver.person.id, waiver.person.full_name)
