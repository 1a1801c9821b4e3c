"""Roles at units: who holds them when, and who may give them away."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import BindParameter, ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account, RoleGrant
from app.core.actors import Actor, Grant, Role
from app.core.db import db
from app.core.errors import NotFound
from app.core.permissions import Permission, allows
from app.people.models import Unit

#: the roles that administer accounts, as the one table has it
_ADMINISTRATORS = frozenset(
    role for role in Role if allows(Actor("", grants=(Grant(role, ""),)), Permission.ACCOUNT_EDIT)
)


def held_on(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """SQL: the role is held on that day."""
    return (RoleGrant.started_on <= day) & or_(
        RoleGrant.ended_on.is_(None), RoleGrant.ended_on >= day
    )


def grant_of(grant_id: int) -> RoleGrant:
    """The grant with this number, with its unit, and its account with all its grants.

    Raises:
        NotFound: there is none.
    """
    grant = db.session.get(
        RoleGrant,
        grant_id,
        options=[
            joinedload(RoleGrant.unit),
            joinedload(RoleGrant.account)
            .selectinload(Account.role_grants)
            .joinedload(RoleGrant.unit),
        ],
    )
    if grant is None:
        raise NotFound(grant_id)
    return grant


def grants_of(account_id: int) -> Sequence[RoleGrant]:
    """Every role the account holds, held or will hold, with its unit, the latest first."""
    return db.session.scalars(
        select(RoleGrant)
        .options(joinedload(RoleGrant.unit))
        .where(RoleGrant.account_id == account_id)
        .order_by(RoleGrant.started_on.desc(), RoleGrant.id.desc())
    ).all()


def city_administrators(on: date) -> Sequence[RoleGrant]:
    """The grants by which an open, accepted account administers a whole tree that day.

    The rows stay locked until the transaction ends, so that two cannot remove one another.
    """
    return db.session.scalars(
        select(RoleGrant)
        .join(RoleGrant.unit)
        .join(RoleGrant.account)
        .where(
            Unit.parent_id.is_(None),
            RoleGrant.role.in_(_ADMINISTRATORS),
            held_on(on),
            Account.closed_at.is_(None),
            Account.password_hash.is_not(None),
        )
        .order_by(RoleGrant.id)
        .with_for_update()
    ).all()


def units_below(paths: Iterable[str]) -> Sequence[Unit]:
    """The units at or below these paths, each below its parent, siblings in their order."""
    units = db.session.scalars(
        select(Unit).where(Unit.below(*paths)).order_by(Unit.sort_key, Unit.id)
    ).all()
    place = {unit.id: (unit.sort_key, unit.id) for unit in units}

    def ancestry(unit: Unit) -> list[tuple[str, int]]:
        return [place[int(part)] for part in unit.path.split(".") if part and int(part) in place]

    return sorted(units, key=ancestry)


def unit_with(rspo: int | None) -> Unit:
    """The unit with this number in the register of schools; the root of the tree for None.

    Raises:
        NotFound: there is none.
    """
    wanted = Unit.parent_id.is_(None) if rspo is None else Unit.rspo == rspo
    unit = db.session.scalars(select(Unit).where(wanted).order_by(Unit.id)).first()
    if unit is None:
        raise NotFound(rspo)
    return unit
