"""A meeting that ends earlier than planned can be closed at once."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask

from app.attendance.models.sessions import Meeting
from app.attendance.services.ending import end_now
from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.sessions import add_session

START = datetime(2026, 11, 25, 9, 0, tzinfo=clock.LOCAL_ZONE)
PLANNED = START + timedelta(minutes=90)


@pytest.mark.parametrize(
    "now, end",
    [
        (START - timedelta(seconds=1), PLANNED),
        (START, START + timedelta(minutes=1)),
        (START + timedelta(minutes=80, seconds=59), START + timedelta(minutes=80)),
        (PLANNED, PLANNED),
        (PLANNED + timedelta(hours=1), PLANNED),
    ],
    ids=["not begun", "just begun", "under way", "at its end", "over"],
)
def test_only_a_meeting_under_way_ends_now(
    app: Flask, city: City, now: datetime, end: datetime
) -> None:
    with app.app_context(), transaction():
        meeting = add_session(city.units["city"], starts_at=START).meetings[0]
        end_now(meeting, by=command_line("test"), at=now)
        assert meeting.ends_at == end


def test_the_trainer_ends_it_where_it_is_closed(
    app: Flask, city: City, visitor: Callable[[str], Visitor]
) -> None:
    with app.app_context(), transaction():
        session = add_session(
            city.units["city"], invited=[city.units["a"]], trainers=[city.accounts["tomasz"]]
        )
        number, meeting = session.id, session.meetings[0].id
    tomasz = visitor("tomasz")
    closing, button = f"/sessions/{number}/close", f"/meetings/{meeting}/end"
    assert button in tomasz.get(closing, budget=12)
    tomasz.post(button)
    assert button not in tomasz.get(closing, budget=12)
    with app.app_context():
        assert db.session.get_one(Meeting, meeting).ends_at <= clock.now()
