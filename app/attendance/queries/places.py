"""What somebody is invited to, and how it stands with a seat: two queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from app.attendance.models.sessions import (
    InvitedUnit,
    Meeting,
    SignUp,
    TrainingSession,
)
from app.core import clock
from app.core.db import db
from app.people.models import Employment, Post, Unit

#: nobody is invited to more meetings than this at a time
_MOST_ROWS = 400


class Standing(StrEnum):
    """How it stands with a person and a session."""

    #: everybody invited is expected, without signing up
    EXPECTED = "expected"
    SEAT = "seat"
    WAITING = "waiting"
    #: may sign up, and there is a seat
    OPEN = "open"
    #: may sign up, and would wait
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place at a session they are invited to."""

    session_id: int
    capacity: int | None
    #: signed up, or were given a seat by name
    taken: int
    #: how many of them signed up before, and oneself; None: did not sign up
    rank: int | None
    #: works at an invited unit on the day of a meeting
    is_staff: bool
    is_cancelled: bool
    #: of the first of all meetings, those gone by among them
    begins_at: datetime
    #: the next one the person is invited to
    meeting_id: int
    starts_at: datetime

    @property
    def standing(self) -> Standing:
        if self.capacity is None:
            return Standing.EXPECTED
        if self.rank is not None:
            return Standing.SEAT if self.rank <= self.capacity else Standing.WAITING
        return Standing.OPEN if self.taken < self.capacity else Standing.FULL

    @property
    def is_coming(self) -> bool:
        """Expected, holding a seat, or waiting for one."""
        return self.standing in {Standing.EXPECTED, Standing.SEAT, Standing.WAITING}

    @property
    def seats_left(self) -> int | None:
        """None: there are as many as people."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def position(self) -> int | None:
        """Place in the line of those who wait, from 1; None: does not wait."""
        if self.rank is None or self.capacity is None or self.rank <= self.capacity:
            return None
        return self.rank - self.capacity

    def can_join(self, at: datetime) -> bool:
        """Signing up is possible, and does something."""
        return not self.is_coming and self._is_ahead(at)

    def can_withdraw(self, at: datetime) -> bool:
        """Withdrawing is possible, and does something."""
        has_effect = self.capacity is not None or not self.is_staff
        return self.rank is not None and has_effect and self._is_ahead(at)

    def _is_ahead(self, at: datetime) -> bool:
        return at < self.begins_at and not self.is_cancelled


def places_of(person_id: int, since: datetime) -> list[Place]:
    """The person's places at sessions with a meeting that ends later, the soonest first."""
    return _places(person_id, since, None)


def place_at(session: TrainingSession, person_id: int | None, since: datetime) -> Place | None:
    """The person's place at the session, if invited to one of the meetings that end later."""
    if person_id is None:
        return None
    found = _places(person_id, since, session.id)
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class _Work:
    """An employment, and the units it stands below."""

    above: frozenset[int]
    is_teaching: bool
    started_on: date
    ended_on: date | None

    def answers(self, invitation: Row[Any], day: date) -> bool:
        """Whether the invitation of a unit means this work, that day."""
        is_active = self.started_on <= day and (self.ended_on is None or day <= self.ended_on)
        is_meant = self.is_teaching or not invitation.teaching_only
        return is_active and is_meant and invitation.unit_id in self.above


def _works(person_id: int) -> list[_Work]:
    query = (
        select(Unit.path, Post.is_teaching, Employment.started_on, Employment.ended_on)
        .select_from(Employment)
        .join(Employment.unit)
        .join(Employment.post)
        .where(Employment.person_id == person_id)
    )
    return [
        _Work(
            frozenset(int(number) for number in row.path.split(".") if number),
            row.is_teaching is True,
            row.started_on,
            row.ended_on,
        )
        for row in db.session.execute(query)
    ]


def _places(person_id: int, since: datetime, session_id: int | None) -> list[Place]:
    works = _works(person_id)
    above = frozenset[int]().union(*(work.above for work in works))
    query = _invitations(person_id, above, since)
    if session_id is not None:
        query = query.where(TrainingSession.id == session_id)
    rows = db.session.execute(query).all()
    staffed = {row.session_id for row in rows if _is_invited_by_work(row, works)}
    places: dict[int, Place] = {}
    for row in rows:
        if row.rank is not None or _is_invited_by_work(row, works):
            is_staff = row.session_id in staffed
            places.setdefault(row.session_id, _place(row, is_staff=is_staff))
    return list(places.values())


def _is_invited_by_work(row: Row[Any], works: Iterable[_Work]) -> bool:
    day = clock.local(row.starts_at).date()
    return any(work.answers(row, day) for work in works)


def _place(row: Row[Any], *, is_staff: bool) -> Place:
    return Place(
        session_id=row.session_id,
        capacity=row.capacity,
        taken=row.taken,
        rank=row.rank,
        is_staff=is_staff,
        is_cancelled=row.cancelled_at is not None,
        begins_at=row.begins_at,
        meeting_id=row.meeting_id,
        starts_at=row.starts_at,
    )


def _invitations(person_id: int, above: frozenset[int], since: datetime) -> Select[Any]:
    """SQL: a row per meeting and invited unit above the person's work, the soonest first."""
    own, other, first = aliased(SignUp), aliased(SignUp), aliased(Meeting)
    stand = and_(other.session_id == TrainingSession.id, other.withdrawn_at.is_(None))
    taken = select(func.count()).where(stand).correlate(TrainingSession).scalar_subquery()
    before = (
        select(func.count())
        .where(stand, other.id <= own.id)
        .correlate(TrainingSession, own)
        .scalar_subquery()
    )
    begins = (
        select(func.min(first.starts_at))
        .where(first.session_id == TrainingSession.id)
        .correlate(TrainingSession)
        .scalar_subquery()
    )
    return (
        select(
            Meeting.id.label("meeting_id"),
            Meeting.session_id,
            Meeting.starts_at,
            TrainingSession.capacity,
            TrainingSession.cancelled_at,
            InvitedUnit.unit_id,
            InvitedUnit.teaching_only,
            taken.label("taken"),
            case((own.id.is_not(None), before)).label("rank"),
            begins.label("begins_at"),
        )
        .join(TrainingSession, TrainingSession.id == Meeting.session_id)
        .outerjoin(
            InvitedUnit,
            and_(InvitedUnit.session_id == TrainingSession.id, InvitedUnit.unit_id.in_(above)),
        )
        .outerjoin(
            own,
            and_(
                own.session_id == TrainingSession.id,
                own.person_id == person_id,
                own.withdrawn_at.is_(None),
            ),
        )
        .where(Meeting.ends_at > since, or_(InvitedUnit.unit_id.is_not(None), own.id.is_not(None)))
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(_MOST_ROWS)
    )
