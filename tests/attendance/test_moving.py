"""A meeting is moved or taken off, a session called off: calendars and people are told, once."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.attendance.models.notices import Notice, NoticeKind
from app.attendance.models.sessions import TrainingSession
from app.core.db import db, transaction
from tests.attendance.closing import came
from tests.attendance.planning import ahead, at, mails_at_most, meeting_of, stored, when
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.sessions import add_meeting

Browser = Callable[[str | None], Visitor]


@pytest.fixture(autouse=True)
def _in_english(city: City) -> None:
    city.language = "en"


def told(city: City, kind: NoticeKind) -> list[str]:
    """Who gets such a mail."""
    names = {number: name for name, number in city.persons.items()}
    with city.app.app_context():
        found = db.session.scalars(select(Notice.person_id).where(Notice.kind == kind))
        return sorted(names[one] for one in found)


def test_a_moved_meeting_is_news_to_calendars_and_people(city: City, visitor: Browser) -> None:
    session_id = ahead(city)
    url = f"/meetings/{meeting_of(city, session_id).id}/edit"
    kazimierz = visitor("kazimierz")

    page = kazimierz.get(url)
    kazimierz.post(url, when(starts="15:00", ends="16:30"))

    meeting = meeting_of(city, session_id)
    assert "2 people get a mail." in page
    assert "SP nr 1 (2): Łąka Teresa, Żak Hanna" in page
    assert (meeting.starts_at, meeting.ends_at, meeting.revision) == (at(15), at(16, 30), 1)
    assert told(city, NoticeKind.MOVED) == ["hanna", "teresa"]


def test_what_is_saved_unchanged_is_no_news(city: City, visitor: Browser) -> None:
    session_id = ahead(city)
    meeting = meeting_of(city, session_id)

    visitor("tomasz").post(f"/meetings/{meeting.id}/edit", when(place=meeting.place))

    assert meeting_of(city, session_id).revision == 0
    assert told(city, NoticeKind.MOVED) == []


def test_a_meeting_is_not_moved_onto_another_nor_into_the_past(
    city: City, visitor: Browser
) -> None:
    session_id = ahead(city)
    with city.app.app_context(), transaction():
        add_meeting(db.session.get_one(TrainingSession, session_id), at(16))
    url = f"/meetings/{meeting_of(city, session_id).id}/edit"
    tomasz = visitor("tomasz")

    onto = tomasz.post(url, when(ends="16:01"), status=200).text
    past = tomasz.post(url, when(day="2020-01-02"), status=200).text

    assert "The session meets at that time already" in onto
    assert "That time is over." in past
    assert meeting_of(city, session_id).revision == 0


def test_once_people_came_the_start_stays_and_the_end_can_be_put_right(
    city: City, visitor: Browser
) -> None:
    session_id = ahead(city)
    came(city, session_id, "teresa")
    url = f"/meetings/{meeting_of(city, session_id).id}/edit"
    tomasz = visitor("tomasz")

    page = tomasz.post(url, when(starts="14:15"), status=200).text
    tomasz.post(url, when(ends="15:00"))

    assert "1 person has checked in already" in page
    assert meeting_of(city, session_id).minutes == 60


def test_many_mails_ask_for_a_second_look(city: City, visitor: Browser) -> None:
    mails_at_most(city, 1)
    session_id = ahead(city)
    meeting_id = meeting_of(city, session_id).id
    kazimierz = visitor("kazimierz")

    moved = kazimierz.post(f"/meetings/{meeting_id}/edit", when(place="Hala"), status=200).text
    cancelled = kazimierz.post(
        f"/sessions/{session_id}/cancel", {"reason": "choroba"}, status=200
    ).text
    kazimierz.post(f"/meetings/{meeting_id}/edit", when(place="Aula") | {"seen": "y"})

    assert "2 people would get a mail. Nothing is saved yet" in moved
    assert "2 people would get a mail. Nothing is saved yet" in cancelled
    assert "choroba" in cancelled
    session = stored(city, session_id)
    assert (session.cancelled_at, session.meetings[0].place) == (None, "Aula")
    assert told(city, NoticeKind.CANCELLED) == []


def test_a_cancelled_session_says_why_and_tells_those_who_were_to_come(
    city: City, visitor: Browser
) -> None:
    session_id = ahead(city)
    tomasz = visitor("tomasz")

    tomasz.post(f"/sessions/{session_id}/cancel", {"reason": "Trenerka jest chora."})

    assert "Trenerka jest chora." in tomasz.get(f"/sessions/{session_id}")
    assert told(city, NoticeKind.CANCELLED) == ["hanna", "teresa"]


def test_what_people_came_to_is_not_called_off(city: City, visitor: Browser) -> None:
    session_id = ahead(city)
    came(city, session_id, "teresa")

    page = visitor("tomasz").post(f"/sessions/{session_id}/cancel", {"reason": "x"}, status=200)

    assert "nobody&#39;s presence is taken away" in page.text
    assert stored(city, session_id).cancelled_at is None


def test_the_last_meeting_is_not_taken_off_but_another_one_is(city: City, visitor: Browser) -> None:
    session_id = ahead(city)
    with city.app.app_context(), transaction():
        second = add_meeting(db.session.get_one(TrainingSession, session_id), at(17)).id
    first = meeting_of(city, session_id).id
    kazimierz = visitor("kazimierz")

    kazimierz.get(f"/meetings/{second}/remove")
    kazimierz.post(f"/meetings/{second}/remove")
    page = kazimierz.post(f"/meetings/{first}/remove", status=200)

    assert "This is the only meeting." in page.text
    assert [one.id for one in stored(city, session_id).meetings] == [first]
    assert told(city, NoticeKind.MOVED) == ["hanna", "teresa"]
