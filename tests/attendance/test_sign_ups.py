"""Seats go by the order of signing up; the last one is promised once."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.attendance.models.notices import Notice, NoticeKind
from app.attendance.models.sessions import SignUp, TrainingSession
from app.attendance.plan_refusals import SessionEnded
from app.attendance.queries.places import Place, Standing, place_at
from app.attendance.services.sign_ups import SessionBegun, join, withdraw
from app.core import clock
from app.core.actors import command_line
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.core.errors import NotFound
from tests.support.at_once import at_once
from tests.support.city import City, add_employment
from tests.support.sessions import add_meeting, add_session, add_sign_up

BY = command_line("test")
TWO_HOURS = timedelta(hours=2)


def planned(city: City, capacity: int | None = 1, *, begins_in: timedelta = TWO_HOURS) -> int:
    """A session for the staff of school A; its number."""
    with city.app.app_context(), transaction():
        session = add_session(
            city.units["city"],
            invited=[city.units["a"]],
            capacity=capacity,
            starts_at=clock.now() + begins_in,
        )
        return session.id


def session_of(number: int) -> TrainingSession:
    return db.session.get_one(TrainingSession, number)


def joins(city: City, number: int, name: str, at: datetime | None = None) -> Place:
    with city.app.app_context(), transaction():
        who = city.persons[name]
        return join(session_of(number), who, by=BY, at=at or clock.now())


def withdraws(city: City, number: int, name: str) -> None:
    with city.app.app_context(), transaction():
        withdraw(session_of(number), city.persons[name], by=BY, at=clock.now())


def place_of(city: City, number: int, name: str) -> Place | None:
    with city.app.app_context():
        return place_at(session_of(number), city.persons[name], clock.now())


def told(city: City, kind: NoticeKind) -> list[int]:
    with city.app.app_context():
        query = select(Notice.person_id).where(Notice.kind == kind).order_by(Notice.person_id)
        return list(db.session.scalars(query))


def test_whoever_signs_up_has_a_seat_and_the_next_one_waits(city: City) -> None:
    session = planned(city, capacity=1)

    first, second = joins(city, session, "teresa"), joins(city, session, "hanna")

    assert (first.standing, first.position) == (Standing.SEAT, None)
    assert (second.standing, second.position) == (Standing.WAITING, 1)


def test_the_last_seat_is_promised_to_one_of_two_who_ask_at_once(city: City) -> None:
    session = planned(city, capacity=1)

    places = at_once(
        lambda: joins(city, session, "teresa"),
        lambda: joins(city, session, "hanna"),
    )

    assert sorted(place.standing for place in places) == [Standing.SEAT, Standing.WAITING]
    promised = {
        name: place.standing for name, place in zip(("teresa", "hanna"), places, strict=True)
    }
    for name, standing in promised.items():
        later = place_of(city, session, name)
        assert later is not None
        assert later.standing is standing


def test_signing_up_twice_at_once_is_one_sign_up(city: City) -> None:
    session = planned(city, capacity=5)

    places = at_once(*[lambda: joins(city, session, "teresa")] * 3)

    assert {place.rank for place in places} == {1}
    with city.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(SignUp)) == 1


def test_the_next_in_line_moves_up_when_somebody_withdraws_and_is_told(city: City) -> None:
    session = planned(city, capacity=1)
    joins(city, session, "teresa")
    joins(city, session, "hanna")

    withdraws(city, session, "teresa")

    moved = place_of(city, session, "hanna")
    assert moved is not None
    assert moved.standing is Standing.SEAT
    assert told(city, NoticeKind.SEAT) == [city.persons["hanna"]]


def test_nobody_moves_up_when_somebody_who_waits_withdraws(city: City) -> None:
    session = planned(city, capacity=1)
    joins(city, session, "teresa")
    joins(city, session, "hanna")

    withdraws(city, session, "hanna")

    assert told(city, NoticeKind.SEAT) == []


def test_whoever_withdrew_can_sign_up_again_behind_the_others(city: City) -> None:
    session = planned(city, capacity=1)
    joins(city, session, "teresa")
    joins(city, session, "hanna")
    withdraws(city, session, "teresa")

    again = joins(city, session, "teresa")

    assert (again.standing, again.position) == (Standing.WAITING, 1)


def test_withdrawing_twice_changes_nothing_more(city: City) -> None:
    session = planned(city, capacity=1)
    joins(city, session, "teresa")

    withdraws(city, session, "teresa")
    withdraws(city, session, "teresa")

    with city.app.app_context():
        query = select(func.count()).where(AuditEntry.action == "attendance.withdrawn")
        assert db.session.scalar(query) == 1


def test_without_a_capacity_nobody_signs_up(city: City) -> None:
    session = planned(city, capacity=None)

    assert joins(city, session, "teresa").standing is Standing.EXPECTED
    with city.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(SignUp)) == 0


@pytest.mark.parametrize("name", ["stefan", "kazimierz"])
def test_a_stranger_finds_no_such_session(city: City, name: str) -> None:
    session = planned(city)

    with pytest.raises(NotFound):
        joins(city, session, name)


def test_whoever_was_given_a_seat_by_name_can_withdraw(city: City) -> None:
    session = planned(city)
    with city.app.app_context(), transaction():
        add_sign_up(session_of(session), city.persons["stefan"])

    withdraws(city, session, "stefan")

    assert place_of(city, session, "stefan") is None


def test_nobody_signs_up_once_the_first_meeting_has_begun(city: City) -> None:
    session = planned(city, begins_in=timedelta(minutes=-1))
    with city.app.app_context(), transaction():
        add_meeting(session_of(session), clock.now() + timedelta(days=7))

    with pytest.raises(SessionBegun):
        joins(city, session, "teresa")


def test_nobody_withdraws_once_it_has_begun(city: City) -> None:
    session = planned(city, begins_in=timedelta(minutes=-1))
    with city.app.app_context(), transaction():
        add_sign_up(session_of(session), city.persons["teresa"])

    with pytest.raises(SessionBegun):
        withdraws(city, session, "teresa")


def test_nobody_signs_up_for_what_was_cancelled(city: City) -> None:
    session = planned(city)
    with city.app.app_context(), transaction():
        gone = session_of(session)
        gone.cancelled_at, gone.cancelled_by, gone.cancelled_reason = clock.now(), "K", "Choroba"

    with pytest.raises(SessionEnded):
        joins(city, session, "teresa")


def test_the_work_of_the_day_of_the_meeting_counts(app: Flask, city: City) -> None:
    """Who leaves before is not invited, and who comes by then is."""
    session = planned(city, begins_in=timedelta(days=30))
    day = clock.today() + timedelta(days=20)
    with app.app_context(), transaction():
        add_employment(city.persons["stefan"], city.units["a"], "nauczyciel", started_on=day)
        add_employment(city.persons["kazimierz"], city.units["a"], "nauczyciel", ended_on=day)

    assert place_of(city, session, "stefan") is not None
    assert place_of(city, session, "kazimierz") is None
