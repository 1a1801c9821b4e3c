"""All that the page of one session says, as far as an actor sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.attendance.models.lists import ParticipationList
from app.attendance.models.sessions import Meeting, TrainingSession
from app.attendance.queries import people_of
from app.attendance.queries.lists import latest_closing, lists_of_session
from app.attendance.queries.people_of import Headcount, Seats
from app.attendance.timetable import Stage, stage_of
from app.core.actors import Actor
from app.core.permissions import Permission, allows


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session at an instant."""

    session: TrainingSession
    stage: Stage
    #: the one under way, else the next, else the last
    meeting: Meeting
    seats: Seats
    #: of the people whom the actor may know
    headcount: Headcount
    #: the actor may know everybody
    is_whole: bool
    #: the newest of each school, as far as the actor may read them; none before the closing
    lists: Sequence[ParticipationList]

    @property
    def is_past(self) -> bool:
        """Nobody is expected any more."""
        return self.stage in {Stage.OVER, Stage.CLOSED, Stage.CANCELLED}

    @property
    def stands(self) -> bool:
        """It can still be planned."""
        return self.stage not in {Stage.CLOSED, Stage.CANCELLED}


def view_of(session: TrainingSession, actor: Actor, at: datetime) -> SessionView:
    """The session as the actor sees it at that instant; at most four queries."""
    is_closed = latest_closing(session.id) is not None
    meeting = people_of.next_meeting(session, at)
    paths = people_of.people_paths(session, actor)
    lists = lists_of_session(session.id) if is_closed else []
    return SessionView(
        session,
        stage_of(
            people_of.spans_of(session),
            session.opens_before_minutes,
            at,
            is_cancelled=session.cancelled_at is not None,
            is_closed=is_closed,
        ),
        meeting,
        people_of.seats_of(session),
        people_of.headcount(session, meeting.day, paths),
        is_whole="" in paths,
        lists=[one for one in lists if allows(actor, Permission.PARTICIPATION_READ, one)],
    )
