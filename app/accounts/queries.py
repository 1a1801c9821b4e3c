"""Answers about accounts, roles and sessions."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select

from app.accounts.models import Account, RoleGrant, SignInSession
from app.accounts.tokens import token_hash
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor, Grant
from app.people.models import Unit


@dataclass(frozen=True, slots=True)
class SignedInAccount:
    """The owner of a session: who acts, and in which language."""

    actor: Actor
    language: str


def signed_in(token: str, at: datetime, request_id: str | None) -> SignedInAccount | None:
    """The owner of the session with this token, with the roles held on that day.

    None if the session is unknown, over or expired, or the account is closed.
    """
    day = clock.local(at).date()
    rows = db.session.execute(
        select(Account.id, Account.display_name, Account.person_id, Account.language, RoleGrant.role, Unit.path)
        .join(SignInSession, SignInSession.account_id == Account.id)
        .outerjoin(RoleGrant, (RoleGrant.account_id == Account.id) & _held_on(day))
        .outerjoin(Unit, Unit.id == RoleGrant.unit_id)
        .where(
            SignInSession.token_hash == token_hash(token),
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > at,
            Account.closed_at.is_(None),
        )
    ).all()
    if not rows:
        return None
    first = rows[0]
    grants = tuple(Grant(row.role, row.path) for row in rows if row.role is not None)
    actor = Actor(first.display_name, first.id, first.person_id, grants, request_id)
    return SignedInAccount(actor, first.language)


def _held_on(day: date) -> ColumnElement[bool]:
    return (RoleGrant.started_on <= day) & or_(
        RoleGrant.ended_on.is_(None), RoleGrant.ended_on >= day
    )
