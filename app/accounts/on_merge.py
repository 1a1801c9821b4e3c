"""What becomes of accounts when two entries of one human become one."""

from sqlalchemy import select

from app.accounts.models import Account
from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.people.models import Person
from app.people.refusals import TwoAccounts


def move_account(gone: Person, *, into: Person, by: Actor, **_more: object) -> None:
    """The one open account is that of `into`; no role changes hands.

    Raises:
        TwoAccounts: both have an open one. Roles are not for whoever merges to give or to take.
    """
    wanted = select(Account).where(Account.person_id.in_([gone.id, into.id])).with_for_update()
    found = {account.person_id: account for account in db.session.scalars(wanted)}
    moving, staying = found.get(gone.id), found.get(into.id)
    if moving is None:
        return
    if staying is not None and moving.closed_at is None and staying.closed_at is None:
        raise TwoAccounts(moving.email, staying.email)
    if staying is not None:
        closed = moving if moving.closed_at is not None else staying
        _give(closed, None, by)
        if closed is moving:
            return
    _give(moving, into.id, by)


def _give(account: Account, person_id: int | None, by: Actor) -> None:
    before, account.person_id = account.person_id, person_id
    db.session.flush()
    audit.record(
        "accounts.person_matched",
        Subject("account", account.id, account.display_name),
        by=by,
        changes={"person_id": (before, person_id)},
    )
