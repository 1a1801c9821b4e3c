"""Mails that were written down are sent: none is lost, none goes out twice."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.accounts.models import Account
from app.attendance.delivery import deliver_soon
from app.attendance.models.notices import Notice, NoticeKind
from app.attendance.models.sessions import TrainingSession
from app.attendance.services.notices import RETRY_AFTER, announce, take
from app.core import clock
from app.core.db import db, transaction
from tests.support.at_once import at_once
from tests.support.city import City
from tests.support.notices import (
    BY,
    DOWN,
    announced,
    delivered,
    later,
    planned,
    recipients,
)
from tests.support.smtp import Mailbox


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


def test_mails_go_out_by_a_job_that_the_page_leaves_behind(city: City) -> None:
    session = planned(city)
    with city.app.app_context(), transaction():
        found, now = db.session.get_one(TrainingSession, session.id), clock.now()
        people = [city.persons["teresa"]]
        announce(found, NoticeKind.INVITED, people, occasion="x", due_at=now, by=BY, at=now)
        deliver_soon(by=BY)
    folder: Path = city.app.extensions["settings"].mail_dir
    assert not folder.exists()

    city.app.extensions["workshop"].runner.run_due()

    assert len(list(folder.glob("*.eml"))) == 1
