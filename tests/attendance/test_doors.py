"""The door of a meeting: whom it expects, and what it asks."""

from collections.abc import Iterable

import pytest

from app.attendance.arrival import Result
from app.attendance.checkin import Refusal, Way
from app.attendance.models.ledger import CheckIn
from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.comers import comer_at
from app.attendance.queries.doors import door_or_404, terms_of
from app.attendance.queries.expected import is_expected
from app.attendance.queries.finding import meeting_or_404
from app.core.db import db, transaction
from app.core.errors import NotFound
from tests.attendance.desk import set_desk
from tests.support.city import City
from tests.support.sessions import add_sign_up


@pytest.mark.parametrize("capacity", [None, 1, 2])
@pytest.mark.parametrize("signed_up", [(), ("stefan",), ("hanna", "stefan", "teresa")])
def test_whom_the_door_expects_is_whom_the_list_expects(
    city: City, capacity: int | None, signed_up: Iterable[str]
) -> None:
    """One rule in two statements: about everybody, and about one."""
    desk = set_desk(city, capacity=capacity)
    with city.app.app_context(), transaction():
        session = db.session.get_one(TrainingSession, desk.session_id)
        for name in signed_up:
            add_sign_up(session, city.persons[name])
        door = door_or_404(desk.meeting_id)
        for person_id in city.persons.values():
            comer = comer_at(door, person_id, CheckIn, way=Way.NAME, device="", key="k")
            assert comer is not None
            assert comer.is_expected is is_expected(session, person_id, door.day)


def test_the_door_and_the_row_of_a_meeting_say_the_same(city: City) -> None:
    desk = set_desk(city)
    with city.app.app_context():
        meeting, door = meeting_or_404(desk.meeting_id), door_or_404(desk.meeting_id)
        assert terms_of(meeting) == door.terms
        assert (meeting.session_id, meeting.day) == (door.session_id, door.day)
        for attribute in ("scope_paths", "trainer_ids", "invited_paths"):
            assert set(getattr(meeting, attribute)) == set(getattr(door, attribute))
        with pytest.raises(NotFound):
            door_or_404(4711)


def test_the_last_seat_is_given_once_and_seats_of_others_are_kept(city: City) -> None:
    desk = set_desk(city, capacity=2)
    with city.app.app_context(), transaction():
        session = db.session.get_one(TrainingSession, desk.session_id)
        add_sign_up(session, city.persons["teresa"])
    assert desk.tell("stefan").result is Result.CHECKED_IN
    assert desk.tell("hanna").refusal is Refusal.FULL
    assert desk.tell("teresa").result is Result.CHECKED_IN
