"""Meetings as calendars read them (RFC 5545), and the address of somebody's own calendar.

All instants are written in UTC: no calendar can misread them, whatever it knows about zones.
"""

import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from icalendar import Calendar, Event, vCalAddress, vDuration, vText

#: of a file and of an answer
MEDIA_TYPE = "text/calendar; charset=utf-8"
#: of a file in a mail, which is there to be taken over, and asks for no answer
MAILED_TYPE = f"{MEDIA_TYPE}; method=PUBLISH"
#: how often a calendar is to ask again
_REFRESHED = timedelta(hours=1)
_PRODUCT = "-//Kadra//Kadra//PL"
#: what a line of text in a calendar cannot hold
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_TOKEN = re.compile(r"([1-9]\d{0,9})-([0-9a-f]{32})")


class Status(StrEnum):
    """Whether the meeting is going to be."""

    CONFIRMED = "CONFIRMED"
    #: the person waits for a seat
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Host:
    """Who holds the meetings, and the address that mails about them come from."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting in a calendar."""

    meeting_id: int
    #: how often it was changed: a calendar keeps the entry with the highest number
    revision: int
    starts_at: datetime
    ends_at: datetime
    #: when what the entry says was last written
    stamped_at: datetime
    title: str
    place: str
    text: str
    #: of its page in Kadra
    url: str
    host: Host
    status: Status


def calendar_of(entries: Iterable[Entry], *, name: str, domain: str) -> bytes:
    """A file with these meetings; the same ones give the same bytes.

    `domain` makes their names unlike those of any other server; `name` is what the calendar is
    called by whoever subscribes to it.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(name))
    calendar.add("refresh-interval", _REFRESHED, {"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESHED).to_ical().decode())  # type: ignore[no-untyped-call]
    for entry in entries:
        calendar.add_component(_event(entry, domain))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, domain: str) -> Event:
    event = Event()
    event.add("uid", f"meeting-{entry.meeting_id}@{domain}")
    event.add("sequence", entry.revision)
    event.add("dtstamp", entry.stamped_at)
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("summary", _line(entry.title))
    event.add("location", _line(entry.place))
    event.add("description", _plain(entry.text))
    event.add("url", entry.url)
    event.add("organizer", _organizer(entry.host))
    event.add("status", entry.status.value)
    is_free = entry.status is not Status.CONFIRMED
    event.add("transp", "TRANSPARENT" if is_free else "OPAQUE")
    return event


def _organizer(host: Host) -> vCalAddress:
    address = vCalAddress(f"mailto:{host.email}")
    address.params["cn"] = vText(_line(host.name).replace('"', "'"))
    return address


def _line(text: str) -> str:
    return " ".join(_plain(text).split())


def _plain(text: str) -> str:
    return _CONTROL.sub(" ", text.replace("\r\n", "\n"))


def feed_token(secret: str, person_id: int, number: int) -> str:
    """What the address of the person's calendar holds after so many replacements."""
    return f"{person_id}-{_proof(secret, person_id, number)}"


def token_person(token: str) -> int | None:
    """Whose calendar the token claims to open; None if it is none."""
    match = _TOKEN.fullmatch(token)
    return int(match[1]) if match else None


def is_genuine(token: str, secret: str, number: int) -> bool:
    """Whether the token opens the calendar it claims to, after so many replacements."""
    person_id = token_person(token)
    if person_id is None:
        return False
    return hmac.compare_digest(token, feed_token(secret, person_id, number))


def _proof(secret: str, person_id: int, number: int) -> str:
    message = f"calendar:{person_id}:{number}"
    return hmac.digest(secret.encode(), message.encode(), "sha256").hex()[:32]
