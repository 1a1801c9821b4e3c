"""The list of sessions: what lies ahead first; each sees what the gate would open, and no more."""

from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import RoleGrant
from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.finding import session_or_404
from app.attendance.queries.sessions import (
    Part,
    SessionFilter,
    every_session,
    sessions_page,
    visible_to,
)
from app.attendance.timetable import Stage
from app.core import clock
from app.core.actors import Actor, Grant, Role, command_line
from app.core.db import db, transaction
from app.core.permissions import Permission, allows
from app.people.models import Unit, UnitKind
from tests.support.city import PERSONAS, City, add_training, add_unit
from tests.support.pages import Visitor
from tests.support.sessions import add_meeting, add_session, add_sign_up, closed

Browser = Callable[[str | None], Visitor]
DAY = timedelta(days=1)
BY = command_line("test")


def actor_of(city: City, persona: str) -> Actor:
    """The persona as the gate knows it."""
    role, unit = PERSONAS[persona]
    with city.app.app_context():
        path = db.session.get_one(Unit, city.units[unit]).path
    grants = (Grant(role, path),)
    return Actor(persona, city.accounts[persona], city.persons.get(persona), grants)


@pytest.fixture
def variety(city: City) -> list[int]:
    """Sessions held and led by different people, that invite different units; their numbers."""
    with city.app.app_context(), transaction():
        school = db.session.get_one(Unit, city.units["a"])
        branch = add_unit(school, UnitKind.OTHER, "Filia SP nr 1", "Filia", None).id
        invitations: Iterable[tuple[str, list[int]]] = (
            ("city", []),
            ("city", [city.units["city"]]),
            ("city", [city.units["a"], city.units["k"]]),
            ("office", [city.units["b"]]),
            ("a", [branch]),
            ("b", [city.units["b"]]),
        )
        numbers = [
            add_session(city.units[unit], invited=invited).id for unit, invited in invitations
        ]
        led = add_session(city.units["b"], trainers=[city.accounts["tomasz"]]).id
    return [*numbers, led]


@pytest.mark.parametrize("persona", PERSONAS)
def test_the_list_and_the_gate_agree(city: City, variety: list[int], persona: str) -> None:
    who = actor_of(city, persona)

    with city.app.app_context():
        opened = {
            number
            for number in variety
            if allows(who, Permission.SESSION_READ, session_or_404(number))
        }
        listed = set(db.session.scalars(select(TrainingSession.id).where(visible_to(who))))

    assert listed == opened


def test_whoever_leads_no_sessions_any_more_opens_none(city: City, visitor: Browser) -> None:
    with city.app.app_context(), transaction():
        led = add_session(city.units["b"], trainers=[city.accounts["tomasz"]]).id
        role = select(RoleGrant).where(RoleGrant.account_id == city.accounts["tomasz"])
        (grant,) = db.session.scalars(role)
        grant.role = Role.SCHOOL_HEAD
        grant.unit_id = city.units["a"]

    assert f"/sessions/{led}" not in visitor("tomasz").get("/sessions/")
    visitor("tomasz").get(f"/sessions/{led}/edit", status=404)


def test_each_sees_a_part_of_its_own(city: City, variety: list[int]) -> None:
    """So that the agreement is not about nothing."""
    with city.app.app_context():
        seen = {
            persona: len(
                db.session.scalars(
                    select(TrainingSession.id).where(visible_to(actor_of(city, persona)))
                ).all()
            )
            for persona in PERSONAS
        }

    assert seen == {
        "teresa": 0,
        "hanna": 3,
        "stefan": 3,
        "tomasz": 1,
        "kazimierz": len(variety),
        "olga": len(variety),
        "adam": 0,
    }


def titles(city: City, asked: SessionFilter, *, page: int = 1) -> list[str]:
    with city.app.app_context():
        found = sessions_page(BY, asked, page, clock.now())
        return [row.session.title for row in found.items]


