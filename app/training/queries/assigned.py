"""The assignments of a training, and how many of the people they concern have completed it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    case,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased, contains_eager, joinedload

from app.core.db import db
from app.core.errors import NotFound
from app.people.models import Employment, Post, Unit, stands_below
from app.training.models.assignments import Assignment, AssignmentPost, Waiver
from app.training.models.completions import Completion
from app.training.models.trainings import Training, TrainingVersion
from app.training.validity import earliest_valid_day


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """An assignment, and how many of the people it concerns have completed the training."""

    assignment: Assignment
    #: who works there today, each once, without those of whom it is not asked; none once withdrawn
    people: int
    completed: int
    #: of whom it is not asked, though they work there: it is waived, and they have not done it
    waived: int = 0


#: those without a day of their own stand behind those with one
_SOONEST_FIRST = (
    Assignment.due_on.is_(None),
    Assignment.due_on,
    Assignment.due_days,
    Unit.sort_key,
    Assignment.id,
)
_AT_HAND = (contains_eager(Assignment.unit), joinedload(Assignment.posts))


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
        .order_by(Assignment.withdrawn_at.is_not(None), *_SOONEST_FIRST)
        .options(*_AT_HAND)
    )
    found = db.session.scalars(wanted).unique()
    return [AssignmentRow(one, *counts.get(one.id, (0, 0, 0))) for one in found]


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
        .order_by(*_SOONEST_FIRST)
        .options(*_AT_HAND)
    )
    return list(db.session.scalars(wanted).unique())


def counts_of(assignment: Assignment, paths: tuple[str, ...], today: date) -> AssignmentRow:
    """The assignment with its counts of people of the units below `paths`; one query."""
    counts = _counts(assignment.training, paths, today)
    return AssignmentRow(assignment, *counts.get(assignment.id, (0, 0, 0)))


def assignment_or_404(assignment_id: int) -> Assignment:
    """The assignment with its unit, training and posts.

    Raises:
        NotFound
    """
    wanted = select(Assignment).where(Assignment.id == assignment_id)
    at_hand = (Assignment.unit, Assignment.training, Assignment.posts)
    found = db.session.scalars(wanted.options(*map(joinedload, at_hand)))
    assignment = found.unique().one_or_none()
    if assignment is None:
        raise NotFound
    return assignment


@dataclass(frozen=True, slots=True)
class SharedAssignment:
    """A standing assignment as whoever oversees a part of its people may look at it."""

    assignment: Assignment

    @property
    def scope_paths(self) -> Iterable[str]:
        """It is no secret that somebody is asked; of the people each sees her own."""
        return self.assignment.training.scope_paths

    def concerns(self, paths: tuple[str, ...]) -> bool:
        """Whether it asks people of units at or below one of these paths."""
        unit = self.assignment.unit.path
        return any(path.startswith(unit) or unit.startswith(path) for path in paths)


def shared_or_404(assignment_id: int, **_more: object) -> SharedAssignment:
    """The assignment, if it stands.

    Raises:
        NotFound
    """
    assignment = assignment_or_404(assignment_id)
    if assignment.withdrawn_at is not None:
        raise NotFound
    return SharedAssignment(assignment)


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
) -> Mapping[int, tuple[int, int, int]]:
    """Of each standing assignment: whom it asks, how many are done, of whom it is waived."""
    above, done, waived = (
        aliased(Unit),
        valid_completions(training, today),
        waivers(training, today),
    )
    is_waived = waived.c.person_id.is_not(None) & done.c.person_id.is_(None)
    rows = db.session.execute(
        select(
            Assignment.id,
            func.count(Employment.person_id.distinct()),
            func.count(done.c.person_id.distinct()),
            func.count(case((is_waived, Employment.person_id)).distinct()),
        )
        .join(above, above.id == Assignment.unit_id)
        .join(Unit, stands_below(Unit, above))
        .join(Employment, Employment.unit_id == Unit.id)
        .join(Post, Post.id == Employment.post_id)
        .outerjoin(done, done.c.person_id == Employment.person_id)
        .outerjoin(waived, waived.c.person_id == Employment.person_id)
        .where(
            Assignment.training_id == training.id,
            Assignment.withdrawn_at.is_(None),
            means_post(),
            Employment.active_on(today),
            Unit.below(*paths),
        )
        .group_by(Assignment.id)
    )
    return {number: (people - waived, done, waived) for number, people, done, waived in rows}


def means_post() -> ColumnElement[bool]:
    """SQL: the assignment means the post of the employment; both are in the query."""
    named: Select[int] = select(AssignmentPost.post_id).where(
        AssignmentPost.assignment_id == Assignment.id
    )
    return or_(Assignment.teaching_only.is_(False), Post.is_teaching.is_(True)) & or_(
        ~exists(named), exists(named.where(AssignmentPost.post_id == Post.id))
    )


def waivers(training: Training, today: date) -> Subquery:
    """SQL: who need not complete the training today, and until when; each once."""
    return (
        select(Waiver.person_id, Waiver.until_on)
        .where(Waiver.training_id == training.id, Waiver.holds_on(today))
        .subquery()
    )


def valid_completions(training: Training, today: date) -> Subquery:
    """SQL: whoever has completed the training as far as it is still valid, and when last."""
    earliest = earliest_valid_day(today, training.validity_months)
    return (
        select(Completion.person_id, func.max(Completion.completed_on).label("completed_on"))
        .join(Completion.version)
        .where(
            TrainingVersion.training_id == training.id,
            Completion.completed_on.between(earliest, today),
            Completion.is_passed,
            Completion.revoked_at.is_(None),
        )
        .group_by(Completion.person_id)
        .subquery()
    )
