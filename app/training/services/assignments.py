"""Trainings assigned to units, and assignments withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.exc import IntegrityError

from app.core import audit, clock
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.core.errors import Conflict
from app.people.models import Post, Unit
from app.training.models.assignments import Assignment
from app.training.models.trainings import Training


class DueDayGone(Conflict):
    """The last day for completing it lies before today."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class AlreadyAssigned(Conflict):
    """A standing assignment asks this unit for this training."""


class AlreadyWithdrawn(Conflict):
    """The assignment was withdrawn before."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Everybody at or below a unit, or who works there on a teaching post, or on one of `posts`."""

    unit: Unit
    teaching_only: bool
    posts: tuple[Post, ...] = ()


def assign(
    training: Training, audience: Audience, due: date | timedelta, *, by: Actor, at: datetime
) -> Assignment:
    """The audience is to complete the training by `due`, that day included.

    A length of time, in whole days, begins with somebody's first day of work there, or today if
    that is later. Whoever comes to work there later is meant too.

    Raises:
        DueDayGone, AlreadyAssigned
    """
    due_on, due_days = (None, due.days) if isinstance(due, timedelta) else (due, None)
    if due_on is not None and due_on < clock.local(at).date():
        raise DueDayGone(due_on)
    assignment = Assignment(
        training=training,
        unit=audience.unit,
        teaching_only=audience.teaching_only,
        posts=list(audience.posts),
        due_on=due_on,
        due_days=due_days,
        assigned_at=at,
        assigned_by=by.name,
    )
    try:
        with db.session.begin_nested():
            db.session.add(assignment)
    except IntegrityError as error:
        raise AlreadyAssigned from error
    facts = {
        "due_on": due_on,
        "due_days": due_days,
        "teaching_only": audience.teaching_only,
        "posts": [post.name for post in audience.posts] or None,
    }
    changes = audit.difference({}, facts)
    audit.record("training.assigned", _subject_of(assignment), by=by, changes=changes)
    return assignment


def withdraw(assignment: Assignment, *, by: Actor, at: datetime) -> None:
    """Nobody is to complete the training because of this assignment; completions stay.

    Raises:
        AlreadyWithdrawn
    """
    db.session.refresh(assignment, ["withdrawn_at"], with_for_update=True)
    if assignment.withdrawn_at is not None:
        raise AlreadyWithdrawn(assignment.id)
    assignment.withdrawn_at, assignment.withdrawn_by = at, by.name
    db.session.flush()
    audit.record("training.assignment_withdrawn", _subject_of(assignment), by=by)


def _subject_of(assignment: Assignment) -> Subject:
    """What the log calls the assignment."""
    label = f"{assignment.training.code}: {assignment.unit.name}"
    return Subject("assignment", assignment.id, label)
