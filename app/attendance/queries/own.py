"""What one person is invited to or leads, with all that pages and calendars tell of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.attendance.models.sessions import Meeting, SessionTrainer, TrainingSession
from app.attendance.queries.places import Place, places_of
from app.core.db import db
from app.training.models import TrainingVersion


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session with all that its page tells, and one's place at it."""

    session: TrainingSession
    place: Place


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting that somebody goes to next, or could go to."""

    meeting: Meeting
    place: Place
    #: sessions besides this one
    others: int


def own_sessions(person_id: int, since: datetime) -> list[OwnSession]:
    """What the person is invited to, with a meeting that ends later; the soonest first."""
    places = places_of(person_id, since)
    sessions = _sessions(place.session_id for place in places)
    return [OwnSession(sessions[place.session_id], place) for place in places]


def next_meeting(person_id: int, at: datetime) -> NextMeeting | None:
    """Where the person goes next; if nowhere, where there is a seat, or a line to wait in."""
    places = [one for one in places_of(person_id, at) if not one.is_cancelled]
    useful = [one for one in places if one.is_coming or one.can_join(at)]
    first = next((one for one in useful if one.is_coming), next(iter(useful), None))
    if first is None:
        return None
    query = select(Meeting).where(Meeting.id == first.meeting_id)
    meeting = db.session.scalars(query.options(joinedload(Meeting.session))).one()
    return NextMeeting(meeting, first, len(useful) - 1)


def next_led(account_id: int, at: datetime) -> Meeting | None:
    """The meeting that the owner of the account leads now, or next."""
    query = (
        select(Meeting)
        .join(SessionTrainer, SessionTrainer.session_id == Meeting.session_id)
        .join(Meeting.session)
        .where(
            SessionTrainer.account_id == account_id,
            TrainingSession.cancelled_at.is_(None),
            Meeting.ends_at > at,
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .options(joinedload(Meeting.session))
        .limit(1)
    )
    return db.session.scalar(query)


def led_sessions(account_id: int, since: datetime) -> list[TrainingSession]:
    """What the owner of the account leads, with a meeting that ends later."""
    query = (
        select(SessionTrainer.session_id)
        .join(Meeting, Meeting.session_id == SessionTrainer.session_id)
        .where(SessionTrainer.account_id == account_id, Meeting.ends_at > since)
    )
    return list(_sessions(db.session.scalars(query)).values())


def _sessions(session_ids: Iterable[int]) -> dict[int, TrainingSession]:
    """These sessions by number, with all that their pages and files tell."""
    query = (
        select(TrainingSession)
        .where(TrainingSession.id.in_(list(session_ids)))
        .options(
            joinedload(TrainingSession.unit),
            joinedload(TrainingSession.version).joinedload(TrainingVersion.training),
            selectinload(TrainingSession.meetings),
            selectinload(TrainingSession.trainers).joinedload(SessionTrainer.account),
        )
    )
    return {one.id: one for one in db.session.scalars(query)}
