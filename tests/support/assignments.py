"""Assignments for tests that need what people are to complete."""

from datetime import date

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.training.models.assignments import Assignment
from app.training.models.trainings import Training


def add_assignment(
    unit_id: int,
    due_on: date,
    *,
    code: str = "BI-2026",
    teaching_only: bool = False,
    is_withdrawn: bool = False,
) -> Assignment:
    """The unit is asked for the training with this code."""
    now = clock.now()
    assignment = Assignment(
        training_id=db.session.scalars(select(Training.id).where(Training.code == code)).one(),
        unit_id=unit_id,
        teaching_only=teaching_only,
        due_on=due_on,
        assigned_at=now,
        assigned_by="Kazimierz",
        withdrawn_at=now if is_withdrawn else None,
        withdrawn_by="Kazimierz" if is_withdrawn else None,
    )
    db.session.add(assignment)
    db.session.flush()
    return assignment
