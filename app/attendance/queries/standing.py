"""Whether a session can still be planned, and what has happened that planning must not undo."""

from collections.abc import Iterable

from sqlalchemy import exists, func, or_, select

from app.attendance.models.ledger import CheckIn, CheckOut, Correction, RefusedScan
from app.attendance.models.sessions import Meeting, TrainingSession
from app.attendance.plan_refusals import SessionEnded
from app.attendance.queries.lists import latest_closing
from app.core.db import db


def demand_standing(session: TrainingSession) -> None:
    """Nobody else plans or closes the session until this transaction ends, and it stands.

    Raises:
        SessionEnded: it was closed or called off.
    """
    db.session.refresh(session, ["cancelled_at", "capacity"], with_for_update=True)
    if session.cancelled_at is not None or latest_closing(session.id) is not None:
        raise SessionEnded


def check_ins_at(meeting_ids: Iterable[int]) -> int:
    """How often people checked in to these meetings."""
    counting = select(func.count()).where(CheckIn.meeting_id.in_(list(meeting_ids)))
    return db.session.scalar(counting) or 0


def is_on_record(meeting: Meeting) -> bool:
    """Whether anybody checked in to the meeting or out, or tried to, or was written down."""
    kept = (CheckIn, CheckOut, Correction, RefusedScan)
    any_of = or_(*(exists().where(table.meeting_id == meeting.id) for table in kept))
    return bool(db.session.scalar(select(any_of)))
