"""Calendars of people: the address of one's own, and whose a given address is."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, func, or_, select

from app.accounts.models import Account
from app.attendance.calendar import feed_token, is_genuine, token_person
from app.attendance.models.links import LinkKey, LinkKind, ReplacedLink
from app.core.db import db
from app.core.errors import NotFound
from app.people.models import Person


@dataclass(frozen=True, slots=True)
class FeedOwner:
    """Whose calendar it is."""

    person_id: int
    #: None: has no account
    account_id: int | None
    #: None: has no account, and so never said which
    language: str | None


def own_token(person_id: int) -> str:
    """What the address of the person's calendar holds now; one query."""
    row = _standing(person_id)
    if row is None:
        raise NotFound
    return feed_token(row.secret, person_id, row.number)


def feed_owner(token: str) -> FeedOwner:
    """Whose calendar the token opens; one query, two for an entry that was merged.

    Raises:
        NotFound: nobody's, or it was replaced, or the account of its owner is closed.
    """
    person_id = token_person(token)
    row = _standing(person_id) if person_id is not None else None
    if row is None or not is_genuine(token, row.secret, row.number):
        raise NotFound
    if row.merged_into_id is not None:
        row = _standing(row.merged_into_id)
        if row is None:
            raise NotFound
    return FeedOwner(row.person_id, row.account_id, row.language)


def _standing(person_id: int) -> Row[Any] | None:
    """What the person's token is computed from; None if there is no such person, or no more."""
    replaced = and_(ReplacedLink.person_id == Person.id, ReplacedLink.kind == LinkKind.CALENDAR)
    query = (
        select(
            Person.id.label("person_id"),
            Person.merged_into_id,
            Account.id.label("account_id"),
            Account.language,
            select(LinkKey.secret).scalar_subquery().label("secret"),
            select(func.count(ReplacedLink.id)).where(replaced).scalar_subquery().label("number"),
        )
        .outerjoin(Account, Account.person_id == Person.id)
        .where(Person.id == person_id, or_(Account.id.is_(None), Account.closed_at.is_(None)))
    )
    return db.session.execute(query).one_or_none()
