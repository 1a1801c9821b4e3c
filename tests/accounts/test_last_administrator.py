"""The city always keeps somebody who administers all of it."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import RoleGrant
from app.accounts.services.roles import (
    LastAdministrator,
    end_role,
)
from app.core import clock
from app.core.actors import Role, command_line
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from tests.accounts.conftest import Give, Granted
from tests.support.city import City

BY = command_line("test")
DAY = timedelta(days=1)
FIRST, LAST = date(2026, 9, 1), date(2027, 6, 30)
NOON = datetime.combine(date(2026, 11, 22), time(12), clock.LOCAL_ZONE)
TODAY = NOON.date()


def test_the_last_administrator_of_the_city_stays(
    app: Flask, city: City, given_password: Give
) -> None:
    given_password("adam")

    for last_day in (TODAY - DAY, TODAY, TODAY + 365 * DAY):
        with pytest.raises(LastAdministrator):
            _end(app, _grant_of(city, "adam"), last_day)


class Other(NamedTuple):
    """Another administrator, beside one who leaves tomorrow."""

    unit: str
    first: date
    last: date | None
    accepted: bool
    is_enough: bool


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Other("city", TODAY, None, True, True), id="without end"),
        pytest.param(Other("city", TODAY, TODAY + 2 * DAY, True, True), id="stays longer"),
        pytest.param(Other("city", TODAY, TODAY + DAY, True, False), id="leaves that day too"),
        pytest.param(Other("city", TODAY + DAY, None, True, False), id="has not begun"),
        pytest.param(Other("city", TODAY, None, False, False), id="has not accepted"),
        pytest.param(Other("a", TODAY, None, True, False), id="of one school"),
    ],
)
def test_an_administrator_leaves_when_somebody_else_stays(
    city: City, given_password: Give, granted: Granted, other: Other
) -> None:
    given_password("adam")
    granted("kazimierz", Role.ADMIN, other.unit, other.first, other.last)
    if other.accepted:
        given_password("kazimierz")

    if other.is_enough:
        _end(city.app, _grant_of(city, "adam"), TODAY + DAY)
    else:
        with pytest.raises(LastAdministrator):
            _end(city.app, _grant_of(city, "adam"), TODAY + DAY)


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
