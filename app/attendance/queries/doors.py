"""The door of a meeting: what it asks of those who come.

It is asked at every check-in: columns only, a statement built once, one round trip.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import Integer, String, bindparam, cast, exists, func, literal_column, select
from sqlalchemy.orm import aliased

from app.attendance.checkin import Terms
from app.attendance.models.lists import Closing
from app.attendance.models.sessions import InvitedUnit, Meeting, SessionTrainer, TrainingSession
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.prompt import Prompt
from app.people.models import Unit


class AtMeeting(Protocol):
    """A meeting, as far as its ledger goes: a `Door`, or the row itself."""

    @property
    def id(self) -> int: ...

    @property
    def session_id(self) -> int: ...

    @property
    def day(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Seats:
    """A session, as far as seats go."""

    id: int
    capacity: int | None


@dataclass(frozen=True, slots=True)
class Door:
    """A meeting, as far as coming in goes, and what its gate asks for."""

    id: int
    title: str
    place: str
    terms: Terms
    seats: Seats
    has_check_out: bool
    scope_paths: tuple[str, ...]
    trainer_ids: frozenset[int]
    invited_paths: tuple[str, ...]

    @property
    def session_id(self) -> int:
        return self.seats.id

    @property
    def day(self) -> date:
        """The day on which the meeting begins, in Poland."""
        return clock.local(self.terms.starts_at).date()


_CLOSED = exists().where(Closing.session_id == TrainingSession.id)
#: columns of a meeting and its session that `terms_in` reads
TERMS = (
    Meeting.starts_at,
    Meeting.ends_at,
    TrainingSession.opens_before_minutes,
    TrainingSession.late_after_minutes,
    TrainingSession.walk_ins,
    TrainingSession.cancelled_at,
    TrainingSession.capacity,
    TrainingSession.id.label("session_id"),
    _CLOSED.label("is_closed"),
)
#: as text, for a prompt statement is built before anything is given
_BLANK: Any = literal_column("' '")
_TRAINERS = (
    select(func.aggregate_strings(cast(SessionTrainer.account_id, String), _BLANK))
    .where(SessionTrainer.session_id == TrainingSession.id)
    .scalar_subquery()
)
_INVITED = aliased(Unit)
_INVITED_PATHS = (
    select(func.aggregate_strings(_INVITED.path, _BLANK))
    .join(InvitedUnit, InvitedUnit.unit_id == _INVITED.id)
    .where(InvitedUnit.session_id == TrainingSession.id)
    .scalar_subquery()
)
_DOOR = Prompt(
    select(
        *TERMS,
        TrainingSession.title,
        TrainingSession.has_check_out,
        Meeting.place,
        Unit.path,
        _TRAINERS.label("trainers"),
        _INVITED_PATHS.label("invited"),
    )
    .join(TrainingSession, TrainingSession.id == Meeting.session_id)
    .join(Unit, Unit.id == TrainingSession.unit_id)
    .where(Meeting.id == bindparam("meeting", type_=Integer))
)


def door_or_404(meeting_id: int) -> Door:
    """The door of the meeting with this number; one query.

    Raises:
        NotFound: there is none.
    """
    row = _DOOR.row(meeting=meeting_id)
    if row is None:
        raise NotFound
    return Door(
        meeting_id,
        row.title,
        row.place,
        terms_in(row),
        Seats(row.session_id, row.capacity),
        row.has_check_out,
        (row.path,),
        frozenset(map(int, (row.trainers or "").split())),
        tuple((row.invited or "").split()),
    )


def terms_of(meeting: Meeting) -> Terms:
    """What the meeting asks of those who come, with its session at hand; one query."""
    session = meeting.session
    return Terms(
        meeting.starts_at,
        meeting.ends_at,
        session.opens_before_minutes,
        session.late_after_minutes,
        session.walk_ins,
        is_cancelled=session.cancelled_at is not None,
        is_closed=is_closed(session.id),
    )


def is_closed(session_id: int) -> bool:
    """Whether the session was closed, once or again."""
    return bool(db.session.scalar(select(exists().where(Closing.session_id == session_id))))


def terms_in(row: Any) -> Terms:  # noqa: ANN401 - a row of a prompt statement
    """What a row with `TERMS` in it says."""
    return Terms(
        row.starts_at,
        row.ends_at,
        row.opens_before_minutes,
        row.late_after_minutes,
        row.walk_ins,
        is_cancelled=row.cancelled_at is not None,
        is_closed=bool(row.is_closed),
    )
