"""Mails about sessions go out: right after what they tell of, and every few minutes.

Each is claimed, sent and marked as sent, so that none is lost when the mail server is down and
none is sent twice, except one: whoever is killed between sending and marking sends it again.
"""

import logging
from collections.abc import Mapping
from typing import Any

from flask import current_app

from app.attendance.mails import letter_of
from app.attendance.models.notices import Notice
from app.attendance.queries.notices import recipient_of
from app.attendance.services import notices
from app.core import clock
from app.core.actors import Actor, command_line
from app.core.db import db, transaction
from app.core.jobs.services import enqueue
from app.core.mail import REFUSED, Mailer
from app.core.smtp import Line

log = logging.getLogger(__name__)

#: jobs: all that is due is sent; whoever is to be reminded is reminded first
MAILS = "sessions.mails"
REMINDERS = "sessions.reminders"


def deliver(mailer: Mailer, *, by: Actor) -> int:
    """All that is due is sent, or will be tried again after a while; how many mails went out.

    It ends early when the server cannot be reached. It has transactions of its own.
    """
    sent = 0
    with mailer.line() as line:
        while True:
            with transaction():
                notice = notices.take(by=by, at=clock.now())
            if notice is None:
                return sent
            number = notice.id
            try:
                sent += _deliver(notice, mailer, line, by)
            except REFUSED:
                log.exception("notice %s was refused, and will be tried again", number)
            except OSError:
                log.exception("notice %s waits until the mail server can be reached", number)
                return sent


def deliver_soon(*, by: Actor) -> None:
    """Once the current transaction is durable, a worker sends all that is due."""
    enqueue(MAILS, {}, by=by, at=clock.now())


def remind_and_deliver(mailer: Mailer, *, by: Actor) -> int:
    """Whoever is to be reminded now is, and all that is due is sent; how many mails went out."""
    with transaction():
        notices.announce_reminders(by=by, at=clock.now())
    return deliver(mailer, by=by)


def send_mails(_arguments: Mapping[str, Any]) -> None:
    """The job of kind `MAILS`."""
    deliver(current_app.extensions["mailer"], by=command_line("jobs"))


def send_reminders(_arguments: Mapping[str, Any]) -> None:
    """The job of kind `REMINDERS`."""
    remind_and_deliver(current_app.extensions["mailer"], by=command_line("jobs"))


def _deliver(notice: Notice, mailer: Mailer, line: Line, by: Actor) -> int:
    number, now = notice.id, clock.now()
    recipient = recipient_of(notice, now)
    letter = letter_of(notice, recipient, now) if recipient else None
    db.session.rollback()  # nothing is held while the server is spoken to
    if letter is not None:
        mailer.send(letter.to, letter.subject, letter.body, letter.attachment, over=line)
    with transaction():
        if letter is None:
            notices.drop(number, by=by)
        else:
            notices.mark_sent(number, by=by, at=clock.now())
    return 1 if letter else 0
