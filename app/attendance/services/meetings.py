"""Meetings of a session: one more, moved, taken off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from app.attendance.models.notices import NoticeKind
from app.attendance.models.sessions import Form, Meeting, TrainingSession
from app.attendance.plan_refusals import (
    LastMeeting,
    ManyMails,
    MeetingsOverlap,
    PeopleCame,
    PlaceMissing,
    TimeGone,
)
from app.attendance.queries.notices import concerned_ids, occasion_of
from app.attendance.queries.standing import check_ins_at, demand_standing, is_on_record
from app.attendance.services.notices import announce
from app.attendance.timetable import Span, span_of
from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db


@dataclass(frozen=True, slots=True)
class Appointment:
    """When and where a meeting is to be: a day, and times on the clock of that day in Poland."""

    day: date
    starts: time
    ends: time
    place: str
    link: str

    @property
    def span(self) -> Span:
        """The same as instants.

        Raises:
            EndsFirst, NoSuchTime
        """
        return span_of(self.day, self.starts, self.ends)


def add(session: TrainingSession, wanted: Appointment, *, by: Actor, at: datetime) -> Meeting:
    """The session has one meeting more. Nobody is told; a reminder goes out before it.

    Raises:
        SessionEnded, EndsFirst, NoSuchTime, TimeGone, PlaceMissing, MeetingsOverlap
    """
    demand_standing(session)
    span = wanted.span
    _demand_ahead(span, at)
    _demand_place(session.form, wanted)
    _demand_free(span, session.meetings)
    meeting = Meeting(
        starts_at=span.starts_at, ends_at=span.ends_at, place=wanted.place, link=wanted.link
    )
    session.meetings.append(meeting)
    db.session.flush()
    changes = audit.difference({}, _facts(meeting))
    audit.record("attendance.meeting_planned", _subject_of(session), by=by, changes=changes)
    return meeting


def move(
    meeting: Meeting, wanted: Appointment, *, mails_at_most: int | None, by: Actor, at: datetime
) -> int:
    """The meeting is at that time and place; how many people are told of it.

    Calendars take the new one for the old. Once people have come, only its end and the place can
    still be put right. What is over already is nobody's news.

    Raises:
        SessionEnded, EndsFirst, NoSuchTime, TimeGone, PlaceMissing, MeetingsOverlap, PeopleCame
        ManyMails: more people than `mails_at_most` would be told.
    """
    session = meeting.session
    demand_standing(session)
    before, span = _facts(meeting), wanted.span
    _demand_movable(meeting, span, at)
    _demand_place(session.form, wanted)
    _demand_free(span, [one for one in session.meetings if one is not meeting])
    meeting.starts_at, meeting.ends_at = span.starts_at, span.ends_at
    meeting.place, meeting.link = wanted.place, wanted.link
    changes = audit.difference(before, _facts(meeting))
    if not changes:
        return 0
    meeting.revision += 1
    db.session.flush()
    is_past = span.starts_at <= at
    audit.record(
        "attendance.meeting_moved",
        _subject_of(session),
        by=by,
        changes=changes,
        is_correction=is_past,
    )
    if is_past:
        return 0
    return _tell(session, occasion_of(meeting), mails_at_most=mails_at_most, by=by, at=at)


def remove(meeting: Meeting, *, mails_at_most: int | None, by: Actor, at: datetime) -> int:
    """The session meets once less; how many people are told of what is left.

    Raises:
        SessionEnded, LastMeeting
        PeopleCame: somebody checked in, or tried to, and that is kept.
        ManyMails: more people than `mails_at_most` would be told.
    """
    session, number, is_past = meeting.session, meeting.id, meeting.starts_at <= at
    demand_standing(session)
    if len(session.meetings) == 1:
        raise LastMeeting
    if is_on_record(meeting):
        raise PeopleCame(check_ins_at([number]))
    changes = {name: (value, None) for name, value in _facts(meeting).items()}
    session.meetings.remove(meeting)
    db.session.delete(meeting)
    db.session.flush()
    audit.record("attendance.meeting_removed", _subject_of(session), by=by, changes=changes)
    if is_past:
        return 0
    return _tell(session, f"{number}/off", mails_at_most=mails_at_most, by=by, at=at)


def _tell(
    session: TrainingSession, occasion: str, *, mails_at_most: int | None, by: Actor, at: datetime
) -> int:
    """Whoever is concerned is told when and where the session meets now; how many that are."""
    told = concerned_ids(session, NoticeKind.MOVED, at)
    if mails_at_most is not None and len(told) > mails_at_most:
        raise ManyMails(len(told))
    announce(session, NoticeKind.MOVED, told, occasion=occasion, due_at=at, by=by, at=at)
    return len(told)


def _demand_ahead(span: Span, at: datetime) -> None:
    """It is not over yet; whoever stands in the hall already may still write it down."""
    if span.ends_at <= at:
        raise TimeGone


def _demand_movable(meeting: Meeting, span: Span, at: datetime) -> None:
    """The start stays once people have come; and nothing is moved into the past."""
    if span == Span(meeting.starts_at, meeting.ends_at):
        return
    came = check_ins_at([meeting.id])
    if not came:
        _demand_ahead(span, at)
    elif span.starts_at != meeting.starts_at:
        raise PeopleCame(came)


def _demand_place(form: Form, wanted: Appointment) -> None:
    if not (wanted.place if form is Form.ON_SITE else wanted.link):
        raise PlaceMissing(form)


def _demand_free(span: Span, others: Iterable[Meeting]) -> None:
    """Nobody can be at two meetings of one session at once."""
    for other in others:
        if span.overlaps(Span(other.starts_at, other.ends_at)):
            raise MeetingsOverlap(other)


def _facts(meeting: Meeting) -> dict[str, object]:
    """What the log compares."""
    return {
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "place": meeting.place,
        "link": meeting.link,
    }


def _subject_of(session: TrainingSession) -> Subject:
    """What the log calls the session."""
    return Subject("session", session.id, session.title)
