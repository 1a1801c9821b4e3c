"""Passwords: chosen by whoever holds a mailed link, or changed by whoever knows the old one."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete, update

from app.accounts import hashing
from app.accounts.models import AccessLink, Account, LinkPurpose
from app.accounts.queries.sign_in import LinkIsDead, account_with
from app.accounts.services.sign_in import end_sign_ins_of
from app.accounts.tokens import MailedLink, new_token, token_hash
from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db


def choose_password(link: AccessLink, password_hash: str, *, at: datetime, by: Actor) -> Account:
    """The account of the link has this password, every link to it is dead, every sign-in ended.

    Raises:
        LinkIsDead: somebody was faster.
    """
    used = db.session.execute(
        update(AccessLink)
        .where(AccessLink.id == link.id, AccessLink.used_at.is_(None), AccessLink.expires_at > at)
        .values(used_at=at)
    )
    if not used.rowcount:  # type: ignore[attr-defined]
        raise LinkIsDead
    account = link.account
    is_first = account.password_hash is None
    account.password_hash = password_hash
    _forget_links(account)
    end_sign_ins_of(account, at=at, by=by)
    _record("accounts.accepted" if is_first else "accounts.password_reset", account, by)
    return account


def change_password(
    account: Account, password_hash: str, *, this_token: str, at: datetime, by: Actor
) -> None:
    """The account has this password, and is signed in nowhere but here."""
    account.password_hash = password_hash
    _forget_links(account)
    end_sign_ins_of(account, at=at, by=by, except_token=this_token)
    _record("accounts.password_changed", account, by)


def send_link(account: Account, *, lifetime: timedelta, at: datetime, by: Actor) -> MailedLink:
    """A link to choose a password is ready to be mailed; the one sent before is dead.

    It is an invitation while the account has no password, a reset afterwards.
    """
    is_invitation = account.password_hash is None
    purpose = LinkPurpose.INVITATION if is_invitation else LinkPurpose.RESET
    link = _new_link(account, purpose, lifetime, at)
    _record("accounts.invited" if is_invitation else "accounts.reset_sent", account, by)
    return replace(link, invited_by="" if by.is_command else by.name)


def ask_for_reset(
    address: str, *, lifetime: timedelta, at: datetime, by: Actor
) -> MailedLink | None:
    """A link is ready for whoever reads the mail of this address; None if no open account has it.

    An invitation that waits stays alive: a stranger who knows the address must not shorten it.
    """
    account = account_with(address)
    if account is None or account.closed_at is not None:
        return None
    link = _new_link(account, LinkPurpose.RESET, lifetime, at)
    _record("accounts.reset_sent", account, by)
    return link


def open_with_password(account: Account, password: str, *, by: Actor) -> None:
    """The account is active with this password, without a link: for demonstrations.

    The hash is made inside the transaction, so nobody else should be waiting to write.
    """
    account.password_hash = hashing.hash_of(password)
    db.session.flush()
    _record("accounts.accepted", account, by)


def _new_link(
    account: Account, purpose: LinkPurpose, lifetime: timedelta, at: datetime
) -> MailedLink:
    db.session.execute(
        delete(AccessLink).where(AccessLink.account_id == account.id, AccessLink.purpose == purpose)
    )
    token = new_token()
    link = AccessLink(
        token_hash=token_hash(token),
        account_id=account.id,
        purpose=purpose,
        created_at=at,
        expires_at=at + lifetime,
    )
    db.session.add(link)
    db.session.flush()
    return MailedLink(
        token=token,
        to=account.email,
        language=account.language,
        is_invitation=purpose is LinkPurpose.INVITATION,
        expires_at=link.expires_at,
    )


def _forget_links(account: Account) -> None:
    db.session.execute(
        delete(AccessLink).where(AccessLink.account_id == account.id, AccessLink.used_at.is_(None))
    )
    db.session.flush()


def _record(action: str, account: Account, by: Actor) -> None:
    audit.record(action, Subject("account", account.id, account.display_name), by=by)
