"""What one person is invited to or leads, with all that pages and calendars tell of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.attendance.models.sessions import Meeting, SessionTrainer, TrainingSession
from app.attendance.queries.places import Place, Turn, places_of, turns_of
from app.core.actors import Actor
from app.core.db import db
from app.training.models.trainings import TrainingVersion


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session with all that its page tells, and one's place at it."""

    session: TrainingSession
    place: Place

    def ahead(self, at: datetime) -> list[Meeting]:
        """The meetings that are not over, the soonest first."""
        return [one for one in self.session.meetings if one.ends_at > at]

    def is_open(self, at: datetime) -> bool:
        """Whether one of them is open for check-in, to somebody who is expected."""
        return self.place.is_expected and any(_is_open(one, at) for one in self.session.meetings)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What comes next for somebody; None: nothing."""

    goes_to: "NextMeeting | None"
    leads: Meeting | None


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting that somebody goes to next, or could go to."""

    meeting: Meeting
    place: Place
    #: sessions besides this one
    others: int

    def is_open(self, at: datetime) -> bool:
        """Whether it is open for check-in, to somebody who is expected."""
        return self.place.is_expected and _is_open(self.meeting, at)


def own_sessions(person_id: int, since: datetime) -> list[OwnSession]:
    """What the person is invited to, with a meeting that ends later; the soonest first."""
    places = places_of(person_id, since)
    sessions = _sessions(place.session_id for place in places)
    return [OwnSession(sessions[place.session_id], place) for place in places]


def agenda_of(actor: Actor, at: datetime) -> Agenda:
    """What comes next for the actor; one query."""
    turns = turns_of(actor.person_id, actor.account_id, at)
    standing = [turn for turn in turns if turn.meeting.session.cancelled_at is None]
    led = [turn.meeting for turn in standing if turn.leads]
    return Agenda(_next(standing, at), next(iter(led), None))


def _next(turns: Iterable[Turn], at: datetime) -> NextMeeting | None:
    """Where one goes next; if nowhere, where there is a seat, or a line to wait in."""
    places: dict[int, tuple[Meeting, Place]] = {}
    for turn in turns:
        if turn.place and (turn.place.is_coming or turn.place.can_join(at)):
            places.setdefault(turn.place.session_id, (turn.meeting, turn.place))
    useful = sorted(places.values(), key=lambda one: not one[1].is_coming)
    if not useful:
        return None
    meeting, place = useful[0]
    return NextMeeting(meeting, place, len(useful) - 1)


def calendar_of_person(
    person_id: int, account_id: int | None, since: datetime
) -> list[tuple[TrainingSession, Place | None]]:
    """All that the person goes to or waits for, and without a place what she leads, by number."""
    turns = turns_of(person_id, account_id, since)
    shown = {
        turn.meeting.session_id: None if turn.leads else turn.place
        for turn in turns
        if turn.leads or (turn.place and turn.place.is_coming)
    }
    sessions = _sessions(shown)
    return [(sessions[number], place) for number, place in sorted(shown.items())]


def _is_open(meeting: Meeting, at: datetime) -> bool:
    before = timedelta(minutes=meeting.session.opens_before_minutes)
    is_held = meeting.session.cancelled_at is None
    return is_held and meeting.starts_at - before <= at <= meeting.ends_at


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
