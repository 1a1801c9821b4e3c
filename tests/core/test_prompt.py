"""Statements that go straight to the driver say the same as through SQLAlchemy."""

import pytest
from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import IntegrityError

from app.attendance.checkin import Way
from app.attendance.models.ledger import CheckIn
from app.core import clock
from app.core.db import db, transaction
from app.core.prompt import Prompt, insert_once
from tests.attendance.desk import set_desk
from tests.support.city import City


def test_a_row_comes_back_as_it_was_written(city: City) -> None:
    row = _row(city)
    columns = CheckIn.__table__.c
    way = bindparam("way", type_=columns.way.type)
    wanted = select(*columns, func.count().over()).where(columns.way == way)
    with city.app.app_context():
        with transaction():
            number = insert_once(CheckIn, row)
        found = Prompt(wanted).row(way=Way.BADGE)
        assert found is not None
        assert tuple(found) == tuple(db.session.execute(wanted, {"way": Way.BADGE}).one())
        assert found._asdict().items() >= (row | {"id": number}).items()
        assert Prompt(wanted).row(way=Way.PAPER) is None


def test_a_row_is_inserted_once(city: City) -> None:
    row = _row(city)
    with city.app.app_context(), transaction():
        assert insert_once(CheckIn, row) is not None
        assert insert_once(CheckIn, row) is None


def test_what_the_database_refuses_is_refused_as_ever(city: City) -> None:
    row = _row(city) | {"meeting_id": 999}
    with city.app.app_context(), pytest.raises(IntegrityError), transaction():
        insert_once(CheckIn, row)


def _row(city: City) -> dict[str, object]:
    return {
        "meeting_id": set_desk(city).meeting_id,
        "person_id": city.persons["teresa"],
        "way": Way.BADGE,
        "claimed_at": clock.now(),
        "recorded_at": clock.now(),
        "device": "",
        "confirmed_by": "Tomasz",
        "key": "k",
        "is_offline": False,
        "shares_device": False,
        "review": None,
    }
