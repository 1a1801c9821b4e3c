"""What somebody is to complete by when, and what of it is done."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import CTE, Date, Row, bindparam, exists, func, or_, select

from app.core import clock
from app.core.db import db
from app.people.models import Employment, Post, Unit
from app.training.deadlines import Deadline, Span, Terms, deadline_of
from app.training.models.assignments import Assignment, AssignmentPost, Waiver
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

    An assignment asks everybody at or below its unit, on the posts it means. What is waived is not
    asked. A passed completion that waits to be confirmed is done: the person can do nothing more.
    """
    rows = db.session.execute(_ASKING, {"person_id": person_id, "today": today})
    asking: dict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in rows:
        asking[row.training_id].append(row)
    dues = (_due(of_one, today) for of_one in asking.values())
    return sorted(
        (due for due in dues if due is not None),
        key=lambda due: (due.due_on, due.title, due.training_id),
    )


def earliest(deadlines: Iterable[Deadline | None]) -> Deadline | None:
    """Of several, the one that comes first; None of none."""
    known = (one for one in deadlines if one is not None)
    return min(known, key=lambda one: (one.due_on, one.asked_since), default=None)


def terms_of(row: Any) -> Terms:  # noqa: ANN401 - an assignment, or a row with its columns
    """When the assignment is due."""
    return Terms(row.due_on, row.due_days, clock.local(row.assigned_at).date())


def _due(rows: Iterable[Row[*tuple[Any, ...]]], today: date) -> Due | None:
    """`rows`: one per assignment of one training and employment that it means."""
    work: dict[int, list[Span]] = defaultdict(list)
    asked = {row.assignment_id: row for row in rows}
    for row in rows:
        work[row.assignment_id].append((row.started_on, row.ended_on))
    found = earliest(deadline_of(terms_of(asked[one]), spans, today) for one, spans in work.items())
    if found is None:
        return None
    row = next(iter(asked.values()))
    is_done = row.latest and is_valid(row.latest, row.validity_months, today)
    return Due(row.training_id, row.title, found.due_on, row.latest if is_done else None)


def _workplaces() -> CTE:
    """SQL: the units where the person works or worked and all above them, when, on what post."""
    start = (
        select(
            Unit.id,
            Unit.parent_id,
            Post.id.label("post_id"),
            Post.is_teaching.is_(True).label("teaches"),
            Employment.started_on,
            Employment.ended_on,
        )
        .select_from(Employment)
        .join(Employment.unit)
        .join(Employment.post)
        .where(
            Employment.person_id == bindparam("person_id"),
            Employment.started_on <= bindparam("today", type_=Date),
        )
        .cte("workplaces", recursive=True)
    )
    kept = (start.c.post_id, start.c.teaches, start.c.started_on, start.c.ended_on)
    above = select(Unit.id, Unit.parent_id, *kept)
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
_POSTS = select(AssignmentPost.post_id).where(AssignmentPost.assignment_id == Assignment.id)
#: asked on every landing page, so built once
_ASKING = (
    select(
        Assignment.id.label("assignment_id"),
        Assignment.due_on,
        Assignment.due_days,
        Assignment.assigned_at,
        Training.id.label("training_id"),
        Training.title,
        Training.validity_months,
        _PLACES.c.started_on,
        _PLACES.c.ended_on,
        _LATEST.label("latest"),
    )
    .select_from(Assignment)
    .join(_PLACES, _PLACES.c.id == Assignment.unit_id)
    .join(Training, Training.id == Assignment.training_id)
    .where(
        Assignment.withdrawn_at.is_(None),
        or_(Assignment.teaching_only.is_(False), _PLACES.c.teaches),
        or_(~exists(_POSTS), exists(_POSTS.where(AssignmentPost.post_id == _PLACES.c.post_id))),
        ~exists().where(
            Waiver.person_id == bindparam("person_id"),
            Waiver.training_id == Assignment.training_id,
            Waiver.holds_on(bindparam("today", type_=Date)),
        ),
    )
)
