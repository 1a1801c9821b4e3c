"""What many people are yet to complete, in a fixed number of queries however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import Any

from sqlalchemy import Row, Select, func, select

from app.core.db import db
from app.people.models import Employment, Post, Unit
from app.training.deadlines import Deadline, Terms, deadline_of
from app.training.models.assignments import Assignment, AssignmentPost, Waiver
from app.training.models.completions import Completion
from app.training.models.trainings import Training, TrainingVersion
from app.training.queries.assignments import earliest, terms_of
from app.training.validity import is_valid

#: a person and a training, by their ids
Duty = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OpenDue:
    """A training that somebody is to complete and has not, nor is it waived."""

    person_id: int
    training_id: int
    title: str
    deadline: Deadline
    #: where the person works and is asked because of it
    unit_ids: frozenset[int]


def working_below(paths: tuple[str, ...], today: date) -> Select[int]:
    """SQL: the ids of those who work at or below these paths today."""
    return (
        select(Employment.person_id)
        .join(Unit, Unit.id == Employment.unit_id)
        .where(Unit.below(*paths), Employment.active_on(today))
    )


def dues_of_all(people: Select[int], today: date) -> dict[Duty, OpenDue]:
    """What each of these people is yet to complete, by person and training; four queries.

    By all their work, as `dues_of` says it of one of them.
    """
    asked = _Asked.now()
    if not asked.trainings:
        return {}
    settled = _settled(people, asked.trainings, today)
    found: dict[Duty, list[Deadline]] = defaultdict(list)
    units: dict[Duty, set[int]] = defaultdict(set)
    for (person_id, assignment_id), work in _work(people, asked, today).items():
        assignment = asked.assignments[assignment_id]
        duty = person_id, assignment.training_id
        spans = [(row.started_on, row.ended_on) for row in work]
        terms = asked.terms[assignment_id]
        deadline = deadline_of(terms, spans, today) if duty not in settled else None
        if deadline is not None:
            found[duty].append(deadline)
            units[duty] |= {row.unit_id for row in work if (row.ended_on or today) >= today}
    return {
        duty: OpenDue(*duty, asked.trainings[duty[1]].title, first, frozenset(units[duty]))
        for duty, deadlines in found.items()
        if (first := earliest(deadlines)) is not None
    }


@dataclass(slots=True)
class _Asked:
    """The assignments that stand, and whom each of them means."""

    assignments: Mapping[int, Row[*tuple[Any, ...]]]
    terms: Mapping[int, Terms]
    trainings: Mapping[int, Row[*tuple[Any, ...]]]
    by_path: Mapping[str, list[int]]
    posts: Mapping[int, set[int]]
    #: (unit path, post) → assignments, once it was worked out
    known: dict[tuple[str, int], tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "_Asked":
        """One query."""
        rows = db.session.execute(_STANDING).all()
        posts: dict[int, set[int]] = defaultdict(set)
        by_path: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            if row.post_id is not None:
                posts[row.id].add(row.post_id)
            if row.id not in by_path[row.path]:
                by_path[row.path].append(row.id)
        trainings = {row.training_id: row for row in rows}
        terms = {row.id: terms_of(row) for row in rows}
        return cls({row.id: row for row in rows}, terms, trainings, by_path, posts)

    def of_work(self, row: Any) -> tuple[int, ...]:  # noqa: ANN401 - a row of `_work`
        """The assignments that mean this employment."""
        key = row.path, row.post_id
        if key not in self.known:
            self.known[key] = tuple(self._meaning(row))
        return self.known[key]

    def _meaning(self, row: Any) -> Iterator[int]:  # noqa: ANN401 - a row of `_work`
        for path in accumulate(f"{step}." for step in row.path.split(".")[:-1]):
            for number in self.by_path.get(path, ()):
                is_meant = row.is_teaching or not self.assignments[number].teaching_only
                if is_meant and (number not in self.posts or row.post_id in self.posts[number]):
                    yield number


_STANDING = (
    select(
        Assignment.id,
        Assignment.training_id,
        Assignment.teaching_only,
        Assignment.due_on,
        Assignment.due_days,
        Assignment.assigned_at,
        Unit.path,
        Training.title,
        Training.validity_months,
        AssignmentPost.post_id,
    )
    .join(Assignment.unit)
    .join(Assignment.training)
    .outerjoin(AssignmentPost, AssignmentPost.assignment_id == Assignment.id)
    .where(Assignment.withdrawn_at.is_(None))
)


def _work(
    people: Select[int], asked: _Asked, today: date
) -> Mapping[Duty, list[Row[*tuple[Any, ...]]]]:
    """Employments by person and assignment that means them; one query."""
    rows = db.session.execute(
        select(
            Employment.person_id,
            Employment.unit_id,
            Employment.post_id,
            Employment.started_on,
            Employment.ended_on,
            Unit.path,
            Post.is_teaching.is_(True).label("is_teaching"),
        )
        .join(Unit, Unit.id == Employment.unit_id)
        .join(Post, Post.id == Employment.post_id)
        .where(Employment.person_id.in_(people), Employment.started_on <= today)
    )
    work: dict[Duty, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in rows:
        for assignment_id in asked.of_work(row):
            work[row.person_id, assignment_id].append(row)
    return work


def _settled(people: Select[int], trainings: Mapping[int, Any], today: date) -> set[Duty]:
    """What is completed and valid, and what is waived; two queries."""
    latest = db.session.execute(
        select(Completion.person_id, TrainingVersion.training_id, func.max(Completion.completed_on))
        .join(Completion.version)
        .where(
            Completion.person_id.in_(people),
            TrainingVersion.training_id.in_(trainings),
            Completion.completed_on <= today,
            Completion.is_passed,
            Completion.revoked_at.is_(None),
        )
        .group_by(Completion.person_id, TrainingVersion.training_id)
    )
    completed = {
        (person_id, training_id)
        for person_id, training_id, day in latest
        if is_valid(day, trainings[training_id].validity_months, today)
    }
    return completed | set(_waived(people, today))


def _waived(people: Select[int], today: date) -> Iterable[Duty]:
    waived = select(Waiver.person_id, Waiver.training_id)
    rows = db.session.execute(waived.where(Waiver.person_id.in_(people), Waiver.holds_on(today)))
    return ((row.person_id, row.training_id) for row in rows)