@pytest.fixture
def season(city: City) -> None:
    """Sessions from last week to next, of two trainings, in every state."""
    now = clock.now()
    with city.app.app_context(), transaction():
        add_training("BI-2026")
        for title, begins in (("za tydzień", 7), ("jutro", 1), ("wczoraj", -1), ("dawno", -7)):
            add_session(city.units["city"], title=title, starts_at=now + begins * DAY)
        add_session(city.units["city"], title="teraz")
        both = add_session(city.units["city"], title="wczoraj i pojutrze", starts_at=now - DAY)
        add_meeting(both, now + 2 * DAY)
        ended = add_session(city.units["city"], title="zamknięte", starts_at=now - 3 * DAY)
        off = add_session(city.units["city"], title="odwołane", starts_at=now + 3 * DAY)
        off.cancelled_at, off.cancelled_by, off.cancelled_reason = now, "Kazimierz", "choroba"
        closed(ended)


@pytest.mark.usefixtures("season")
def test_what_lies_ahead_comes_first_and_then_the_latest(city: City) -> None:
    assert titles(city, SessionFilter()) == [
        "teraz",
        "jutro",
        "wczoraj i pojutrze",
        "odwołane",
        "za tydzień",
        "wczoraj",
        "zamknięte",
        "dawno",
    ]


@pytest.mark.usefixtures("season")
@pytest.mark.parametrize(
    "asked, found",
    [
        pytest.param(SessionFilter(part=Part.TO_CLOSE), ["wczoraj", "dawno"], id="to be closed"),
        pytest.param(SessionFilter(part=Part.CLOSED), ["zamknięte"], id="closed"),
        pytest.param(SessionFilter(part=Part.CANCELLED), ["odwołane"], id="cancelled"),
        pytest.param(SessionFilter(words="ZAMKNIETE"), ["zamknięte"], id="letters are folded"),
        pytest.param(
            SessionFilter(words="bi-2026 pojutrze"), ["wczoraj i pojutrze"], id="code and title"
        ),
        pytest.param(
            SessionFilter(words="pojutrze wczoraj"), ["wczoraj i pojutrze"], id="each word"
        ),
        pytest.param(SessionFilter(training_id=99), [], id="another training"),
        pytest.param(SessionFilter(words="%"), [], id="a sign that SQL knows"),
    ],
)
def test_filters_narrow_the_list(city: City, asked: SessionFilter, found: list[str]) -> None:
    assert titles(city, asked) == found


@pytest.mark.usefixtures("season")
def test_states_follow_from_times_and_events(city: City) -> None:
    with city.app.app_context():
        rows = every_session(BY, SessionFilter(), clock.now())
        stages = {row.session.title: row.stage for row in rows}

    assert stages["teraz"] is Stage.UNDER_WAY
    assert stages["wczoraj i pojutrze"] is Stage.PLANNED
    assert stages["wczoraj"] is Stage.OVER
    assert stages["zamknięte"] is Stage.CLOSED
    assert stages["odwołane"] is Stage.CANCELLED


def test_a_long_list_is_paged_and_taken_away_whole(city: City, visitor: Browser) -> None:
    with city.app.app_context(), transaction():
        for number in range(30):
            session = add_session(city.units["city"], title=f"Warsztat {number}", capacity=5)
        add_sign_up(session, city.persons["teresa"])
    kazimierz = visitor("kazimierz")

    second = kazimierz.get("/sessions/?page=2")
    table = kazimierz.get("/sessions/table.csv", budget=20)

    assert second.count("Warsztat") == 5
    assert len(table.splitlines()) == 31


def test_whoever_has_no_session_is_told_what_will_stand_there(city: City, visitor: Browser) -> None:
    city.language = "en"

    assert "As soon as a session invites your school" in visitor("hanna").get("/sessions/")
    assert "Plan one" in visitor("tomasz").get("/sessions/")
