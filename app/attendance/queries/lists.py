"""Lists of participation, and the closings they come from."""

from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload, selectinload

from app.attendance.models.lists import Closing, ListAcceptance, ParticipationList
from app.attendance.models.sessions import TrainingSession
from app.core.db import db
from app.core.errors import NotFound

_AT_HAND = (
    joinedload(ParticipationList.unit),
    joinedload(ParticipationList.acceptance).options(defer(ListAcceptance.document)),
    joinedload(ParticipationList.session).options(selectinload(TrainingSession.trainers)),
    defer(ParticipationList.content),
)


def list_or_404(list_id: int) -> ParticipationList:
    """The list with this number, with its school, session and acceptance, without its files.

    Raises:
        NotFound: there is none.
    """
    query = select(ParticipationList).where(ParticipationList.id == list_id).options(*_AT_HAND)
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def latest_closing(session_id: int) -> Closing | None:
    """The newest closing of the session; None if it was never closed."""
    newest_first = select(Closing).where(Closing.session_id == session_id)
    return db.session.scalars(newest_first.order_by(Closing.number.desc()).limit(1)).first()
