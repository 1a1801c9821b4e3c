"""Calendars are read by a program that knows nothing of the one that writes them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from app.attendance.calendar import (
    Entry,
    Host,
    Status,
    calendar_of,
    feed_token,
    is_genuine,
    token_person,
)

ENTRY = Entry(
    meeting_id=17,
    revision=0,
    starts_at=datetime(2026, 11, 25, 13, 0, tzinfo=UTC),
    ends_at=datetime(2026, 11, 25, 14, 30, tzinfo=UTC),
    stamped_at=datetime(2026, 11, 1, 8, 0, tzinfo=UTC),
    title="Ćwiczenie: co robimy, gdy nie działa e-dziennik",
    place="Sala 12, SP nr 1",
    text="Proszę zabrać telefon.\nProwadzi: Tomasz Cień",
    url="https://kadra.example/my-sessions",
    host=Host("Centrum Usług Wspólnych", "kadra@jesionow.example"),
    status=Status.CONFIRMED,
)

HOSTILE = [
    "a; b, c \\ d: e",
    'with "quotes" and \\n a backslash',
    "one\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:another",
    "BEGIN:VALARM",
    "ą" * 200,
    "🎓" * 60,
    "null \0 bell \7 and tab \t",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
]


def read(*entries: Entry) -> Calendar:
    """What a foreign reader makes of the file."""
    content = calendar_of(entries, name="Kadra", domain="kadra.example").decode()
    return IcsCalendarStream.calendar_from_ics(content)


def read_one(entry: Entry) -> Event:
    (event,) = read(entry).events
    return event


def test_a_meeting_is_read_as_it_was_written() -> None:
    event = read_one(ENTRY)

    assert event.uid == "meeting-17@kadra.example"
    assert event.summary == ENTRY.title
    assert event.location == ENTRY.place
    assert event.description == ENTRY.text
    assert (event.dtstart, event.dtend) == (ENTRY.starts_at, ENTRY.ends_at)
    assert (event.status, event.sequence) == ("CONFIRMED", 0)
    assert event.organizer is not None
    assert str(event.organizer.uri) == "mailto:kadra@jesionow.example"
    assert event.organizer.common_name == "Centrum Usług Wspólnych"


def test_a_calendar_is_asked_again_every_hour() -> None:
    content = calendar_of([ENTRY], name="Kadra", domain="kadra.example").decode()

    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in content
    assert "X-PUBLISHED-TTL:PT1H\r\n" in content


def test_several_meetings_are_several_entries() -> None:
    assert len(read(ENTRY, replace(ENTRY, meeting_id=18)).events) == 2


def test_a_calendar_of_nothing_can_be_read() -> None:
    assert read().events == []


@pytest.mark.parametrize("status", list(Status))
def test_the_state_is_told(status: Status) -> None:
    event = read_one(replace(ENTRY, status=status, revision=3))

    assert (event.status, event.sequence) == (status.value, 3)
    assert event.transparency == ("OPAQUE" if status is Status.CONFIRMED else "TRANSPARENT")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    """They neither end the entry nor begin another one."""
    everywhere = replace(ENTRY, title=text, place=text, text=text, host=Host(text, "k@a.example"))

    (event,) = read(everywhere).events

    assert event.uid == "meeting-17@kadra.example"
    shown = " ".join(text.replace("\0", " ").replace("\7", " ").split())
    assert event.summary == shown


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_whatever_the_words_the_entry_stays_one(text: str) -> None:
    (event,) = read(replace(ENTRY, title=f"x{text}", text=f"x{text}")).events

    assert (event.dtstart, event.dtend) == (ENTRY.starts_at, ENTRY.ends_at)


def test_lines_are_no_longer_than_calendars_bear() -> None:
    content = calendar_of([replace(ENTRY, title="ż" * 300)], name="K", domain="k.example")

    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_the_same_meetings_give_the_same_bytes() -> None:
    assert len({calendar_of([ENTRY], name="K", domain="k.example") for _ in range(3)}) == 1


def test_a_token_opens_one_calendar_until_it_is_replaced() -> None:
    token = feed_token("secret", 5, 0)

    assert token_person(token) == 5
    assert is_genuine(token, "secret", 0)
    assert not is_genuine(token, "secret", 1)
    assert not is_genuine(token, "another secret", 0)
    assert not is_genuine(token.replace("5-", "6-"), "secret", 0)


@pytest.mark.parametrize(
    "token",
    ["", "5", "5-", "-abc", "05-" + "a" * 32, "5-" + "A" * 32, "5-" + "a" * 31, "٥-" + "a" * 32],
)
def test_what_is_no_token_is_nobodys(token: str) -> None:
    assert token_person(token) is None
    assert not is_genuine(token, "secret", 0)
