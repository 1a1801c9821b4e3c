"""Seats: people sign up and withdraw, and whoever waits moves up."""

from datetime import datetime

from sqlalchemy import select

from app.attendance.models.sessions import SignUp, TrainingSession
from app.attendance.queries.people_of import seated_ids
from app.attendance.queries.places import Place, place_at
from app.attendance.queries.standing import demand_standing
from app.attendance.services.seats import tell_of_seats
from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.core.errors import Conflict, NotFound


class SessionBegun(Conflict):
    """Nobody signs up or withdraws any more."""


def join(session: TrainingSession, person_id: int, *, by: Actor, at: datetime) -> Place:
    """The person has a seat, or waits for one; the place as it stands from now on.

    Whoever joins at the same moment queues here, so that the last seat is promised once.

    Raises:
        NotFound: the person is not invited.
        SessionEnded, SessionBegun
    """
    place = _locked_place(session, person_id, at)
    if place.is_coming:
        return place
    if not place.can_join(at):
        raise SessionBegun
    db.session.add(
        SignUp(session_id=session.id, person_id=person_id, signed_up_at=at, signed_up_by=by.name)
    )
    db.session.flush()
    audit.record("attendance.signed_up", _subject_of(session), by=by)
    return _place(session, person_id, at)


def withdraw(session: TrainingSession, person_id: int, *, by: Actor, at: datetime) -> None:
    """The person gives up the seat, or the place in line; whoever gets a seat by it is told.

    Raises:
        NotFound: the person is not invited.
        SessionEnded, SessionBegun
    """
    place = _locked_place(session, person_id, at)
    if place.rank is None:
        return
    if not place.can_withdraw(at):
        raise SessionBegun
    seated = seated_ids(session)
    sign_up = db.session.scalars(
        select(SignUp).where(
            SignUp.session_id == session.id,
            SignUp.person_id == person_id,
            SignUp.withdrawn_at.is_(None),
        )
    ).one()
    sign_up.withdrawn_at, sign_up.withdrawn_by = at, by.name
    db.session.flush()
    audit.record("attendance.withdrawn", _subject_of(session), by=by)
    tell_of_seats(session, seated, by=by, at=at)


def _locked_place(session: TrainingSession, person_id: int, at: datetime) -> Place:
    """The place as it stands; until the transaction ends nobody else changes the session's seats.

    Raises:
        NotFound, SessionEnded
    """
    demand_standing(session)
    return _place(session, person_id, at)


def _place(session: TrainingSession, person_id: int, at: datetime) -> Place:
    place = place_at(session, person_id, at)
    if place is None:
        raise NotFound
    return place


def _subject_of(session: TrainingSession) -> Subject:
    return Subject("session", session.id, session.title)
