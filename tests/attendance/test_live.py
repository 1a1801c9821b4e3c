"""Who is in right now: everybody once, at an invited school, and newcomers by first name."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.attendance.checkin import Way
from app.attendance.models.ledger import CheckIn, Correction
from app.attendance.models.sessions import Meeting
from app.attendance.queries.doors import door_or_404
from app.attendance.queries.live import Newcomer, Room, SchoolCount, room, shortened
from app.core import clock
from app.core.db import db, transaction
from tests.support.city import City, add_employment, add_person, counted_queries
from tests.support.sessions import add_session, add_sign_up

A, B, OFFICE = "SP nr 1", "SP nr 2", "CUW"


@pytest.fixture
def meeting_id(app: Flask, city: City) -> int:
    """School A is invited: Teresa and Hanna."""
    with app.app_context(), transaction():
        return add_session(city.units["city"], invited=[city.units["a"]]).meetings[0].id


@pytest.fixture
def here(app: Flask, city: City, meeting_id: int) -> Callable[..., Room]:
    """Whoever is named comes in, one after another; then who is in."""

    def here(*names: str) -> Room:
        with app.app_context(), transaction():
            for name in names:
                db.session.add(_check_in(meeting_id, city.persons[name]))
                db.session.flush()
        with app.app_context():
            return room(door_or_404(meeting_id))

    return here


def _check_in(meeting_id: int, person_id: int) -> CheckIn:
    now = clock.now()
    return CheckIn(
        meeting_id=meeting_id,
        person_id=person_id,
        way=Way.ROOM_CODE,
        claimed_at=now,
        recorded_at=now,
        device="",
        confirmed_by="Teresa",
        key=f"{meeting_id} {person_id}",
        is_offline=False,
        shares_device=False,
        review=None,
    )


def _correct(meeting_id: int, person_id: int, *, is_present: bool) -> None:
    db.session.add(
        Correction(
            meeting_id=meeting_id,
            person_id=person_id,
            is_present=is_present,
            is_excused=False,
            reason="pomyłka",
            corrected_at=clock.now(),
            corrected_by="Tomasz",
        )
    )
    db.session.flush()


def test_at_first_everybody_is_still_expected(here: Callable[..., Room]) -> None:
    assert here() == Room((SchoolCount(A, present=0, missing=2),), ())


def test_whoever_comes_is_counted_and_named_the_last_one_first(here: Callable[..., Room]) -> None:
    assert here("teresa", "hanna") == Room(
        per_school=(SchoolCount(A, present=2, missing=0),),
        newest=(Newcomer("Hanna Ż.", A), Newcomer("Teresa Ł.", A)),
    )


def test_whoever_is_not_expected_is_here_all_the_same(here: Callable[..., Room]) -> None:
    now = here("stefan", "teresa")

    assert (now.present, now.missing, now.total) == (2, 1, 3)
    assert now.per_school == (SchoolCount(A, 1, 1), SchoolCount(B, 1, 0))


def test_only_the_newest_three_are_named(here: Callable[..., Room]) -> None:
    now = here("teresa", "hanna", "stefan", "tomasz")

    assert [one.name for one in now.newest] == ["Tomasz C.", "Stefan N.", "Hanna Ż."]


def test_a_correction_has_the_last_word(
    app: Flask, city: City, meeting_id: int, here: Callable[..., Room]
) -> None:
    here("teresa", "stefan")
    with app.app_context(), transaction():
        for name, is_present in (
            ("teresa", True),
            ("teresa", False),
            ("hanna", True),
            ("stefan", False),
            ("kazimierz", False),
        ):
            _correct(meeting_id, city.persons[name], is_present=is_present)

    assert here() == Room((SchoolCount(A, 1, 1),), ())


def test_a_person_of_two_schools_counts_once_where_invited(
    app: Flask, city: City, here: Callable[..., Room]
) -> None:
    with app.app_context(), transaction():
        add_employment(city.persons["teresa"], city.units["k"], "nauczyciel")

    assert here("teresa").per_school == (SchoolCount(A, 1, 1),)


def test_with_seats_those_who_hold_one_are_expected(
    app: Flask, city: City, here: Callable[..., Room], meeting_id: int
) -> None:
    with app.app_context(), transaction():
        session = db.session.get_one(Meeting, meeting_id).session
        session.capacity = 1
        for name in ("stefan", "teresa"):
            add_sign_up(session, city.persons[name])

    assert here("tomasz").per_school == (SchoolCount(OFFICE, 1, 0), SchoolCount(B, 0, 1))


def test_who_works_nowhere_stands_apart(app: Flask, city: City, here: Callable[..., Room]) -> None:
    with app.app_context(), transaction():
        city.persons["gosia"] = add_person("Gosia", "Nowa", "gosia@szkoly.example").id

    now = here("gosia")

    assert now.per_school == (SchoolCount("", 1, 0), SchoolCount(A, 0, 2))
    assert now.newest == (Newcomer("Gosia N.", ""),)


def test_it_takes_two_questions(app: Flask, meeting_id: int) -> None:
    with app.app_context():
        door = door_or_404(meeting_id)
        with counted_queries(app) as statements:
            room(door)

    assert len(statements) == 2


@pytest.mark.parametrize(
    "names, shown",
    [
        (("Maria", "Kowalska"), "Maria K."),
        (("Łucja", "Śliwa-Żak"), "Łucja Ś."),
        (("", "Gosia"), "G."),
    ],
)
def test_a_wall_names_nobody_in_full(names: tuple[str, str], shown: str) -> None:
    assert shortened(*names) == shown


def test_the_day_of_the_meeting_decides_who_works_where(app: Flask, city: City) -> None:
    """On a day long before anybody was employed, nobody is expected."""
    with app.app_context(), transaction():
        past = clock.now() - timedelta(days=365 * 10)
        session = add_session(city.units["city"], starts_at=past, invited=[city.units["a"]])

        assert room(door_or_404(session.meetings[0].id)) == Room((), ())
