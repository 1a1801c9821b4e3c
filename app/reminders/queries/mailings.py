"""Mailings: what waits, what is under way, what was sent."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.errors import NotFound
from app.reminders.models import Mailing, Reminder


def mailing_or_404(mailing_id: int, **_more: object) -> Mailing:
    """The mailing with its unit.

    Raises:
        NotFound
    """
    wanted = select(Mailing).where(Mailing.id == mailing_id).options(joinedload(Mailing.unit))
    mailing = db.session.scalars(wanted).one_or_none()
    if mailing is None:
        raise NotFound
    return mailing


def reminder_or_404(reminder_id: int) -> Reminder:
    """The mail with its mailing.

    Raises:
        NotFound
    """
    mailing = joinedload(Reminder.mailing).joinedload(Mailing.unit)
    wanted = select(Reminder).where(Reminder.id == reminder_id).options(mailing)
    reminder = db.session.scalars(wanted).one_or_none()
    if reminder is None:
        raise NotFound
    return reminder
