"""Tokens are given and taken back."""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.accounts.tokens import new_token, token_hash
from app.api.models import ApiToken
from app.core import audit
from app.core.actors import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.people.models import Unit

#: tells a reader, and those who look for lost secrets, what this is
PREFIX = "kadra_"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a token is for, what it may read, and its last day."""

    name: str
    unit: Unit
    sees_people: bool
    expires_on: date


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token on its way to its bearer: the only moment when it is known to us."""

    row: ApiToken
    token: str = field(repr=False)


def give(terms: Terms, *, by: Actor, at: datetime) -> NewToken:
    """Whoever bears the token reads what concerns the unit and all below it."""
    token = PREFIX + new_token()
    row = ApiToken(
        unit_id=terms.unit.id,
        name=terms.name,
        token_hash=token_hash(token),
        created_at=at,
        created_by=by.name[:210],
        sees_people=terms.sees_people,
        expires_on=terms.expires_on,
    )
    db.session.add(row)
    db.session.flush()
    said = {
        "unit": terms.unit.short_name,
        "sees_people": terms.sees_people,
        "expires_on": terms.expires_on,
    }
    audit.record("interface.token_given", _subject(row), by=by, changes=audit.difference({}, said))
    return NewToken(row, token)


def revoke(token: ApiToken, *, by: Actor, at: datetime) -> None:
    """Nobody reads with it any more.

    Raises:
        Conflict: it was revoked before.
    """
    if token.revoked_at is not None:
        raise Conflict
    token.revoked_at, token.revoked_by = at, by.name[:210]
    audit.record("interface.token_revoked", _subject(token), by=by)


def note_use(token_id: int, on: date, *, by: Actor) -> None:  # noqa: ARG001 - services say who
    """The token was used on that day."""
    db.session.get_one(ApiToken, token_id).last_used_on = on


def _subject(token: ApiToken) -> audit.Subject:
    return audit.Subject("token", token.id, token.name)
