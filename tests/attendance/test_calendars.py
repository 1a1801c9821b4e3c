"""The file of a session, and the calendar that a person subscribes to."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from app.accounts.models import Account
from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.feeds import own_token
from app.core import clock
from app.core.db import db, transaction
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.sessions import add_meeting, add_session, add_sign_up

Visit = Callable[[str | None], Visitor]


def planned(
    city: City,
    title: str = "Phishing",
    *,
    invited: str = "a",
    in_days: int = 1,
    capacity: int | None = None,
) -> TrainingSession:
    """A session that Tomasz leads."""
    return add_session(
        city.units["city"],
        invited=[city.units[invited]],
        trainers=[city.accounts["tomasz"]],
        starts_at=clock.now() + timedelta(days=in_days),
        title=title,
        capacity=capacity,
    )


def address_of(city: City, name: str) -> str:
    with city.app.app_context():
        return f"/calendar/{own_token(city.persons[name])}.ics"


def events(text: str) -> dict[str, Event]:
    """What a foreign reader finds, by title."""
    return {str(one.summary): one for one in IcsCalendarStream.calendar_from_ics(text).events}


def feed(city: City, name: str) -> dict[str, Event]:
    """What the calendar of somebody who is not signed in here holds."""
    response = city.client().get(address_of(city, name))
    assert response.status_code == 200
    assert response.content_type == "text/calendar; charset=utf-8"
    return events(response.text)


def test_a_session_is_a_file_with_all_of_its_meetings(visitor: Visit, city: City) -> None:
    with city.app.app_context(), transaction():
        session = planned(city)
        add_meeting(session, clock.now() + timedelta(days=8))

    response = visitor("teresa").client.get(f"/sessions/{session.id}.ics")

    assert response.headers["Content-Disposition"] == f"attachment; filename=kadra-{session.id}.ics"
    assert response.headers["Cache-Control"] == "private, no-cache"  # for the next at this phone
    entries = IcsCalendarStream.calendar_from_ics(response.text).events
    assert len({one.uid for one in entries}) == 2


@pytest.mark.parametrize(
    "persona, status",
    [("teresa", 200), ("stefan", 404), ("kazimierz", 200), ("olga", 200), ("adam", 404)],
)
def test_the_file_is_for_the_invited_and_those_who_may_read_it(
    visitor: Visit, city: City, persona: str, status: int
) -> None:
    with city.app.app_context(), transaction():
        session = planned(city)

    assert visitor(persona).client.get(f"/sessions/{session.id}.ics").status_code == status


def test_a_calendar_holds_what_one_goes_to(city: City) -> None:
    with city.app.app_context(), transaction():
        planned(city, "For everybody of A")
        planned(city, "For B", invited="b")
        seat = planned(city, "With a seat", capacity=1)
        line = planned(city, "In line", capacity=1)
        planned(city, "Not signed up", capacity=1)
        for session, names in ((seat, ["teresa"]), (line, ["hanna", "teresa"])):
            for name in names:
                add_sign_up(session, city.persons[name])

    found = feed(city, "teresa")

    assert {title: one.status for title, one in found.items()} == {
        "For everybody of A": "CONFIRMED",
        "With a seat": "CONFIRMED",
        "In line": "TENTATIVE",
    }


def test_what_was_moved_has_a_higher_number_under_the_same_name(city: City) -> None:
    with city.app.app_context(), transaction():
        session = planned(city, "Moved")
    before = feed(city, "teresa")["Moved"]
    with city.app.app_context(), transaction():
        (meeting,) = db.session.get_one(TrainingSession, session.id).meetings
        starts_at = meeting.starts_at.replace(microsecond=0)
        meeting.starts_at += timedelta(hours=1)
        meeting.ends_at += timedelta(hours=1)
        meeting.revision += 1

    after = feed(city, "teresa")["Moved"]

    assert after.uid == before.uid
    assert (before.sequence, after.sequence) == (0, 1)
    assert (before.dtstart, after.dtstart) == (starts_at, starts_at + timedelta(hours=1))


def test_what_was_cancelled_says_so(city: City) -> None:
    with city.app.app_context(), transaction():
        gone = planned(city, "Gone")
        gone.cancelled_at, gone.cancelled_by, gone.cancelled_reason = clock.now(), "K", "Choroba"

    entry = feed(city, "teresa")["Gone"]

    assert (entry.status, entry.sequence) == ("CANCELLED", 1)
    assert "Choroba" in str(entry.description)


def test_a_trainer_finds_what_she_leads(city: City) -> None:
    with city.app.app_context(), transaction():
        planned(city, "Led", capacity=3)

    assert feed(city, "tomasz")["Led"].status == "CONFIRMED"


def test_meetings_stay_for_a_while_and_then_go(city: City) -> None:
    with city.app.app_context(), transaction():
        planned(city, "Last month", in_days=-30)
        planned(city, "Long ago", in_days=-90)

    assert set(feed(city, "teresa")) == {"Last month"}


def test_a_calendar_that_has_not_changed_is_not_sent_again(city: City) -> None:
    with city.app.app_context(), transaction():
        planned(city)
    address, browser = address_of(city, "teresa"), city.client()
    first = browser.get(address)

    again = browser.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "private, max-age=900"
    assert (again.status_code, again.data) == (304, b"")


def test_a_calendar_takes_few_queries(city: City) -> None:
    with city.app.app_context(), transaction():
        for _number in range(10):
            planned(city)
    nobody = Visitor(city, None)

    nobody.get(address_of(city, "teresa"), budget=7)


def test_a_replaced_address_opens_nothing(visitor: Visit, city: City) -> None:
    before = address_of(city, "teresa")

    visitor("teresa").post("/my-sessions/calendar/replace")

    assert city.client().get(before).status_code == 404
    assert address_of(city, "teresa") != before
    assert address_of(city, "teresa") in visitor("teresa").get("/my-sessions")
    assert city.client().get(address_of(city, "hanna")).status_code == 200


@pytest.mark.parametrize("token", ["1", "1-" + "0" * 32, "99999-" + "0" * 32, "abc", "1-%00"])
def test_a_guessed_address_opens_nothing(city: City, token: str) -> None:
    assert city.client().get(f"/calendar/{token}.ics").status_code == 404


def test_a_closed_account_closes_the_calendar(city: City) -> None:
    address = address_of(city, "teresa")
    with city.app.app_context(), transaction() as session:
        account = session.get_one(Account, city.accounts["teresa"])
        account.closed_at = clock.now()

    assert city.client().get(address).status_code == 404


def test_it_speaks_the_language_of_its_owner(city: City) -> None:
    with city.app.app_context(), transaction() as session:
        planned(city)
        session.get_one(Account, city.accounts["teresa"]).language = "en"

    (entry,) = feed(city, "teresa").values()

    assert "Led by: Tomasz" in str(entry.description)
