"""One session or meeting, with what its gate and its pages need at hand."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from app.attendance.models.sessions import InvitedUnit, Meeting, SessionTrainer, TrainingSession
from app.core.db import db
from app.core.errors import NotFound
from app.training.models.trainings import TrainingVersion

_WITH_SESSION = (
    joinedload(TrainingSession.unit),
    joinedload(TrainingSession.version).joinedload(TrainingVersion.training),
    selectinload(TrainingSession.meetings),
    selectinload(TrainingSession.trainers).joinedload(SessionTrainer.account),
    selectinload(TrainingSession.invited).joinedload(InvitedUnit.unit),
)


def session_or_404(session_id: int) -> TrainingSession:
    """The session with this number.

    Raises:
        NotFound: there is none.
    """
    query = select(TrainingSession).where(TrainingSession.id == session_id).options(*_WITH_SESSION)
    session = db.session.scalars(query).one_or_none()
    if session is None:
        raise NotFound
    return session


def meeting_or_404(meeting_id: int) -> Meeting:
    """The meeting with this number, and its session with all of its meetings.

    Raises:
        NotFound: there is none.
    """
    meeting = db.session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound
    set_committed_value(meeting, "session", session_or_404(meeting.session_id))
    return meeting
