"""Roles at units: given from one day, and taken away after another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.accounts.models import Account, RoleGrant
from app.accounts.queries.grants import city_administrators
from app.core import audit, clock
from app.core.actors import Actor, Role
from app.core.audit import Subject
from app.core.db import db
from app.core.errors import Conflict, DomainError, Forbidden
from app.core.permissions import Permission, allows
from app.people.models import Unit


class RoleHeldAlready(Conflict):
    """The account holds the role at the unit on a day of the new term."""

    def __init__(self, grant: RoleGrant) -> None:
        super().__init__(grant.id)
        self.grant = grant


class RoleIsOver(Conflict):
    """The last day with the role has passed; what was cannot be taken away any more."""


class OnlyRole(Conflict):
    """Without its only role the account would be out of everybody's sight: it is to be closed."""


class LastAdministrator(Conflict):
    """Nobody else administers the whole city."""


class EndsBeforeStart(DomainError):
    """The last day lies before the first."""


@dataclass(frozen=True, slots=True)
class Term:
    """A role at a unit from one day to another, both included; without end if None."""

    role: Role
    unit: Unit
    started_on: date
    ended_on: date | None = None


def grant_role(account: Account, term: Term, *, by: Actor) -> RoleGrant:
    """The account holds the role at the unit during the term.

    Raises:
        Forbidden: the actor does not administer the unit.
        EndsBeforeStart, RoleHeldAlready
    """
    if not allows(by, Permission.ACCOUNT_EDIT, term.unit):
        raise Forbidden(term.unit.id)
    if term.ended_on is not None and term.ended_on < term.started_on:
        raise EndsBeforeStart(term)
    _demand_no_overlap(account, term)
    grant = RoleGrant(
        account=account,
        role=term.role,
        unit=term.unit,
        started_on=term.started_on,
        ended_on=term.ended_on,
    )
    db.session.add(grant)
    db.session.flush()
    _record("accounts.role_granted", grant, audit.difference({}, _facts(grant)), by)
    return grant


def end_role(grant: RoleGrant, last_day: date, *, at: datetime, by: Actor) -> None:
    """The role is held until that day and not after; if it never began by then, it is gone.

    Raises:
        RoleIsOver: its last day has passed already.
        LastAdministrator: nobody would be left to administer the city.
        OnlyRole: it never began, and the account has no other.
    """
    today = clock.local(at).date()
    if grant.is_over(today):
        raise RoleIsOver(grant.id)
    _demand_heir(grant, last_day, today)
    if last_day < grant.started_on:
        _withdraw(grant, by)
        return
    before = _facts(grant)
    grant.ended_on = last_day
    db.session.flush()
    _record(
        "accounts.role_ended",
        grant,
        {**_role_and_unit(grant), **audit.difference(before, _facts(grant))},
        by,
        is_correction=last_day < today - timedelta(days=1),
    )


def demand_other_administrator(account: Account, *, at: datetime, by: Actor) -> None:
    """The city can do without this administrator.

    Raises:
        LastAdministrator: it is the only one.
    """
    owners = {grant.account_id for grant in city_administrators(clock.local(at).date())}
    if owners == {account.id}:
        raise LastAdministrator(account.id, by.name)


def _demand_heir(grant: RoleGrant, last_day: date, today: date) -> None:
    """Shortening a role must leave somebody who administers the city longer than that."""
    if grant.ended_on is not None and last_day >= grant.ended_on:
        return
    administrators = city_administrators(today)
    day_after = last_day + timedelta(days=1)
    heirs = [one for one in administrators if one is not grant and not one.is_over(day_after)]
    if grant in administrators and not heirs:
        raise LastAdministrator(grant.id)


def _demand_no_overlap(account: Account, term: Term) -> None:
    for held in account.role_grants:
        begins_in_time = term.ended_on is None or held.started_on <= term.ended_on
        is_same = (held.role, held.unit_id) == (term.role, term.unit.id)
        if is_same and begins_in_time and not held.is_over(term.started_on):
            raise RoleHeldAlready(held)


def _withdraw(grant: RoleGrant, by: Actor) -> None:
    if len(grant.account.role_grants) == 1:
        raise OnlyRole(grant.id)
    changes = {key: (value, None) for key, value in _facts(grant).items() if value is not None}
    _record("accounts.role_withdrawn", grant, changes, by)
    grant.account.role_grants.remove(grant)
    db.session.delete(grant)
    db.session.flush()


def _facts(grant: RoleGrant) -> dict[str, object]:
    return {
        "role": grant.role.value,
        "unit": grant.unit.short_name,
        "started_on": grant.started_on,
        "ended_on": grant.ended_on,
    }


def _role_and_unit(grant: RoleGrant) -> dict[str, tuple[object, object]]:
    """Which role the entry is about: these two stay as they are."""
    facts = _facts(grant)
    return {key: (facts[key], facts[key]) for key in ("role", "unit")}


def _record(
    action: str,
    grant: RoleGrant,
    changes: Mapping[str, tuple[object, object]],
    by: Actor,
    *,
    is_correction: bool = False,
) -> None:
    subject = Subject("account", grant.account_id, grant.account.display_name)
    audit.record(action, subject, by=by, changes=changes, is_correction=is_correction)
