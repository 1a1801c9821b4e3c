"""Meetings by the codes that their walls show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Integer, Row, bindparam, select

from app.attendance.checkin import Refusal, Terms, closed_door
from app.attendance.models.sessions import Meeting, TrainingSession
from app.attendance.queries.doors import TERMS, terms_in
from app.attendance.room_codes import meeting_of, verdict
from app.core import clock
from app.core.db import UtcDateTime, db

#: the earliest that a door opens before a meeting, and some time to tell that it has closed
_BEFORE, _AFTER = timedelta(minutes=240), timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class Hall:
    """A meeting, as far as codes lead to it."""

    id: int
    session_id: int
    title: str
    terms: Terms

    @property
    def day(self) -> date:
        """The day on which the meeting begins, in Poland."""
        return clock.local(self.terms.starts_at).date()


@dataclass(frozen=True, slots=True)
class Found:
    """What a code leads to; `refusal` says why nobody can come in by it, None that they can."""

    hall: Hall | None
    refusal: Refusal | None


_HALL = select(Meeting.id, Meeting.secret, TrainingSession.title, *TERMS).join(
    TrainingSession, TrainingSession.id == Meeting.session_id
)
_ONE = _HALL.where(Meeting.id == bindparam("meeting", type_=Integer))
_AROUND = _HALL.where(
    Meeting.starts_at <= bindparam("latest_start", type_=UtcDateTime),
    Meeting.ends_at >= bindparam("earliest_end", type_=UtcDateTime),
).order_by(Meeting.id)


def by_token(token: str, at: datetime, seconds: int) -> Found:
    """The meeting that a scanned code is of, and whether it lets people in then; one query."""
    number = meeting_of(token)
    rows = _rows(_ONE, meeting=number) if number is not None else []
    return _judged(token, rows, at, seconds)


def by_typed(code: str, at: datetime, seconds: int) -> Found:
    """The same for six characters, of all meetings that are held about that instant; one query."""
    rows = _rows(_AROUND, latest_start=at + _BEFORE, earliest_end=at - _AFTER)
    return _judged(code, rows, at, seconds)


def secret_of(meeting_id: int) -> str:
    """What the codes of the meeting are computed from."""
    return db.session.execute(select(Meeting.secret).where(Meeting.id == meeting_id)).scalar_one()


def _judged(code: str, rows: Sequence[Row[Any]], at: datetime, seconds: int) -> Found:
    """The meeting that the code is of, else one that it was of, else none."""
    otherwise = Found(None, Refusal.UNKNOWN_CODE)
    for row in rows:
        why = verdict(code, row.secret, row.id, at, seconds)
        if why is None:
            hall = _hall(row)
            return Found(hall, closed_door(at, hall.terms))
        if why is Refusal.EXPIRED_CODE:
            otherwise = Found(_hall(row), why)
    return otherwise


def _rows(statement: Any, **asked: object) -> Sequence[Row[Any]]:  # noqa: ANN401 - a select
    return db.session.connection().execute(statement, asked).all()


def _hall(row: Row[Any]) -> Hall:
    return Hall(row.id, row.session_id, row.title, terms_in(row))
