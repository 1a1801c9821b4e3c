"""Accounts: opened by invitation, closed and opened again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete

from app.accounts.models import AccessLink, Account
from app.accounts.queries.sign_in import account_with, person_without_account
from app.accounts.services.passwords import open_with_password, send_link
from app.accounts.services.roles import (
    RoleHeldAlready,
    Term,
    demand_other_administrator,
    grant_role,
)
from app.accounts.services.sign_in import end_sign_ins_of
from app.accounts.tokens import MailedLink
from app.core import audit, clock
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.core.errors import Conflict, DomainError, Forbidden
from app.core.permissions import Permission, allows


class NameNeeded(DomainError):
    """Nobody in the staff list has the address, so the invitation must say whose it is."""


class AccountIsClosed(Conflict):
    """The account must be opened again first."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is to have an account. `name` may be empty for a person of the staff list."""

    #: in lower case
    address: str
    name: str = ""
    language: str = "pl"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What came of an invitation; no link for somebody who signs in already."""

    account: Account
    link: MailedLink | None


def invite(guest: Guest, term: Term, *, lifetime: timedelta, at: datetime, by: Actor) -> Invitation:
    """The guest has an account with the role, and a link to choose a password if there is none yet.

    Inviting somebody again before the invitation is accepted only makes a new link.

    Raises:
        NameNeeded, AccountIsClosed, RoleHeldAlready
        Forbidden: the actor does not administer the unit.
    """
    account = account_with(guest.address) or _open(guest, at)
    if account.closed_at is not None:
        raise AccountIsClosed(account.email)
    is_new = account.password_hash is None
    try:
        grant_role(account, term, by=by)
    except RoleHeldAlready:
        if not is_new:
            raise
    link = send_link(account, lifetime=lifetime, at=at, by=by) if is_new else None
    return Invitation(account, link)


def open_account(guest: Guest, term: Term, password: str, *, at: datetime, by: Actor) -> Account:
    """The guest has an active account with this role and password; nothing is mailed.

    Raises:
        NameNeeded, RoleHeldAlready
    """
    account = account_with(guest.address) or _open(guest, at)
    grant_role(account, term, by=by)
    open_with_password(account, password, by=by)
    return account


def close(account: Account, *, at: datetime, by: Actor) -> None:
    """Nobody can sign in to the account, and nobody is; its links are dead. Twice is once.

    Raises:
        LastAdministrator: nobody would be left to administer the city.
        Forbidden: it holds a role at a unit that the actor does not administer.
    """
    _demand_whole(account, by, at)
    demand_other_administrator(account, at=at, by=by)
    if account.closed_at is not None:
        return
    account.closed_at = at
    db.session.execute(delete(AccessLink).where(AccessLink.account_id == account.id))
    end_sign_ins_of(account, at=at, by=by)
    audit.record("accounts.closed", _subject(account), by=by)


def reopen(account: Account, *, at: datetime, by: Actor) -> None:
    """The owner can sign in again, with the password and the roles of before. Twice is once.

    Raises:
        Forbidden: it holds a role at a unit that the actor does not administer.
    """
    _demand_whole(account, by, at)
    if account.closed_at is None:
        return
    account.closed_at = None
    db.session.flush()
    audit.record("accounts.reopened", _subject(account), by=by)


def choose_language(account: Account, language: str, *, by: Actor) -> None:
    """The account is addressed in this language, by pages and by mail."""
    before, account.language = account.language, language
    db.session.flush()
    if before != language:
        changes = {"language": (before, language)}
        audit.record("accounts.language_chosen", _subject(account), by=by, changes=changes)


def _subject(account: Account) -> Subject:
    """The account as the log names it."""
    return Subject("account", account.id, account.display_name)


def _open(guest: Guest, at: datetime) -> Account:
    person = person_without_account(guest.address)
    name = person.full_name if person else guest.name
    if not name:
        raise NameNeeded(guest.address)
    account = Account(
        email=guest.address,
        display_name=name,
        person_id=person.id if person else None,
        language=guest.language,
        created_at=at,
        role_grants=[],
    )
    db.session.add(account)
    db.session.flush()
    return account


def _demand_whole(account: Account, by: Actor, at: datetime) -> None:
    """Whoever closes an account takes away all its roles, so all must be theirs to take."""
    day = clock.local(at).date()
    for grant in account.role_grants:
        if not grant.is_over(day) and not allows(by, Permission.ACCOUNT_EDIT, grant):
            raise Forbidden(account.id)
