"""Sessions in the words of a calendar, in the language of whoever reads it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _

from app.attendance.calendar import Entry, Host, Status, calendar_of
from app.attendance.models.sessions import Meeting, TrainingSession
from app.attendance.queries.places import Place, Standing
from app.attendance.wording import own
from app.core.settings import Settings

#: a session, and the reader's place at it; None: the reader leads it or looks after it
Appointment = tuple[TrainingSession, Place | None]


def calendar_file(appointments: Iterable[Appointment], stamped_at: datetime | None = None) -> bytes:
    """All meetings of these sessions as one file.

    `stamped_at`: since when it holds; None: since each session was planned or cancelled, so that
    the file is the same, byte for byte, as long as nothing changes.
    """
    entries = [
        _entry(meeting, place, stamped_at)
        for session, place in appointments
        for meeting in session.meetings
    ]
    domain = urlsplit(_settings().base_url).hostname or "kadra"
    return calendar_of(entries, name=_("Kadra: trainings"), domain=domain)


def address(endpoint: str, **values: str) -> str:
    """The address as seen from outside, whether or not a browser is asking."""
    return f"{_settings().base_url}{current_app.url_map.bind('').build(endpoint, values)}"


def _entry(meeting: Meeting, place: Place | None, stamped_at: datetime | None) -> Entry:
    session = meeting.session
    is_cancelled = session.cancelled_at is not None
    return Entry(
        meeting_id=meeting.id,
        revision=meeting.revision + is_cancelled,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        stamped_at=stamped_at or session.cancelled_at or session.planned_at,
        title=session.title,
        place=own.where(meeting),
        text="\n".join(_lines(meeting, place)),
        url=address("own_sessions.index"),
        host=Host(session.unit.name, parseaddr(_settings().mail_from)[1]),
        status=_status(place, is_cancelled=is_cancelled),
    )


def _status(place: Place | None, *, is_cancelled: bool) -> Status:
    if is_cancelled:
        return Status.CANCELLED
    is_sure = place is None or place.is_expected
    return Status.CONFIRMED if is_sure else Status.TENTATIVE


def _lines(meeting: Meeting, place: Place | None) -> Iterator[str]:
    session = meeting.session
    if session.cancelled_at is not None:
        yield _("Cancelled: %(reason)s", reason=session.cancelled_reason)
    elif place is not None and place.standing is not Standing.EXPECTED:
        yield own.state_line(place)
    if meeting.link and (place is None or place.is_expected):
        yield _("Join here: %(address)s", address=meeting.link)
    if session.remarks:
        yield session.remarks
    if session.trainers:
        yield _("Led by: %(names)s", names=own.trainers_of(session))
    yield address("own_sessions.index")


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
