"""Sign-ins: begun with a token of their own, ended one by one or all at once."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import delete, update

from app.accounts.models import Account, SignInSession
from app.accounts.queries.sign_in import person_without_account
from app.accounts.tokens import new_token, token_hash
from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.core.errors import NotFound

log = logging.getLogger(__name__)

_KEPT_AFTER_EXPIRY = timedelta(days=30)
_USER_AGENT_LENGTH = 200


def sign_in(
    account: Account,
    *,
    user_agent: str,
    hours: int,
    at: datetime,
    by: Actor,
    fresh_hash: str | None = None,
) -> str:
    """A new browser is signed in for that many hours; the token it has to keep.

    The account belongs to the person with its address from now on, if one has come into the staff
    list since the invitation. `fresh_hash` replaces a password hash that has aged.
    """
    token = new_token()
    db.session.add(
        SignInSession(
            token_hash=token_hash(token),
            account_id=account.id,
            started_at=at,
            expires_at=at + timedelta(hours=hours),
            user_agent=user_agent[:_USER_AGENT_LENGTH],
        )
    )
    account.password_hash = fresh_hash or account.password_hash
    _match_person(account, by)
    db.session.execute(
        delete(SignInSession).where(SignInSession.expires_at < at - _KEPT_AFTER_EXPIRY)
    )
    db.session.flush()
    log.info("account %s signed in", account.id)
    return token


def sign_out(token: str, *, at: datetime, by: Actor) -> None:
    """The session with this token is over; nothing happens if it was."""
    _end(at, SignInSession.token_hash == token_hash(token))
    log.info("account %s signed out", by.account_id)


def end_sign_in(sign_in_id: int, *, at: datetime, by: Actor) -> None:
    """One of the actor's own browsers is signed out.

    Raises:
        NotFound: it is not the actor's, or has ended already.
    """
    own = SignInSession.account_id == by.account_id
    if not _end(at, SignInSession.id == sign_in_id, own):
        raise NotFound(sign_in_id)
    audit.record("accounts.sign_in_ended", _own_account(by), by=by)


def end_every_sign_in(*, at: datetime, by: Actor) -> None:
    """All the actor's browsers are signed out, this one too."""
    count = _end(at, SignInSession.account_id == by.account_id)
    audit.record(
        "accounts.sign_ins_ended", _own_account(by), by=by, changes={"sign_ins": (count, 0)}
    )


def end_sign_ins_of(
    account: Account, *, at: datetime, by: Actor, except_token: str | None = None
) -> None:
    """The account is signed in nowhere, except in the browser with that token.

    Part of a greater change, which has an entry of its own in the log.
    """
    spared = token_hash(except_token) if except_token else ""
    _end(at, SignInSession.account_id == account.id, SignInSession.token_hash != spared)
    log.info("account %s ended the sign-ins of account %s", by.account_id, account.id)


def _end(at: datetime, *which: object) -> int:
    """How many sessions ended that had not."""
    ended = db.session.execute(
        update(SignInSession)
        .where(*which, SignInSession.ended_at.is_(None))  # type: ignore[arg-type]
        .values(ended_at=at)
    )
    return ended.rowcount  # type: ignore[attr-defined]


def _match_person(account: Account, by: Actor) -> None:
    if account.person_id is not None:
        return
    person = person_without_account(account.email)
    if person is None:
        return
    account.person_id = person.id
    audit.record(
        "accounts.person_matched",
        Subject("account", account.id, account.display_name),
        by=by,
        changes={"person_id": (None, person.id)},
    )


def _own_account(by: Actor) -> Subject:
    return Subject("account", by.account_id, by.name)
