"""What becomes of reminders when two entries of one human become one."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.people.models import Person
from app.reminders.models import Reminder, ReminderItem
from app.reminders.stages import Dropped


def move_reminders(gone: Person, *, into: Person, at: datetime, **_more: object) -> None:
    """Of what either was told, `into` is not told again, and mail not sent yet goes to her.

    What was sent stays as it was sent. What both were told stays where it was, and of a mail that
    was not sent it is taken out; a mail of which nothing is left is dropped.
    """
    wanted = select(ReminderItem).where(
        or_(
            ReminderItem.person_id.in_([gone.id, into.id]),
            ReminderItem.addressee == f"person:{gone.id}",
        )
    )
    items = db.session.scalars(wanted.options(joinedload(ReminderItem.reminder))).all()
    told = {_key(one, one.person_id, one.addressee) for one in items if one.person_id != gone.id}
    for one in items:
        person_id = into.id if one.person_id == gone.id else one.person_id
        is_own = one.addressee == f"person:{gone.id}"
        addressee = f"person:{into.id}" if is_own else one.addressee
        key = _key(one, person_id, addressee)
        if (person_id, addressee) == (one.person_id, one.addressee):
            continue
        if key not in told:
            told.add(key)
            one.person_id, one.addressee = person_id, addressee
        elif one.reminder.is_open:
            one.reminder.items.remove(one)
            db.session.delete(one)
    db.session.flush()
    _readdress(gone, into, at)


def _readdress(gone: Person, into: Person, at: datetime) -> None:
    """Open mails of `gone` go to `into`, within her own of the same mailing if there is one."""
    both = [f"person:{gone.id}", f"person:{into.id}"]
    mails = db.session.scalars(select(Reminder).where(Reminder.addressee.in_(both))).all()
    own = {(one.mailing_id, one.day): one for one in mails if one.addressee == both[1]}
    for one in mails:
        if one.addressee == both[1] or not one.is_open:
            continue
        other = own.get((one.mailing_id, one.day))
        if other is None and one.items:
            one.addressee = both[1]
            continue
        for item in list(one.items):
            if other is not None and other.is_open:
                item.reminder = other
            else:  # she has had that mail; this is planned anew
                db.session.delete(item)
        one.dropped_at, one.dropped_because = at, Dropped.NOTHING_HOLDS
    db.session.flush()


def _key(one: ReminderItem, person_id: int, addressee: str) -> tuple[object, ...]:
    return addressee, person_id, one.training_id, one.due_on, one.stage, one.round
