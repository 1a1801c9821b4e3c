"""What somebody is to complete by when, and what of it is done."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import CTE, Date, bindparam, func, or_, select

from app.core.db import db
from app.people.models import Employment, Post, Unit
from app.training.models.assignments import Assignment
from app.training.models.completions import Completion
from app.training.models.trainings import Training, TrainingVersion
from app.training.validity import is_valid


class DueState(StrEnum):
    """How it stands with what somebody is to complete."""

    DONE = "done"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Due:
    """A training that somebody is to complete, once, however many assignments ask for it."""

    training_id: int
    title: str
    #: the last day on which it is in time
    due_on: date
    #: the latest completion that is still valid; None: it is yet to be done
    completed_on: date | None

    def state(self, today: date) -> DueState:
        if self.completed_on is not None:
            return DueState.DONE
        return DueState.OVERDUE if self.due_on < today else DueState.DUE


def dues_of(person_id: int, today: date) -> list[Due]:
    """What the person is to complete by the work of today, the soonest first; one query.

    An assignment asks everybody at or below its unit. A passed completion that waits to be
    confirmed is done: the person can do nothing more.
    """
    rows = db.session.execute(_DUES, {"person_id": person_id, "today": today})
    return [
        Due(
            row.id,
            row.title,
            row.due_on,
            row.latest if row.latest and is_valid(row.latest, row.validity_months, today) else None,
        )
        for row in rows
    ]


def _workplaces() -> CTE:
    """SQL: the units where the person works on the day and all above them, and on what post."""
    start = (
        select(Unit.id, Unit.parent_id, Post.is_teaching.is_(True).label("teaches"))
        .select_from(Employment)
        .join(Employment.unit)
        .join(Employment.post)
        .where(
            Employment.person_id == bindparam("person_id"),
            Employment.active_on(bindparam("today", type_=Date)),
        )
        .cte("workplaces", recursive=True)
    )
    above = select(Unit.id, Unit.parent_id, start.c.teaches)
    return start.union(above.join(start, start.c.parent_id == Unit.id))


_PLACES = _workplaces()
_LATEST = (
    select(func.max(Completion.completed_on))
    .join(Completion.version)
    .where(
        TrainingVersion.training_id == Training.id,
        Completion.person_id == bindparam("person_id"),
        Completion.completed_on <= bindparam("today", type_=Date),
        Completion.is_passed,
        Completion.revoked_at.is_(None),
    )
    .correlate(Training)
    .scalar_subquery()
)
#: asked on every landing page, so built once
_DUES = (
    select(
        Training.id,
        Training.title,
        Training.validity_months,
        func.min(Assignment.due_on).label("due_on"),
        _LATEST.label("latest"),
    )
    .select_from(Assignment)
    .join(_PLACES, _PLACES.c.id == Assignment.unit_id)
    .join(Training, Training.id == Assignment.training_id)
    .where(
        Assignment.withdrawn_at.is_(None),
        or_(Assignment.teaching_only.is_(False), _PLACES.c.teaches),
    )
    .group_by(Training.id)
    .order_by(func.min(Assignment.due_on), Training.title, Training.id)
)
