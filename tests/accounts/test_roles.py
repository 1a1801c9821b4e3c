"""A role is held from its first to its last day, both included, and given only from above."""

from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Account, RoleGrant
from app.accounts.queries.sign_in import signed_in
from app.accounts.services.roles import (
    EndsBeforeStart,
    OnlyRole,
    RoleHeldAlready,
    RoleIsOver,
    Term,
    end_role,
    grant_role,
)
from app.accounts.services.sign_in import sign_in
from app.core import clock
from app.core.actors import Actor, Grant, Role, command_line
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.core.errors import Forbidden
from app.people.models import Unit
from tests.accounts.conftest import Granted
from tests.support.city import START, City

BY = command_line("test")
DAY = timedelta(days=1)
FIRST, LAST = date(2026, 9, 1), date(2027, 6, 30)
NOON = datetime.combine(date(2026, 11, 22), time(12), clock.LOCAL_ZONE)
TODAY = NOON.date()


@pytest.mark.parametrize(
    "day, is_held",
    [
        pytest.param(FIRST - DAY, False, id="the day before"),
        pytest.param(FIRST, True, id="the first day"),
        pytest.param(LAST, True, id="the last day"),
        pytest.param(LAST + DAY, False, id="the day after"),
    ],
)
def test_a_role_counts_from_its_first_to_its_last_day(
    app: Flask, city: City, granted: Granted, day: date, is_held: bool
) -> None:
    granted("teresa", Role.AUDITOR, "city", FIRST, LAST)
    for at in (time(0, 0), time(23, 59)):
        moment = datetime.combine(day, at, clock.LOCAL_ZONE)
        with app.app_context(), transaction():
            account = db.session.get_one(Account, city.accounts["teresa"])
            token = sign_in(account, user_agent="", hours=12, at=moment, by=BY)

            found = signed_in(token, moment, None)

        assert found is not None
        assert (Role.AUDITOR in {grant.role for grant in found.actor.grants}) is is_held


def test_a_role_that_is_given_is_in_the_log(app: Flask, city: City, granted: Granted) -> None:
    granted("teresa", Role.TRAINER, "a", FIRST, LAST)

    entry = _last_entry(app)
    assert (entry.action, entry.subject_id) == ("accounts.role_granted", city.accounts["teresa"])
    assert entry.changes == {
        "role": [None, "trainer"],
        "unit": [None, "SP nr 1"],
        "started_on": [None, "2026-09-01"],
        "ended_on": [None, "2027-06-30"],
    }


@pytest.mark.parametrize(
    "first, last",
    [
        pytest.param(FIRST, LAST, id="the same"),
        pytest.param(FIRST - DAY, None, id="around it"),
        pytest.param(LAST, None, id="from its last day"),
        pytest.param(FIRST - DAY, FIRST, id="until its first day"),
    ],
)
def test_the_same_role_is_not_held_twice_on_a_day(
    granted: Granted, first: date, last: date | None
) -> None:
    granted("teresa", Role.TRAINER, "a", FIRST, LAST)

    with pytest.raises(RoleHeldAlready):
        granted("teresa", Role.TRAINER, "a", first, last)


def test_another_term_unit_or_role_is_another_matter(granted: Granted) -> None:
    granted("teresa", Role.TRAINER, "a", FIRST, LAST)

    granted("teresa", Role.TRAINER, "a", LAST + DAY)
    granted("teresa", Role.TRAINER, "a", START, FIRST - DAY)
    granted("teresa", Role.TRAINER, "b", FIRST, LAST)
    granted("teresa", Role.AUTHOR, "a", FIRST, LAST)


def test_a_role_does_not_end_before_it_starts(granted: Granted) -> None:
    granted("teresa", Role.TRAINER, "a", FIRST, FIRST)
    with pytest.raises(EndsBeforeStart):
        granted("teresa", Role.TRAINER, "b", FIRST, FIRST - DAY)


def test_an_administrator_gives_roles_below_the_own_unit_only(app: Flask, city: City) -> None:
    with app.app_context(), transaction():
        units = {key: db.session.get_one(Unit, number) for key, number in city.units.items()}
        account = db.session.get_one(Account, city.accounts["teresa"])
        own = Actor("Ada", 1, grants=(Grant(Role.ADMIN, units["a"].path),))

        grant_role(account, Term(Role.TRAINER, units["a"], FIRST), by=own)
        for outside in ("b", "city"):
            with pytest.raises(Forbidden):
                grant_role(account, Term(Role.TRAINER, units[outside], FIRST), by=own)


@pytest.mark.parametrize(
    "last_day, is_correction",
    [
        pytest.param(TODAY + DAY, False, id="tomorrow"),
        pytest.param(TODAY, False, id="today"),
        pytest.param(TODAY - DAY, False, id="yesterday: taken away at once"),
        pytest.param(TODAY - 2 * DAY, True, id="the day before: yesterday is rewritten"),
    ],
)
def test_a_role_ends_on_the_day_that_is_said(
    app: Flask, granted: Granted, last_day: date, is_correction: bool
) -> None:
    grant_id = granted("teresa", Role.TRAINER, "a", FIRST)

    _end(app, grant_id, last_day)

    assert _grant(app, grant_id).ended_on == last_day
    entry = _last_entry(app)
    assert (entry.action, entry.is_correction) == ("accounts.role_ended", is_correction)
    assert entry.changes["ended_on"] == [None, last_day.isoformat()]


def test_an_end_can_be_moved_while_it_is_to_come(app: Flask, granted: Granted) -> None:
    grant_id = granted("teresa", Role.TRAINER, "a", FIRST, LAST)

    _end(app, grant_id, LAST + DAY)

    assert _grant(app, grant_id).ended_on == LAST + DAY


def test_a_role_that_is_over_stays_as_it_was(app: Flask, granted: Granted) -> None:
    grant_id = granted("teresa", Role.TRAINER, "a", FIRST, TODAY - DAY)

    with pytest.raises(RoleIsOver):
        _end(app, grant_id, TODAY)


def test_a_role_that_never_began_is_taken_back(app: Flask, granted: Granted) -> None:
    """A mistake made today can be undone today."""
    grant_id = granted("teresa", Role.ADMIN, "city", TODAY)

    _end(app, grant_id, TODAY - DAY)

    with app.app_context():
        assert db.session.get(RoleGrant, grant_id) is None
    entry = _last_entry(app)
    assert entry.action == "accounts.role_withdrawn"
    assert entry.changes["role"] == ["admin", None]


def test_the_only_role_of_an_account_is_not_taken_back(app: Flask, city: City) -> None:
    """Nobody would see the account any more."""
    with pytest.raises(OnlyRole):
        _end(app, _grant_of(city, "teresa"), START - DAY)


def _end(app: Flask, grant_id: int, last_day: date) -> None:
    with app.app_context(), transaction():
        end_role(db.session.get_one(RoleGrant, grant_id), last_day, at=NOON, by=BY)


def _grant(app: Flask, grant_id: int) -> RoleGrant:
    with app.app_context():
        return db.session.get_one(RoleGrant, grant_id)


def _grant_of(city: City, persona: str) -> int:
    with city.app.app_context():
        own = select(RoleGrant.id).where(RoleGrant.account_id == city.accounts[persona])
        return db.session.scalars(own).one()


def _last_entry(app: Flask) -> AuditEntry:
    with app.app_context():
        return db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
