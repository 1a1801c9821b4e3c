"""Personal codes that were lost or told: the ones before no longer hold."""

from datetime import datetime

from sqlalchemy import select

from app.attendance.models.links import LinkKind, ReplacedLink
from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.people.models import Person

_ACTIONS = {
    LinkKind.BADGE: "attendance.badge_replaced",
    LinkKind.CALENDAR: "attendance.calendar_replaced",
}


def replace_link(person: Person, kind: LinkKind, *, by: Actor, at: datetime) -> None:
    """The person has a new code of that kind; no earlier one holds any longer.

    Nor does any of an entry that was merged into hers.
    """
    merged = select(Person.id).where(Person.merged_into_id == person.id)
    db.session.add_all(
        ReplacedLink(person_id=one, kind=kind, replaced_at=at, replaced_by=by.name)
        for one in (person.id, *db.session.scalars(merged))
    )
    db.session.flush()
    audit.record(_ACTIONS[kind], Subject("person", person.id, person.full_name), by=by)
