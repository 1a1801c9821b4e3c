"""Who is to complete which training by when, and who has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import CTE, ColumnElement, Date, Subquery, bindparam, func, or_, select, true
from sqlalchemy.orm import aliased, joinedload

from app.core.db import db
from app.core.errors import NotFound
from app.people.models import Employment, Post, Unit, stands_below
from app.training.models import Assignment, Completion, Training, TrainingVersion
from app.training.validity import earliest_valid_day, is_valid


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


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """An assignment, and how many of the people it concerns have completed the training."""

    assignment: Assignment
    #: who works there today, each once; none once it is withdrawn
    people: int
    completed: int


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


def assignments_of(training: Training, paths: tuple[str, ...], today: date) -> list[AssignmentRow]:
    """Assignments of the training that concern units at or below `paths`, in two queries.

    The standing ones first, the soonest of them first; then the withdrawn ones. Only people of
    the units below `paths` are counted.
    """
    counts = _counts(training, paths, today)
    wanted = (
        select(Assignment)
        .join(Assignment.unit)
        .where(Assignment.training_id == training.id, _concerns(paths))
        .order_by(
            Assignment.withdrawn_at.is_not(None), Assignment.due_on, Unit.sort_key, Assignment.id
        )
        .options(joinedload(Assignment.unit))
    )
    return [AssignmentRow(one, *counts.get(one.id, (0, 0))) for one in db.session.scalars(wanted)]


def standing_assignments(training_id: int, paths: tuple[str, ...]) -> list[Assignment]:
    """Those not withdrawn that concern units at or below `paths`, the soonest first."""
    wanted = (
        select(Assignment)
        .join(Assignment.unit)
        .where(
            Assignment.training_id == training_id,
            Assignment.withdrawn_at.is_(None),
            _concerns(paths),
        )
        .order_by(Assignment.due_on, Unit.sort_key, Assignment.id)
        .options(joinedload(Assignment.unit))
    )
    return list(db.session.scalars(wanted))


def people_asked(assignment: Assignment, today: date) -> int:
    """How many people the standing assignment concerns today."""
    counts = _counts(assignment.training, ("",), today)
    return counts.get(assignment.id, (0, 0))[0]


def assignment_or_404(assignment_id: int) -> Assignment:
    """The assignment with its unit and training.

    Raises:
        NotFound
    """
    wanted = select(Assignment).where(Assignment.id == assignment_id)
    at_hand = (joinedload(Assignment.unit), joinedload(Assignment.training))
    assignment = db.session.scalars(wanted.options(*at_hand)).one_or_none()
    if assignment is None:
        raise NotFound
    return assignment


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


def _concerns(paths: tuple[str, ...]) -> ColumnElement[bool]:
    """SQL: the unit of the assignment stands below one of the paths, or above it."""
    if "" in paths:
        return true()
    above = {path[: place + 1] for path in paths for place in _ends(path)}
    return or_(Unit.below(*paths), Unit.path.in_(above))


def _ends(path: str) -> list[int]:
    return [place for place, sign in enumerate(path) if sign == "."]


def _counts(
    training: Training, paths: tuple[str, ...], today: date
) -> Mapping[int, tuple[int, int]]:
    """How many people each standing assignment concerns, and how many of them are done."""
    above, done = aliased(Unit), _done(training, today)
    rows = db.session.execute(
        select(
            Assignment.id,
            func.count(Employment.person_id.distinct()),
            func.count(done.c.person_id.distinct()),
        )
        .join(above, above.id == Assignment.unit_id)
        .join(Unit, stands_below(Unit, above))
        .join(Employment, Employment.unit_id == Unit.id)
        .join(Post, Post.id == Employment.post_id)
        .outerjoin(done, done.c.person_id == Employment.person_id)
        .where(
            Assignment.training_id == training.id,
            Assignment.withdrawn_at.is_(None),
            or_(Assignment.teaching_only.is_(False), Post.is_teaching.is_(True)),
            Employment.active_on(today),
            Unit.below(*paths),
        )
        .group_by(Assignment.id)
    )
    return {assignment_id: (people, completed) for assignment_id, people, completed in rows}


def _done(training: Training, today: date) -> Subquery:
    """SQL: who has completed the training, as far as it is still valid."""
    earliest = earliest_valid_day(today, training.validity_months)
    return (
        select(Completion.person_id)
        .join(Completion.version)
        .where(
            TrainingVersion.training_id == training.id,
            Completion.completed_on.between(earliest, today),
            Completion.is_passed,
            Completion.revoked_at.is_(None),
        )
        .distinct()
        .subquery()
    )
