"""A meeting ends earlier than planned."""

from datetime import datetime, timedelta

from app.attendance.models.sessions import Meeting
from app.attendance.queries.standing import demand_standing
from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db

_MINUTE = timedelta(minutes=1)


def end_now(meeting: Meeting, *, by: Actor, at: datetime) -> None:
    """A meeting that is under way has ended with this minute; any other stays as it is.

    Nobody is told by mail: whoever it concerns is there. It lasts a minute at least.

    Raises:
        SessionEnded: the session was closed or called off.
    """
    demand_standing(meeting.session)
    minute = max(at.replace(second=0, microsecond=0), meeting.starts_at + _MINUTE)
    if not meeting.starts_at <= at or minute >= meeting.ends_at:
        return
    before, meeting.ends_at = meeting.ends_at, minute
    db.session.flush()
    audit.record(
        "attendance.meeting_ended",
        Subject("session", meeting.session_id, meeting.session.title),
        by=by,
        changes={"ends_at": (before, minute)},
    )
