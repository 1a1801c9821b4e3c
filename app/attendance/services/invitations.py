"""Units that are invited to a session, and the mail that tells their people."""

from collections.abc import Sequence
from datetime import datetime

from app.attendance.models.notices import NoticeKind
from app.attendance.models.sessions import InvitedUnit, TrainingSession
from app.attendance.plan_refusals import ManyMails
from app.attendance.queries.invited import not_told_ids
from app.attendance.queries.standing import demand_standing
from app.attendance.services.notices import announce
from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.people.models import Unit


def invite(
    session: TrainingSession, units: Sequence[Unit], *, teaching_only: bool, by: Actor
) -> None:
    """Whoever works there, or only who teaches there, is invited. Nobody is told by this alone.

    A unit that is invited already stays so, on the new terms.

    Raises:
        SessionEnded
    """
    demand_standing(session)
    before = _facts(session)
    known = {one.unit_id: one for one in session.invited}
    for unit in units:
        if unit.id in known:
            known[unit.id].teaching_only = teaching_only
        else:
            session.invited.append(InvitedUnit(unit=unit, teaching_only=teaching_only))
    db.session.flush()
    changes = audit.difference(before, _facts(session))
    if changes:
        audit.record("attendance.units_invited", _subject_of(session), by=by, changes=changes)


def uninvite(session: TrainingSession, unit_id: int, *, by: Actor) -> None:
    """The unit is not invited any more; whoever signed up keeps the seat.

    Raises:
        SessionEnded
    """
    demand_standing(session)
    before = _facts(session)
    for invitation in [one for one in session.invited if one.unit_id == unit_id]:
        session.invited.remove(invitation)
        db.session.delete(invitation)
    db.session.flush()
    changes = audit.difference(before, _facts(session))
    if changes:
        audit.record("attendance.unit_uninvited", _subject_of(session), by=by, changes=changes)


def tell(session: TrainingSession, *, mails_at_most: int | None, by: Actor, at: datetime) -> int:
    """Everybody invited who was not told before is told by mail; how many people that are.

    Raises:
        SessionEnded
        ManyMails: more people than `mails_at_most` would be told.
    """
    demand_standing(session)
    told = not_told_ids(session, at)
    if mails_at_most is not None and len(told) > mails_at_most:
        raise ManyMails(len(told))
    announce(session, NoticeKind.INVITED, told, occasion="", due_at=at, by=by, at=at)
    changes = {"mails": (None, len(told))}
    audit.record("attendance.invitations_mailed", _subject_of(session), by=by, changes=changes)
    return len(told)


def _facts(session: TrainingSession) -> dict[str, object]:
    """What the log compares."""
    everybody = [one.unit.short_name for one in session.invited if not one.teaching_only]
    teaching = [one.unit.short_name for one in session.invited if one.teaching_only]
    return {"invited": sorted(everybody), "invited_teaching": sorted(teaching)}


def _subject_of(session: TrainingSession) -> Subject:
    """What the log calls the session."""
    return Subject("session", session.id, session.title)
