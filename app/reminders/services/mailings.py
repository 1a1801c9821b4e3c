"""Mailings that wait are released, and those that are not to go out are cancelled."""

from datetime import datetime

from sqlalchemy import update

from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.core.errors import Conflict
from app.reminders.models import Mailing, Reminder
from app.reminders.stages import Dropped


class AlreadyReleased(Conflict):
    """Somebody has released the mailing."""


class AlreadyCancelled(Conflict):
    """Somebody has cancelled the mailing."""


def release(mailing: Mailing, *, by: Actor, at: datetime) -> None:
    """The mails go out, beginning with the next working hour.

    Raises:
        AlreadyReleased, AlreadyCancelled
    """
    _lock(mailing)
    if mailing.released_at is not None:
        raise AlreadyReleased(mailing.id)
    mailing.released_at, mailing.released_by = at, by.name
    db.session.flush()
    audit.record("reminders.released", Subject("mailing", mailing.id, mailing.label), by=by)


def cancel(mailing: Mailing, *, by: Actor, at: datetime) -> None:
    """What was not sent is not sent any more; nobody is told the same again for that.

    Raises:
        AlreadyCancelled
    """
    _lock(mailing)
    mailing.cancelled_at, mailing.cancelled_by = at, by.name
    db.session.execute(
        update(Reminder)
        .where(
            Reminder.mailing_id == mailing.id,
            Reminder.sent_at.is_(None),
            Reminder.dropped_at.is_(None),
        )
        .values(dropped_at=at, dropped_because=Dropped.CANCELLED),
        execution_options={"synchronize_session": False},
    )
    audit.record("reminders.cancelled", Subject("mailing", mailing.id, mailing.label), by=by)


def _lock(mailing: Mailing) -> None:
    db.session.refresh(mailing, ["released_at", "cancelled_at"], with_for_update=True)
    if mailing.cancelled_at is not None:
        raise AlreadyCancelled(mailing.id)
