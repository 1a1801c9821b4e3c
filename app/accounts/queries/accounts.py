"""The list of accounts, and everything about one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, true, tuple_
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Account, AccountState, RoleGrant
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import NotFound
from app.core.folding import fold
from app.core.paging import Page
from app.people.models import Unit

_HISTORY_LENGTH = 50
_BATCH = 500

_IN_STATE: dict[AccountState, ColumnElement[bool]] = {
    AccountState.INVITED: and_(Account.closed_at.is_(None), Account.password_hash.is_(None)),
    AccountState.ACTIVE: and_(Account.closed_at.is_(None), Account.password_hash.is_not(None)),
    AccountState.CLOSED: Account.closed_at.is_not(None),
}


@dataclass(frozen=True, slots=True)
class Search:
    """Which accounts are wanted: those with a role below the paths, by words and by state."""

    paths: tuple[str, ...]
    words: str = ""
    state: AccountState | None = None


def account_of(account_id: int) -> Account:
    """The account with this number, with the units where it holds or held a role.

    Raises:
        NotFound: there is none.
    """
    units = selectinload(Account.role_grants).joinedload(RoleGrant.unit)
    account = db.session.get(Account, account_id, options=[units, joinedload(Account.person)])
    if account is None:
        raise NotFound(account_id)
    return account


def found(search: Search, number: int) -> Page[Account]:
    """That page of the accounts searched for, in alphabetical order; the last if too high."""
    counted = select(func.count()).select_from(Account).where(*_conditions(search))
    page: Page[Account] = Page([], db.session.scalar(counted) or 0, number)
    number = min(number, page.pages)
    window = _in_order(search).limit(page.size).offset((number - 1) * page.size)
    return replace(page, items=db.session.scalars(window).all(), number=number)


def everything_found(search: Search) -> Iterator[Account]:
    """All accounts of the search, in the order of the alphabet, a batch at a time."""
    after: tuple[str, int] = ("", 0)
    place = tuple_(Account.sort_key, Account.id)
    while batch := db.session.scalars(_in_order(search).where(place > after).limit(_BATCH)).all():
        yield from batch
        after = (batch[-1].sort_key, batch[-1].id)


def history_of(account_id: int) -> Sequence[AuditEntry]:
    """What the log says about the account, the latest first, not more than fits on a page."""
    return db.session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject_type == "account", AuditEntry.subject_id == account_id)
        .order_by(AuditEntry.id.desc())
        .limit(_HISTORY_LENGTH)
    ).all()


def _in_order(search: Search) -> Select[Account]:
    return (
        select(Account)
        .options(selectinload(Account.role_grants).joinedload(RoleGrant.unit))
        .where(*_conditions(search))
        .order_by(Account.sort_key, Account.id)
    )


def _conditions(search: Search) -> list[ColumnElement[bool]]:
    words = fold(search.words).split()
    return [
        _within(search.paths),
        *(Account.folded_text.contains(word, autoescape=True) for word in words),
        *([_IN_STATE[search.state]] if search.state else []),
    ]


def _within(paths: tuple[str, ...]) -> ColumnElement[bool]:
    """SQL for `Account.scope_paths`: a role is, was or will be held below one of the paths."""
    if "" in paths:
        return true()
    return exists().where(
        RoleGrant.account_id == Account.id,
        RoleGrant.unit_id == Unit.id,
        Unit.below(*paths),
    )
