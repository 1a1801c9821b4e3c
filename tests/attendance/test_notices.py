"""Mails about sessions: never lost, never twice, none to whom they no longer concern."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream
from sqlalchemy import func, select

from app.accounts.models import Account
from app.attendance.delivery import deliver, deliver_soon
from app.attendance.models.notices import Notice, NoticeKind
from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.notices import concerned_ids, occasion_of
from app.attendance.services.notices import RETRY_AFTER, announce, announce_reminders, take
from app.attendance.services.sign_ups import withdraw
from app.core import clock
from app.core.db import db, transaction
from app.core.mail import Mailer
from app.core.permissions import command_line
from app.people.models import Employment
from tests.support.at_once import at_once
from tests.support.city import City
from tests.support.sessions import add_session, add_sign_up
from tests.support.smtp import Mailbox, smtp_server

BY = command_line("test")
SENDER = "Kadra <kadra@jesionow.example>"
DOWN = "smtp://127.0.0.1:1"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A real server of mail."""
    with smtp_server() as box:
        yield box


def planned(
    city: City, *, in_hours: int = 20, capacity: int | None = None, remarks: str = ""
) -> TrainingSession:
    """A session for the staff of school A: Teresa and Hanna."""
    with city.app.app_context(), transaction():
        return add_session(
            city.units["city"],
            invited=[city.units["a"]],
            trainers=[city.accounts["tomasz"]],
            starts_at=clock.now() + timedelta(hours=in_hours),
            capacity=capacity,
            remarks=remarks,
        )


def seated(city: City, session: TrainingSession, *names: str) -> None:
    with city.app.app_context(), transaction():
        for name in names:
            add_sign_up(session, city.persons[name])


def announced(
    city: City, session: TrainingSession, kind: NoticeKind = NoticeKind.INVITED, *names: str
) -> None:
    """These will be told, or everybody whom it concerns."""
    with city.app.app_context(), transaction():
        found, now = db.session.get_one(TrainingSession, session.id), clock.now()
        who = [city.persons[name] for name in names] or concerned_ids(found, kind, now)
        announce(found, kind, who, occasion="session", due_at=now, by=BY, at=now)


def reminded(city: City) -> None:
    with city.app.app_context(), transaction():
        announce_reminders(by=BY, at=clock.now())


def delivered(city: City, url: str) -> int:
    with city.app.app_context():
        return deliver(Mailer(url, SENDER, Path("unused")), by=BY)


def unsent(city: City) -> int:
    with city.app.app_context():
        query = select(func.count()).select_from(Notice).where(Notice.sent_at.is_(None))
        return db.session.scalar(query) or 0


def later(city: City, by: timedelta) -> None:
    """So much time has gone by since notices were taken."""
    with city.app.app_context(), transaction() as session:
        for notice in session.scalars(select(Notice).where(Notice.taken_at.is_not(None))):
            assert notice.taken_at is not None
            notice.taken_at -= by


def recipients(mailbox: Mailbox) -> list[str]:
    return sorted(str(message["To"]).partition("@")[0] for message in mailbox.messages)


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


def test_a_mail_waits_while_the_server_is_down_and_goes_out_after_a_quarter_of_an_hour(
    city: City, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    announced(city, planned(city))

    assert delivered(city, DOWN) == 0
    assert "waits until the mail server can be reached" in caplog.text
    later(city, RETRY_AFTER)
    assert delivered(city, mailbox.url) == 2

    assert recipients(mailbox) == ["hanna", "teresa"]


def test_a_mail_that_somebody_is_sending_is_not_taken_by_another(
    city: City, mailbox: Mailbox
) -> None:
    announced(city, planned(city), NoticeKind.INVITED, "teresa")
    with city.app.app_context(), transaction():
        assert take(by=BY, at=clock.now()) is not None

    assert delivered(city, mailbox.url) == 0


def test_two_who_send_at_once_share_the_work(city: City, mailbox: Mailbox) -> None:
    announced(city, planned(city))

    sent = at_once(*[lambda: delivered(city, mailbox.url)] * 3)

    assert sum(sent) == 2
    assert recipients(mailbox) == ["hanna", "teresa"]


def test_whoever_is_killed_before_the_mark_sends_once_more(city: City, mailbox: Mailbox) -> None:
    """The one case of two: nobody can know whether the server had it already."""
    announced(city, planned(city), NoticeKind.INVITED, "teresa")
    delivered(city, mailbox.url)
    with city.app.app_context(), transaction() as session:
        session.scalars(select(Notice)).one().sent_at = None  # what a killed process leaves behind
    later(city, RETRY_AFTER)

    delivered(city, mailbox.url)
    delivered(city, mailbox.url)

    assert recipients(mailbox) == ["teresa", "teresa"]


def test_one_address_that_is_refused_does_not_hold_up_the_others(
    city: City, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    with city.app.app_context(), transaction() as session:
        account = session.get_one(Account, city.accounts["hanna"])
        assert account.person is not None
        account.person.email = "hanna\n@szkoly.example"
    announced(city, planned(city))

    assert delivered(city, mailbox.url) == 1
    assert "will be tried again" in caplog.text


def test_what_could_not_be_sent_for_days_is_given_up(city: City, mailbox: Mailbox) -> None:
    announced(city, planned(city, in_hours=200))
    with city.app.app_context(), transaction() as session:
        for notice in session.scalars(select(Notice)):
            notice.due_at -= timedelta(days=4)

    assert delivered(city, mailbox.url) == 0


def test_mails_go_out_with_the_page_that_caused_them(city: City) -> None:
    session = planned(city)
    with city.app.app_context():
        with transaction():
            found, now = db.session.get_one(TrainingSession, session.id), clock.now()
            people = [city.persons["teresa"]]
            announce(found, NoticeKind.INVITED, people, occasion="x", due_at=now, by=BY, at=now)
            deliver_soon()
        for thread in threading.enumerate():
            if thread.name == "notices":
                thread.join()

        folder: Path = city.app.extensions["settings"].mail_dir
        assert len(list(folder.glob("*.eml"))) == 1


def speaks(city: City, name: str, language: str) -> None:
    with city.app.app_context(), transaction() as session:
        session.get_one(Account, city.accounts[name]).language = language


def cancelled(city: City, session: TrainingSession) -> None:
    with city.app.app_context(), transaction():
        gone = db.session.get_one(TrainingSession, session.id)
        gone.cancelled_at, gone.cancelled_by, gone.cancelled_reason = clock.now(), "K", "Choroba"


def kinds(city: City) -> list[NoticeKind]:
    with city.app.app_context():
        return list(db.session.scalars(select(Notice.kind)))
