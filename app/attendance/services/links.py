"""Personal codes that were lost or told: the ones before no longer hold."""

from datetime import datetime

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
    """The person has a new code of that kind; no earlier one holds any longer."""
    db.session.add(
        ReplacedLink(person_id=person.id, kind=kind, replaced_at=at, replaced_by=by.name)
    )
    db.session.flush()
    audit.record(_ACTIONS[kind], Subject("person", person.id, person.full_name), by=by)
