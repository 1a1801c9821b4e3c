"""Seats that are given to people by name, and taken back; and who moves up by it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from app.attendance.models.notices import NoticeKind
from app.attendance.models.sessions import SignUp, TrainingSession
from app.attendance.plan_refusals import AlreadyThere, NotThere
from app.attendance.queries.notices import concerned_ids
from app.attendance.queries.people_of import seated_ids
from app.attendance.queries.standing import demand_standing
from app.attendance.services.notices import announce
from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.people.models import Person


def give(session: TrainingSession, person: Person, *, by: Actor, at: datetime) -> None:
    """The person is invited by name: has a seat, or waits for one behind those who came before.

    Raises:
        SessionEnded, AlreadyThere
    """
    demand_standing(session)
    if _standing_of(session, person.id) is not None:
        raise AlreadyThere
    db.session.add(
        SignUp(session_id=session.id, person_id=person.id, signed_up_at=at, signed_up_by=by.name)
    )
    db.session.flush()
    changes = {"person": (None, person.full_name)}
    audit.record("attendance.seat_given", _subject_of(session), by=by, changes=changes)


def take_back(session: TrainingSession, person_id: int, *, by: Actor, at: datetime) -> None:
    """The person is not expected by name any more; whoever gets a seat by it is told.

    Raises:
        SessionEnded, NotThere
    """
    demand_standing(session)
    sign_up = _standing_of(session, person_id)
    if sign_up is None:
        raise NotThere
    seated = seated_ids(session)
    sign_up.withdrawn_at, sign_up.withdrawn_by = at, by.name
    db.session.flush()
    changes = {"person": (sign_up.person.full_name, None)}
    audit.record("attendance.seat_taken_back", _subject_of(session), by=by, changes=changes)
    tell_of_seats(session, seated, by=by, at=at)


def tell_of_seats(
    session: TrainingSession, seated_before: Iterable[int], *, by: Actor, at: datetime
) -> None:
    """Whoever waited and now has a seat will be told, if there is anything left to come to."""
    newly = set(seated_ids(session)) - set(seated_before)
    if session.capacity is None or not newly:
        return
    told = newly & concerned_ids(session, NoticeKind.SEAT, at)
    announce(session, NoticeKind.SEAT, told, occasion=at.isoformat(), due_at=at, by=by, at=at)


def _standing_of(session: TrainingSession, person_id: int) -> SignUp | None:
    standing = select(SignUp).where(
        SignUp.session_id == session.id,
        SignUp.person_id == person_id,
        SignUp.withdrawn_at.is_(None),
    )
    return db.session.scalars(standing).one_or_none()


def _subject_of(session: TrainingSession) -> Subject:
    """What the log calls the session."""
    return Subject("session", session.id, session.title)
