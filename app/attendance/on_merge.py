"""What becomes of sessions and the ledger when two entries of one human become one.

Badges and calendar addresses are computed from the number of the old entry and keep working, so
what says how often they were replaced stays with that number.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.orm import aliased

from app.attendance.models.ledger import CheckIn, CheckOut, Correction, FurtherScan, RefusedScan
from app.attendance.models.notices import Notice
from app.attendance.models.sessions import SignUp
from app.core.actors import Actor
from app.core.db import db
from app.people.models import Person


def move_presence(gone: Person, *, into: Person, by: Actor, at: datetime) -> None:
    """Presence, seats and notices are those of `into`.

    Of two scans that tell the same of one meeting the second stays where it was: nothing of the
    ledger is lost. A notice that both were to get is sent once.
    """
    _withdraw_doubles(gone, into, by, at)
    db.session.flush()
    same_notice = ("session_id", "kind", "occasion")
    unsent = (Notice.person_id == gone.id) & Notice.sent_at.is_(None)
    db.session.execute(delete(Notice).where(unsent, _has(Notice, into, same_notice)))
    for scans in (CheckIn, CheckOut):
        _move(scans, gone, into, _has(scans, into, ("meeting_id",)))
    _move(Notice, gone, into, _has(Notice, into, same_notice))
    for others in (FurtherScan, Correction, RefusedScan, SignUp):
        _move(others, gone, into)


def _move(table: Any, gone: Person, into: Person, *but: ColumnElement[bool]) -> None:  # noqa: ANN401
    left = [~one for one in but]
    moved = update(table).where(table.person_id == gone.id, *left)
    db.session.execute(moved.values(person_id=into.id))


def _has(table: Any, into: Person, columns: tuple[str, ...]) -> ColumnElement[bool]:  # noqa: ANN401
    """SQL: `into` has a row that agrees in these columns."""
    other = aliased(table)
    same = [getattr(other, name) == getattr(table, name) for name in columns]
    return exists(select(other.id).where(other.person_id == into.id, *same).correlate(table))


def _withdraw_doubles(gone: Person, into: Person, by: Actor, at: datetime) -> None:
    """Of two seats at one session the one that was asked for first stands."""
    wanted = select(SignUp).where(
        SignUp.person_id.in_([gone.id, into.id]), SignUp.withdrawn_at.is_(None)
    )
    seats: set[int] = set()
    for one in db.session.scalars(wanted.order_by(SignUp.id)).all():
        if one.session_id in seats:
            one.withdrawn_at, one.withdrawn_by = at, by.name
        seats.add(one.session_id)
