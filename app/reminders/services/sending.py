"""Mails are claimed, and marked as sent or as not to be sent.

The rows are a record of their own: the log holds the mailings, not each mail.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from app.core import clock
from app.core.actors import Actor
from app.core.db import db
from app.reminders.models import Mailing, Reminder
from app.reminders.stages import Dropped

log = logging.getLogger(__name__)

#: whoever took a mail and did not say within this time that it was sent has died, or could not
RETRY_AFTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it is sent."""

    to: str
    subject: str
    body: str


def take(*, by: Actor, at: datetime) -> Reminder | None:
    """The next mail to be sent, which nobody else is sending; None if nothing is due."""
    taken = (
        select(Reminder.id)
        .join(Reminder.mailing)
        .where(
            Mailing.released_at.is_not(None),
            Mailing.cancelled_at.is_(None),
            Reminder.day <= clock.local(at).date(),
            Reminder.sent_at.is_(None),
            Reminder.dropped_at.is_(None),
            or_(Reminder.taken_at.is_(None), Reminder.taken_at <= at - RETRY_AFTER),
        )
        .order_by(Reminder.day, Reminder.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=Reminder)
    )
    number = db.session.scalar(taken)
    if number is None:
        return None
    db.session.execute(update(Reminder).where(Reminder.id == number).values(taken_at=at))
    log.debug("reminder %s taken by %s", number, by.name)
    return db.session.get_one(Reminder, number, populate_existing=True)


def mark_sent(number: int, letter: Letter, *, by: Actor, at: datetime) -> None:
    """The mail is with the server, and is kept as it was sent."""
    kept = {"email": letter.to, "subject": letter.subject, "body": letter.body}
    _end(number, sent_at=at, **kept)
    log.debug("reminder %s sent by %s", number, by.name)


def drop(number: int, because: Dropped, *, by: Actor, at: datetime) -> None:
    """The mail is not sent."""
    _end(number, dropped_at=at, dropped_because=because)
    log.info("reminder %s dropped by %s: %s", number, by.name, because)


def _end(number: int, **facts: object) -> None:
    """What was dropped meanwhile stays so, unless it went out after all."""
    ended = update(Reminder).where(Reminder.id == number, Reminder.sent_at.is_(None))
    if "sent_at" in facts:
        facts |= {"dropped_at": None, "dropped_because": None}
    else:
        ended = ended.where(Reminder.dropped_at.is_(None))
    db.session.execute(ended.values(**facts))
