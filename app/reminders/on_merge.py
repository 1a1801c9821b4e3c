"""What becomes of reminders when two entries of one human become one."""

from sqlalchemy import or_, select

from app.core.db import db
from app.people.models import Person
from app.reminders.models import ReminderItem


def move_reminders(gone: Person, *, into: Person, **_more: object) -> None:
    """Of what either was told, `into` is not told again.

    What both were told stays where it was; mails stay as they were sent.
    """
    wanted = select(ReminderItem).where(
        or_(
            ReminderItem.person_id.in_([gone.id, into.id]),
            ReminderItem.addressee == f"person:{gone.id}",
        )
    )
    items = db.session.scalars(wanted).all()
    told = {_key(one, one.person_id, one.addressee) for one in items if one.person_id != gone.id}
    for one in items:
        person_id = into.id if one.person_id == gone.id else one.person_id
        is_own = one.addressee == f"person:{gone.id}"
        addressee = f"person:{into.id}" if is_own else one.addressee
        key = _key(one, person_id, addressee)
        if (person_id, addressee) != (one.person_id, one.addressee) and key not in told:
            told.add(key)
            one.person_id, one.addressee = person_id, addressee


def _key(one: ReminderItem, person_id: int, addressee: str) -> tuple[object, ...]:
    return addressee, person_id, one.training_id, one.due_on, one.stage, one.round
