"""Who is at the door: by session, by password, by mailed link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Date, bindparam, exists, func, select
from sqlalchemy.orm import joinedload

from app.accounts import hashing
from app.accounts.models import AccessLink, Account, RoleGrant, SignInSession
from app.accounts.queries.grants import held_on
from app.accounts.tokens import token_hash
from app.core import clock
from app.core.actors import Actor, Grant
from app.core.db import UtcDateTime, db
from app.core.errors import DomainError
from app.core.prompt import Prompt
from app.people.models import Person, Unit


class LinkIsDead(DomainError):
    """The link was used, has expired, was replaced by a newer one, or was never sent."""


@dataclass(frozen=True, slots=True)
class SignedInAccount:
    """The owner of a session: who acts, and in which language."""

    actor: Actor
    language: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """The account that a password opens; `fresh_hash` replaces the kept one if that has aged."""

    account: Account
    fresh_hash: str | None


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that is signed in to an account."""

    id: int
    started_at: datetime
    user_agent: str
    is_this_one: bool


#: asked on every request, so built once
_SIGNED_IN = Prompt(
    select(
        Account.id,
        Account.display_name,
        Account.person_id,
        Account.language,
        RoleGrant.role,
        Unit.path,
    )
    .join(SignInSession, SignInSession.account_id == Account.id)
    .outerjoin(
        RoleGrant,
        (RoleGrant.account_id == Account.id) & held_on(bindparam("day", type_=Date)),
    )
    .outerjoin(Unit, Unit.id == RoleGrant.unit_id)
    .where(
        SignInSession.token_hash == bindparam("token_hash"),
        SignInSession.ended_at.is_(None),
        SignInSession.expires_at > bindparam("at", type_=UtcDateTime),
        Account.closed_at.is_(None),
    )
)


def signed_in(token: str, at: datetime, request_id: str | None) -> SignedInAccount | None:
    """The owner of the session with this token, with the roles held on that day.

    None if the session is unknown, over or expired, or the account is closed.
    """
    day = clock.local(at).date()
    rows = _SIGNED_IN.rows(token_hash=token_hash(token), at=at, day=day)
    if not rows:
        return None
    first = rows[0]
    grants = tuple(Grant(row.role, row.path) for row in rows if row.role is not None)
    actor = Actor(first.display_name, first.id, first.person_id, grants, request_id)
    return SignedInAccount(actor, first.language)


def recognised(address: str, password: str) -> Recognised | None:
    """The open account with this address and password; else None, after the same work."""
    account = account_with(address)
    is_right = hashing.matches(account.password_hash if account else None, password)
    if account is None or not is_right or account.closed_at is not None:
        return None
    is_aged = hashing.is_aged(account.password_hash or "")
    return Recognised(account, hashing.hash_of(password) if is_aged else None)


def person_without_account(address: str) -> Person | None:
    """Whose address it is, if she has no account: of a merged entry, who it was merged into."""
    known = select(func.coalesce(Person.merged_into_id, Person.id)).where(Person.email == address)
    wanted = (
        select(Person)
        .where(Person.id == known.scalar_subquery())
        .where(~exists().where(Account.person_id == Person.id))
    )
    return db.session.scalars(wanted).one_or_none()


def account_with(address: str) -> Account | None:
    """The account with this address, in lower case."""
    return db.session.scalars(select(Account).where(Account.email == address)).first()


def own_account(actor: Actor) -> Account:
    """The account of whoever is signed in, with the roles ever held and their units."""
    units = joinedload(Account.role_grants).joinedload(RoleGrant.unit)
    return db.session.get_one(Account, actor.account_id, options=[units])


def live_link(token: str, at: datetime) -> AccessLink:
    """The link with this token, with its account.

    Raises:
        LinkIsDead: it does not work, or not any more.
    """
    link = db.session.scalars(
        select(AccessLink)
        .join(AccessLink.account)
        .options(joinedload(AccessLink.account).joinedload(Account.person))
        .where(
            AccessLink.token_hash == token_hash(token),
            AccessLink.used_at.is_(None),
            AccessLink.expires_at > at,
            Account.closed_at.is_(None),
        )
    ).first()
    if link is None:
        raise LinkIsDead
    return link


def browsers_of(account_id: int, this_token: str, at: datetime) -> Sequence[Browser]:
    """Where the account is signed in now, this browser first, then the latest first."""
    sessions = db.session.scalars(
        select(SignInSession)
        .where(
            SignInSession.account_id == account_id,
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > at,
        )
        .order_by(SignInSession.started_at.desc(), SignInSession.id.desc())
    )
    this_hash = token_hash(this_token)
    browsers = (
        Browser(one.id, one.started_at, one.user_agent, one.token_hash == this_hash)
        for one in sessions
    )
    return sorted(browsers, key=lambda browser: not browser.is_this_one)
