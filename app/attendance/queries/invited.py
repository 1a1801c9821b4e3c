"""Who is to be told of a session, and which units and trainers it can have."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from app.accounts.models import Account, RoleGrant
from app.accounts.queries.grants import held_on
from app.attendance.models.notices import Notice, NoticeKind
from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.expected import Invitee, invitees
from app.attendance.queries.notices import concerned_ids
from app.attendance.queries.people_of import next_meeting
from app.core.db import db
from app.core.permissions import LEADS_SESSIONS
from app.people.models import Unit
from app.people.queries.units import stands_above


def recipients(session: TrainingSession, kind: NoticeKind, at: datetime) -> list[Invitee]:
    """Whoever a mail of that kind would go to now, by school and name.

    Of invitations, only those who have had none.
    """
    is_first = kind is NoticeKind.INVITED
    ids = not_told_ids(session, at) if is_first else concerned_ids(session, kind, at)
    return invitees(ids, next_meeting(session, at).day)


def not_told_ids(session: TrainingSession, at: datetime) -> set[int]:
    """Persons who are invited to what lies ahead, and have had no invitation; two queries."""
    told = select(Notice.person_id).where(
        Notice.session_id == session.id, Notice.kind == NoticeKind.INVITED
    )
    return concerned_ids(session, NoticeKind.INVITED, at) - set(db.session.scalars(told))


@dataclass(frozen=True, slots=True)
class Trainer:
    """An account that may be named trainer."""

    account_id: int
    name: str


def trainers_within(paths: tuple[str, ...], day: date) -> list[Trainer]:
    """Open accounts that hold the role of a trainer that day, by name.

    They hold it at or below one of these paths, or above one, and so there, too.
    """
    query = (
        select(Account.id, Account.display_name, Account.sort_key)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(
            RoleGrant.role.in_(LEADS_SESSIONS),
            held_on(day),
            Account.closed_at.is_(None),
            or_(Unit.below(*paths), stands_above(paths)),
        )
        .order_by(Account.sort_key, Account.id)
        .distinct()
    )
    return [Trainer(row.id, row.display_name) for row in db.session.execute(query)]
