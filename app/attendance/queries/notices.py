"""Whom a mail about a session concerns, and what is to be sent now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.orm import selectinload

from app.accounts.models import Account
from app.attendance.models.notices import Notice, NoticeKind
from app.attendance.models.sessions import Meeting, SignUp, TrainingSession
from app.attendance.queries.expected import expected_ids, invited_staff
from app.core.db import db
from app.people.models import Person

#: a reminder goes out so long before a meeting
REMINDED_BEFORE = timedelta(hours=24)
#: what brings somebody the date of a meeting; a reminder on top of it would be noise
_TELLS_THE_DATE = (NoticeKind.INVITED, NoticeKind.MOVED, NoticeKind.SEAT)
_DEFAULT_LANGUAGE = "pl"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a mail goes, and in which language it is written."""

    person_id: int
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """Who is to be reminded of a meeting."""

    meeting: Meeting
    person_ids: tuple[int, ...]


def occasion_of(meeting: Meeting) -> str:
    """What makes a mail about the meeting another one: which it is, and how often it was moved."""
    return f"{meeting.id}/{meeting.revision}"


def concerned_ids(session: TrainingSession, kind: NoticeKind, at: datetime) -> set[int]:
    """Persons to whom such a mail about the session is to be sent; one query."""
    ahead = [one for one in session.meetings if one.ends_at > at]
    return set(db.session.scalars(select(Person.id).where(_is_concerned(session, kind, ahead))))


def recipient_of(notice: Notice, at: datetime) -> Recipient | None:
    """Who receives the mail; None if it has become untrue, or is nobody's business any more."""
    session = notice.session
    if (session.cancelled_at is not None) is not (notice.kind is NoticeKind.CANCELLED):
        return None
    query = (
        select(Person.id, Person.email, Account.language)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(
            Person.id == notice.person_id, _is_concerned(session, notice.kind, ahead_of(notice, at))
        )
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        return None
    return Recipient(row.id, row.email, row.language or _DEFAULT_LANGUAGE)


def ahead_of(notice: Notice, at: datetime) -> list[Meeting]:
    """The meetings that the mail speaks of, the soonest first; a reminder speaks of one."""
    ahead = [one for one in notice.session.meetings if one.ends_at > at]
    if notice.kind is not NoticeKind.REMINDER:
        return ahead
    return [one for one in ahead if one.starts_at > at and occasion_of(one) == notice.occasion]


def due_reminders(at: datetime) -> list[Reminder]:
    """Who is to be reminded now, the soonest meeting first; those who just heard of it are not."""
    query = (
        select(Meeting)
        .join(Meeting.session)
        .where(
            Meeting.starts_at > at,
            Meeting.starts_at <= at + REMINDED_BEFORE,
            TrainingSession.cancelled_at.is_(None),
        )
        .options(selectinload(Meeting.session))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return [Reminder(one, _to_remind(one)) for one in db.session.scalars(query)]


def _to_remind(meeting: Meeting) -> tuple[int, ...]:
    heard = select(Notice.person_id).where(
        Notice.session_id == meeting.session_id,
        Notice.kind.in_(_TELLS_THE_DATE),
        Notice.due_at > meeting.starts_at - REMINDED_BEFORE,
    )
    query = select(Person.id).where(
        Person.id.in_(expected_ids(meeting.session, meeting.day)), Person.id.not_in(heard)
    )
    return tuple(db.session.scalars(query))


def _is_concerned(
    session: TrainingSession, kind: NoticeKind, ahead: Iterable[Meeting]
) -> ColumnElement[bool]:
    """SQL: a mail of that kind that speaks of these meetings concerns the person."""
    days = sorted({one.day for one in ahead})
    if kind in {NoticeKind.REMINDER, NoticeKind.SEAT}:
        return _any_of(Person.id.in_(expected_ids(session, day)) for day in days)
    return _any_of(_is_involved(session, kind, day) for day in days)


def _is_involved(session: TrainingSession, kind: NoticeKind, day: date) -> ColumnElement[bool]:
    """SQL: signed up, or invited; where seats are few, dates matter to those who signed up."""
    signed_up = select(SignUp.person_id).where(SignUp.session_id == session.id)
    stands = Person.id.in_(signed_up.where(SignUp.withdrawn_at.is_(None)))
    works_there = Person.id.in_(invited_staff(session.id, day))
    if session.capacity is None:
        return or_(stands, works_there)
    if kind is NoticeKind.INVITED:
        return or_(stands, works_there & Person.id.not_in(signed_up))
    return stands


def _any_of(conditions: Iterable[ColumnElement[bool]]) -> ColumnElement[bool]:
    return or_(false(), *conditions)
