"""Mails about sessions: once to everybody concerned, and to nobody else."""

from datetime import timedelta

import pytest
from ical.calendar_stream import IcsCalendarStream
from sqlalchemy import select

from app.attendance.models.notices import Notice, NoticeKind
from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.notices import concerned_ids, occasion_of
from app.attendance.services.notices import announce
from app.attendance.services.sign_ups import withdraw
from app.core import clock
from app.core.db import db, transaction
from app.people.models import Employment
from tests.support.city import City
from tests.support.notices import (
    BY,
    announced,
    cancelled,
    delivered,
    kinds,
    planned,
    recipients,
    reminded,
    seated,
    speaks,
    unsent,
)
from tests.support.smtp import Mailbox


def test_everybody_invited_is_told_once_however_often_it_is_said(
    city: City, mailbox: Mailbox
) -> None:
    session = planned(city)

    for _time in range(3):
        announced(city, session)
        delivered(city, mailbox.url)

    assert recipients(mailbox) == ["hanna", "teresa"]


def test_the_mail_says_when_and_where_and_brings_the_date_as_a_file(
    city: City, mailbox: Mailbox
) -> None:
    session = planned(city, remarks="Proszę zabrać telefon.")
    speaks(city, "teresa", "en")
    announced(city, session, NoticeKind.INVITED, "teresa")

    delivered(city, mailbox.url)

    (message,) = mailbox.messages
    body = message.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    for words in ("You are invited", "Sala 12, SP nr 1", "Proszę zabrać telefon.", "/my-sessions"):
        assert words in text
    (file,) = message.iter_attachments()
    assert (file.get_content_type(), file.get_param("method")) == ("text/calendar", "PUBLISH")
    content = file.get_payload(decode=True)
    assert isinstance(content, bytes)
    (entry,) = IcsCalendarStream.calendar_from_ics(content.decode()).events
    assert entry.summary == session.title


def test_everybody_reads_their_own_language(city: City, mailbox: Mailbox) -> None:
    session = planned(city)
    speaks(city, "teresa", "en")
    announced(city, session)

    delivered(city, mailbox.url)

    english, polish = (str(mailbox.to(name)[0]["Subject"]) for name in ("teresa", "hanna"))
    assert english.startswith("Training on")
    assert session.title in polish


def test_nobody_is_told_before_it_is_due(city: City, mailbox: Mailbox) -> None:
    session = planned(city)
    with city.app.app_context(), transaction():
        now = clock.now()
        soon = now + timedelta(minutes=5)
        people = [city.persons["teresa"]]
        announce(session, NoticeKind.INVITED, people, occasion="x", due_at=soon, by=BY, at=now)

    assert delivered(city, mailbox.url) == 0


@pytest.mark.parametrize("kind", [NoticeKind.MOVED, NoticeKind.SEAT, NoticeKind.REMINDER])
def test_whoever_withdrew_in_the_meantime_is_left_alone(
    city: City, mailbox: Mailbox, kind: NoticeKind
) -> None:
    session = planned(city, capacity=3)
    seated(city, session, "teresa", "hanna")
    if kind is NoticeKind.REMINDER:
        reminded(city)
    else:
        announced(city, session, kind)
    with city.app.app_context(), transaction():
        own = db.session.get_one(TrainingSession, session.id)
        withdraw(own, city.persons["teresa"], by=BY, at=clock.now())

    delivered(city, mailbox.url)

    assert recipients(mailbox) == ["hanna"]
    assert unsent(city) == 0


def test_whoever_left_the_school_in_the_meantime_is_left_alone(
    city: City, mailbox: Mailbox
) -> None:
    session = planned(city)
    announced(city, session)
    reminded(city)
    with city.app.app_context(), transaction() as writing:
        work = select(Employment).where(Employment.person_id == city.persons["teresa"])
        writing.scalars(work).one().ended_on = clock.today() - timedelta(days=1)

    delivered(city, mailbox.url)

    assert set(recipients(mailbox)) == {"hanna"}


def test_where_seats_are_few_only_those_who_signed_up_hear_of_changes(city: City) -> None:
    session = planned(city, capacity=1)
    seated(city, session, "hanna")

    with city.app.app_context():
        found = db.session.get_one(TrainingSession, session.id)
        told = {kind: concerned_ids(found, kind, clock.now()) for kind in NoticeKind}

    hanna, teresa = city.persons["hanna"], city.persons["teresa"]
    assert told[NoticeKind.INVITED] == {hanna, teresa}
    assert told[NoticeKind.MOVED] == told[NoticeKind.CANCELLED] == {hanna}


def test_an_invitation_to_what_was_cancelled_is_not_sent(city: City, mailbox: Mailbox) -> None:
    session = planned(city)
    announced(city, session)
    cancelled(city, session)
    announced(city, session, NoticeKind.CANCELLED)

    delivered(city, mailbox.url)

    assert recipients(mailbox) == ["hanna", "teresa"]
    (file,) = mailbox.messages[0].iter_attachments()
    content = file.get_payload(decode=True)
    assert isinstance(content, bytes)
    (entry,) = IcsCalendarStream.calendar_from_ics(content.decode()).events
    assert (entry.status, entry.sequence) == ("CANCELLED", 1)


def test_a_reminder_goes_out_within_the_last_day_and_once(city: City, mailbox: Mailbox) -> None:
    planned(city)
    planned(city, in_hours=25)

    for _run in range(2):
        reminded(city)
        delivered(city, mailbox.url)

    assert recipients(mailbox) == ["hanna", "teresa"]


def test_whoever_heard_of_the_date_today_needs_no_reminder(city: City, mailbox: Mailbox) -> None:
    session = planned(city)
    announced(city, session, NoticeKind.INVITED, "teresa")
    reminded(city)

    delivered(city, mailbox.url)

    assert recipients(mailbox) == ["hanna", "teresa"]
    assert sorted(kinds(city)) == [NoticeKind.INVITED, NoticeKind.REMINDER]


def test_a_meeting_that_was_moved_is_reminded_of_at_its_new_time(
    city: City, mailbox: Mailbox
) -> None:
    session = planned(city)
    reminded(city)
    with city.app.app_context(), transaction():
        (meeting,) = db.session.get_one(TrainingSession, session.id).meetings
        meeting.starts_at += timedelta(hours=1)
        meeting.ends_at += timedelta(hours=1)
        meeting.revision += 1
    reminded(city)

    delivered(city, mailbox.url)

    assert recipients(mailbox) == ["hanna", "teresa"]
    with city.app.app_context():
        (occasion,) = set(db.session.scalars(select(Notice.occasion)))
        assert occasion == occasion_of(db.session.get_one(TrainingSession, session.id).meetings[0])
