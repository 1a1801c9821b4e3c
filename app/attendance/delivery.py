"""Mails about sessions go out: right after what they tell of, and whenever the command is run.

Each is claimed, sent and marked as sent, so that none is lost when the mail server is down and
none is sent twice, except one: whoever is killed between sending and marking sends it again.
"""

import logging
import smtplib
from threading import Thread
from typing import Any, cast

from flask import Flask, current_app

from app.attendance.mails import letter_of
from app.attendance.models.notices import Notice
from app.attendance.queries.notices import recipient_of
from app.attendance.services import notices
from app.core import clock
from app.core.actors import Actor, command_line
from app.core.db import after_commit, db, transaction
from app.core.mail import Mailer

log = logging.getLogger(__name__)

#: what is wrong with one message, while others can be sent
_REFUSED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError)
#: a page waits so long for its mails to be gone; what takes longer goes on by itself
_PATIENCE_SECONDS = 2.0


def deliver(mailer: Mailer, *, by: Actor) -> int:
    """All that is due is sent, or will be tried again after a while; how many mails went out.

    It ends early when the server cannot be reached. It has transactions of its own.
    """
    sent = 0
    while True:
        with transaction():
            notice = notices.take(by=by, at=clock.now())
        if notice is None:
            return sent
        number = notice.id
        try:
            sent += _deliver(notice, mailer, by)
        except _REFUSED:
            log.exception("notice %s was refused, and will be tried again", number)
        except OSError:
            log.exception("notice %s waits until the mail server can be reached", number)
            return sent


def deliver_soon() -> None:
    """Once the current transaction is durable, all that is due is sent; the page hardly waits."""
    app = cast("Any", current_app)._get_current_object()  # noqa: SLF001 - Flask's documented way

    def begin() -> None:
        thread = Thread(target=_run, args=(app,), name="notices", daemon=True)
        thread.start()
        thread.join(_PATIENCE_SECONDS)

    after_commit(begin)


def _run(app: Flask) -> None:
    with app.app_context():
        try:
            deliver(app.extensions["mailer"], by=command_line("notices"))
        except Exception:
            log.exception("the mails about sessions stopped; the next run goes on")


def _deliver(notice: Notice, mailer: Mailer, by: Actor) -> int:
    number, now = notice.id, clock.now()
    recipient = recipient_of(notice, now)
    letter = letter_of(notice, recipient, now) if recipient else None
    db.session.rollback()  # nothing is held while the server is spoken to
    if letter is not None:
        mailer.send(letter.to, letter.subject, letter.body, letter.attachment)
    with transaction():
        if letter is None:
            notices.drop(number, by=by)
        else:
            notices.mark_sent(number, by=by, at=clock.now())
    return 1 if letter else 0
