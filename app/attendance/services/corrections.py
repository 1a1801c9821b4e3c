"""Corrections: somebody says how it really was. Nothing that was kept before is changed."""

from datetime import datetime

from app.attendance.checkin import Corrected
from app.attendance.models.ledger import Correction
from app.attendance.queries.doors import AtMeeting
from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject, difference
from app.core.db import db
from app.people.models import Person


def correct(
    meeting: AtMeeting,
    person_id: int,
    corrected: Corrected,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    before: Corrected | None = None,
) -> Correction:
    """This is the last word about the person at the meeting, until somebody says another.

    It is allowed after the session was closed, too; then it is to be closed again. `before` is
    what held until now, for the log.
    """
    person = db.session.get_one(Person, person_id)
    said = Correction(
        meeting_id=meeting.id,
        person_id=person_id,
        is_present=corrected.is_present,
        arrived_at=corrected.arrived_at,
        left_at=corrected.left_at,
        is_excused=corrected.is_excused,
        reason=reason,
        corrected_at=at,
        corrected_by=by.name[:210],
    )
    db.session.add(said)
    db.session.flush()
    audit.record(
        "attendance.corrected",
        Subject("meeting", meeting.id, person.full_name),
        by=by,
        changes=difference(_facts(before) if before else {}, _facts(corrected)),
        is_correction=True,
        reason=reason,
    )
    return said


def _facts(said: Corrected) -> dict[str, object]:
    return {
        "is_present": said.is_present,
        "arrived_at": said.arrived_at,
        "left_at": said.left_at,
        "is_excused": said.is_excused,
    }
