"""Assignments for tests that need what people are to complete."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.people.models import Post
from app.training.models.assignments import Assignment, Waiver
from app.training.models.trainings import Training


def add_assignment(
    unit_id: int,
    due: date | timedelta,
    *,
    code: str = "BI-2026",
    teaching_only: bool = False,
    is_withdrawn: bool = False,
    assigned_at: datetime | None = None,
    posts: Iterable[str] = (),
) -> Assignment:
    """The unit is asked for the training with this code."""
    now = assigned_at or clock.now()
    assignment = Assignment(
        training_id=db.session.scalars(select(Training.id).where(Training.code == code)).one(),
        unit_id=unit_id,
        teaching_only=teaching_only,
        due_on=None if isinstance(due, timedelta) else due,
        due_days=due.days if isinstance(due, timedelta) else None,
        posts=list(db.session.scalars(select(Post).where(Post.name.in_(posts)))),
        assigned_at=now,
        assigned_by="Kazimierz",
        withdrawn_at=now if is_withdrawn else None,
        withdrawn_by="Kazimierz" if is_withdrawn else None,
    )
    db.session.add(assignment)
    db.session.flush()
    return assignment


def add_waiver(
    person_id: int,
    *,
    code: str = "BI-2026",
    until_on: date | None = None,
    is_withdrawn: bool = False,
) -> Waiver:
    """The person need not complete the training with this code."""
    now = clock.now()
    waiver = Waiver(
        person_id=person_id,
        training_id=db.session.scalars(select(Training.id).where(Training.code == code)).one(),
        reason="Szkoli innych",
        until_on=until_on,
        waived_at=now,
        waived_by="Kazimierz",
        withdrawn_at=now if is_withdrawn else None,
        withdrawn_by="Kazimierz" if is_withdrawn else None,
    )
    db.session.add(waiver)
    db.session.flush()
    return waiver
