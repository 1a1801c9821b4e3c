"""What somebody is invited to or leads, and how it stands with a seat: one query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased, contains_eager

from app.attendance.models.sessions import (
    InvitedUnit,
    Meeting,
    SessionTrainer,
    SignUp,
    TrainingSession,
)
from app.core.db import UtcDateTime, db
from app.people.models import Employment, Post, Unit, stands_below

#: nobody has more meetings than this ahead
_MOST_ROWS = 400
_PERSON = bindparam("person", type_=Integer)


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
    def is_expected(self) -> bool:
        """Expected, with a seat where seats are few: what is for those who come is for them."""
        return self.standing in {Standing.EXPECTED, Standing.SEAT}

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
        return not self.is_coming and self.is_ahead(at)

    def can_withdraw(self, at: datetime) -> bool:
        """Withdrawing is possible, and does something."""
        has_effect = self.capacity is not None or not self.is_staff
        return self.rank is not None and has_effect and self.is_ahead(at)

    def is_ahead(self, at: datetime) -> bool:
        """It has not begun, and is going to be: seats still change hands."""
        return at < self.begins_at and not self.is_cancelled


@dataclass(frozen=True, slots=True)
class Turn:
    """A meeting that somebody is invited to, or leads."""

    meeting: Meeting
    #: None: is not invited
    place: Place | None
    leads: bool


def places_of(person_id: int, since: datetime) -> list[Place]:
    """The person's places at sessions with a meeting that ends later, the soonest first."""
    return _distinct(turns_of(person_id, None, since))


def place_at(session: TrainingSession, person_id: int | None, since: datetime) -> Place | None:
    """The person's place at the session, if invited to one of the meetings that end later."""
    if person_id is None:
        return None
    given = {"person": person_id, "account": None, "since": since, "session": session.id}
    return next(iter(_distinct(_read(_turns_of_one(), given))), None)


def turns_of(person_id: int | None, account_id: int | None, since: datetime) -> list[Turn]:
    """Meetings that end later, the soonest first: the person is invited, or the account leads."""
    return _read(_turns(), {"person": person_id, "account": account_id, "since": since})


def _distinct(turns: Iterable[Turn]) -> list[Place]:
    """Each session's place once."""
    return list({turn.place.session_id: turn.place for turn in turns if turn.place}.values())


def _read(query: Select[Any], given: Mapping[str, object]) -> list[Turn]:
    rows = db.session.execute(query, given).all()
    staffed = {row.Meeting.session_id for row in rows if _is_called(row)}
    turns: dict[int, Turn] = {}
    for row in rows:
        is_invited = row.rank is not None or _is_called(row)
        place = _place(row, is_staff=row.Meeting.session_id in staffed) if is_invited else None
        known = turns.get(row.Meeting.id)
        if (place or row.leads) and (known is None or known.place is None):
            turns[row.Meeting.id] = Turn(row.Meeting, place, row.leads)
    return list(turns.values())


def _is_called(row: Row[Any]) -> bool:
    """Whether the invitation of a unit means this employment, on the day of the meeting."""
    if row.started_on is None:
        return False
    day = row.Meeting.day
    is_active = row.started_on <= day and (row.ended_on is None or day <= row.ended_on)
    return is_active and (row.is_teaching is True or not row.teaching_only)


def _place(row: Row[Any], *, is_staff: bool) -> Place:
    session = row.Meeting.session
    return Place(
        session_id=session.id,
        capacity=session.capacity,
        taken=row.taken,
        rank=row.rank,
        is_staff=is_staff,
        is_cancelled=session.cancelled_at is not None,
        begins_at=row.begins_at,
    )


@cache
def _turns_of_one() -> Select[Any]:
    return _turns().where(TrainingSession.id == bindparam("session", type_=Integer))


@cache
def _turns() -> Select[Any]:
    """SQL: a row per meeting and employment that an invited unit calls, the soonest first.

    Asked on every landing page, so built once.
    """
    own, calls = aliased(SignUp), _calls()
    is_own = and_(
        own.session_id == TrainingSession.id,
        own.person_id == _PERSON,
        own.withdrawn_at.is_(None),
    )
    leads = exists().where(
        SessionTrainer.session_id == TrainingSession.id,
        SessionTrainer.account_id == bindparam("account", type_=Integer),
    )
    return (
        select(Meeting, *calls.c, *_seats(own), leads.label("leads"))
        .join(Meeting.session)
        .options(contains_eager(Meeting.session))
        .outerjoin(calls, calls.c.session_id == TrainingSession.id)
        .outerjoin(own, is_own)
        .where(
            Meeting.ends_at > bindparam("since", type_=UtcDateTime),
            or_(calls.c.session_id.is_not(None), own.id.is_not(None), leads),
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(_MOST_ROWS)
    )


def _calls() -> Subquery:
    """SQL: units invited to sessions, with each of the person's employments at or below them."""
    workplace, host = aliased(Unit), aliased(Unit)
    return (
        select(
            InvitedUnit.session_id,
            InvitedUnit.teaching_only,
            Post.is_teaching,
            Employment.started_on,
            Employment.ended_on,
        )
        .select_from(Employment)
        .join(workplace, workplace.id == Employment.unit_id)
        .join(Post, Post.id == Employment.post_id)
        .join(host, stands_below(workplace, host))
        .join(InvitedUnit, InvitedUnit.unit_id == host.id)
        .where(Employment.person_id == _PERSON)
        .subquery()
    )


def _seats(own: type[SignUp]) -> list[ColumnElement[Any]]:
    """SQL: how many stand in line, which of them `own` is, and when the session begins."""
    other, first = aliased(SignUp), aliased(Meeting)
    stand = and_(other.session_id == TrainingSession.id, other.withdrawn_at.is_(None))
    taken = select(func.count()).where(stand).correlate(TrainingSession)
    before = select(func.count()).where(stand, other.id <= own.id).correlate(TrainingSession, own)
    begins = select(func.min(first.starts_at)).where(first.session_id == TrainingSession.id)
    return [
        taken.scalar_subquery().label("taken"),
        case((own.id.is_not(None), before.scalar_subquery())).label("rank"),
        begins.correlate(TrainingSession).scalar_subquery().label("begins_at"),
    ]
