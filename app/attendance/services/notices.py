"""Mails about sessions are written down with what they tell of, and sent once it is durable.

The rows are a record of their own: the log holds what a mail tells of, not each mail.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update

from app.attendance.models.notices import Notice, NoticeKind
from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.notices import REMINDED_BEFORE, due_reminders, occasion_of
from app.core.actors import Actor
from app.core.db import conflict_insert, db, dialect_name

log = logging.getLogger(__name__)

#: whoever took a notice and did not say within this time that it was sent has died, or could not
RETRY_AFTER = timedelta(minutes=15)
#: what could not be sent for so long is not sent any more
_GIVEN_UP_AFTER = timedelta(days=3)


def announce(
    session: TrainingSession,
    kind: NoticeKind,
    person_ids: Iterable[int],
    *,
    occasion: str,
    due_at: datetime,
    by: Actor,
    at: datetime,
) -> None:
    """Each of these persons will be told, once per kind and occasion, however often this is said.

    What is due in the past is due now.
    """
    rows = [
        {
            "session_id": session.id,
            "person_id": person_id,
            "kind": kind,
            "occasion": occasion,
            "due_at": max(due_at, at),
        }
        for person_id in sorted(set(person_ids))
    ]
    if not rows:
        return
    db.session.execute(conflict_insert(Notice, dialect_name()).on_conflict_do_nothing(), rows)
    log.info("%s of session %s: %s mails, by %s", kind, session.id, len(rows), by.account_id)


def announce_reminders(*, by: Actor, at: datetime) -> None:
    """Whoever is expected at a meeting of the next 24 hours will be reminded of it, once."""
    for one in due_reminders(at):
        meeting = one.meeting
        announce(
            meeting.session,
            NoticeKind.REMINDER,
            one.person_ids,
            occasion=occasion_of(meeting),
            due_at=meeting.starts_at - REMINDED_BEFORE,
            by=by,
            at=at,
        )


def take(*, by: Actor, at: datetime) -> Notice | None:
    """The next notice to be sent, which nobody else is sending; None if nothing is due."""
    taken = (
        select(Notice.id)
        .where(
            Notice.sent_at.is_(None),
            Notice.due_at <= at,
            Notice.due_at > at - _GIVEN_UP_AFTER,
            or_(Notice.taken_at.is_(None), Notice.taken_at <= at - RETRY_AFTER),
        )
        .order_by(Notice.due_at, Notice.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    number = db.session.scalar(taken)
    if number is None:
        return None
    db.session.execute(update(Notice).where(Notice.id == number).values(taken_at=at))
    log.debug("notice %s taken by %s", number, by.name)
    return db.session.get_one(Notice, number, populate_existing=True)


def mark_sent(number: int, *, by: Actor, at: datetime) -> None:
    """The mail is with the server."""
    db.session.execute(update(Notice).where(Notice.id == number).values(sent_at=at))
    log.debug("notice %s sent by %s", number, by.name)


def drop(number: int, *, by: Actor) -> None:
    """The mail is not sent: what it was to tell does not hold, or not for this person."""
    db.session.execute(delete(Notice).where(Notice.id == number))
    log.info("notice %s dropped by %s", number, by.name)
