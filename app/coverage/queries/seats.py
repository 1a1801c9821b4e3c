"""Seats in sessions that are still to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select

from app.attendance.models.sessions import InvitedUnit, Meeting, SignUp, TrainingSession
from app.core import clock
from app.core.db import db
from app.coverage.indicator.rule import Rule
from app.people.models import Unit
from app.training.models.trainings import Training, TrainingVersion


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session ahead whose training the rule asks for."""

    session_id: int
    #: None: everybody invited has a seat
    free: int | None
    invited_paths: tuple[str, ...]

    def invites(self, unit_path: str) -> bool:
        """Whether somebody at or below the unit is invited."""
        return any(
            unit_path.startswith(path) or path.startswith(unit_path) for path in self.invited_paths
        )


@dataclass(frozen=True, slots=True)
class Seats:
    """Seats that people of a unit can still take."""

    sessions: int
    free: int
    #: one of the sessions takes everybody who is invited
    is_unlimited: bool


def seats_of(sessions: Iterable[PlannedSession], unit_path: str) -> Seats:
    """What these sessions hold for the people at or below the unit."""
    open_to = [one for one in sessions if one.invites(unit_path)]
    return Seats(
        sessions=len(open_to),
        free=sum(one.free or 0 for one in open_to),
        is_unlimited=any(one.free is None for one in open_to),
    )


def planned_sessions(
    rule: Rule, unit_path: str, after: datetime, until: date
) -> list[PlannedSession]:
    """Sessions that begin later, at latest on `until`, and invite people of the unit.

    Only those whose programme helps under the rule. Two queries.
    """
    rows = [
        row
        for row in db.session.execute(sessions_ahead(after))
        if clock.local(row.begins_at).date() <= until
        and helps(rule, row.training_id, row.category, row.topics)
    ]
    invited = _invited(row.id for row in rows) if rows else {}
    found = (
        PlannedSession(
            row.id,
            None if row.capacity is None else max(0, row.capacity - row.taken),
            invited.get(row.id, ()),
        )
        for row in rows
    )
    return [one for one in found if one.invites(unit_path)]


def helps(rule: Rule, training_id: int, category: str, topics: Iterable[str]) -> bool:
    """Whether completing it can make somebody trained, be it together with other trainings."""
    if not rule.asks_for(training_id, category):
        return False
    return bool(rule.all_of) or rule.required_topics <= frozenset(topics)


def sessions_ahead(after: datetime) -> Select[Any]:
    """SQL: every session that has yet to begin, with how many signed up."""
    begins = (
        select(Meeting.session_id, func.min(Meeting.starts_at).label("begins_at"))
        .group_by(Meeting.session_id)
        .having(func.min(Meeting.starts_at) > after)
        .subquery()
    )
    taken = (
        select(func.count())
        .where(SignUp.session_id == TrainingSession.id, SignUp.withdrawn_at.is_(None))
        .scalar_subquery()
    )
    return (
        select(
            TrainingSession.id,
            TrainingSession.capacity,
            TrainingVersion.training_id,
            Training.code,
            Training.category,
            TrainingVersion.topics,
            begins.c.begins_at,
            taken.label("taken"),
        )
        .join(begins, begins.c.session_id == TrainingSession.id)
        .join(TrainingSession.version)
        .join(TrainingVersion.training)
        .where(TrainingSession.cancelled_at.is_(None))
    )


def _invited(session_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Paths of the invited units, by session."""
    rows = db.session.execute(
        select(InvitedUnit.session_id, Unit.path)
        .join(InvitedUnit.unit)
        .where(InvitedUnit.session_id.in_(set(session_ids)))
    )
    paths: dict[int, tuple[str, ...]] = {}
    for session_id, path in rows:
        paths[session_id] = (*paths.get(session_id, ()), path)
    return paths
