"""A session is planned and changed with one form; a refusal loses nothing that was typed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.attendance.models.sessions import Form, TrainingSession
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from tests.attendance.planning import about, ahead, at, stored, when
from tests.support.city import City, add_training
from tests.support.pages import Visitor
from tests.support.sessions import add_sign_up

Browser = Callable[[str | None], Visitor]


@pytest.fixture
def version(city: City) -> int:
    """The programme that is taught."""
    city.language = "en"
    with city.app.app_context(), transaction():
        return add_training("BI-2026")


def planned(city: City) -> int:
    with city.app.app_context():
        return db.session.scalar(select(func.count()).select_from(TrainingSession)) or 0


def test_a_trainer_plans_a_session_and_chooses_whom_to_invite_next(
    city: City, visitor: Browser, version: int
) -> None:
    tomasz = visitor("tomasz")

    tomasz.get("/sessions/new?training=1")
    answer = tomasz.post("/sessions/new", about(city, version, capacity="30") | when())

    session_id = int(answer.headers["Location"].split("/")[2])
    session = stored(city, session_id)
    assert answer.headers["Location"] == f"/sessions/{session_id}/invited"
    assert [(one.starts_at, one.ends_at, one.place) for one in session.meetings] == [
        (at(14), at(15, 30), "Aula")
    ]
    assert (session.capacity, session.credit_percent, session.late_after_minutes) == (30, 80, 10)
    assert [(one.account_id, one.function) for one in session.trainers] == [
        (city.accounts["tomasz"], "specjalista")
    ]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # hardly any SQL here
@pytest.mark.parametrize(
    "typed, said",
    [
        pytest.param({"title": "t" * 201}, "Use at most 200 characters.", id="a title too long"),
        pytest.param({"day": "2020-01-02"}, "That time is over.", id="a day gone by"),
        pytest.param({"ends": "13:00"}, "13:00 does not come after 14:00.", id="it ends first"),
        pytest.param({"starts": "23:00", "ends": "01:00"}, "after midnight", id="over midnight"),
        pytest.param(
            {"day": "2027-03-28", "starts": "02:30", "ends": "05:00"},
            "the clocks are put forward, and 02:30 does not come",
            id="a time that does not come",
        ),
        pytest.param({"place": ""}, "People meet on site. Write where.", id="nowhere"),
        pytest.param({"form": "remote"}, "Write the link that they open.", id="no link"),
        pytest.param({"link": "javascript:alert(1)"}, "not the address of a page", id="no page"),
        pytest.param({"capacity": "0"}, "Write a number from 1 to 10000.", id="no seats"),
        pytest.param({"capacity": "a few"}, "This is not a whole number.", id="seats in words"),
        pytest.param({"credit_percent": "101"}, "Write a number from 1 to 100.", id="over 100 %"),
        pytest.param({"credit": "minutes"}, "Write a number from 1 to 10080.", id="no minutes"),
        pytest.param({"late_after_minutes": ""}, "from 0 to 240", id="no number"),
        pytest.param({"trainer_1": ""}, "Choose who leads it.", id="nobody leads it"),
        pytest.param({"starts": "noon"}, "This is not a time of day.", id="a time in words"),
    ],
)
def test_what_cannot_be_is_refused_and_all_that_was_typed_stays(
    city: City, visitor: Browser, version: int, typed: dict[str, str], said: str
) -> None:
    whole = about(city, version, remarks="Weź telefon & kabel") | when() | typed

    page = visitor("kazimierz").post("/sessions/new", whole, status=200).text

    assert said in page
    assert "Weź telefon &amp; kabel" in page
    assert planned(city) == 0


def test_the_same_person_is_not_named_twice(city: City, visitor: Browser, version: int) -> None:
    tomasz = str(city.accounts["tomasz"])

    page = visitor("kazimierz").post(
        "/sessions/new", about(city, version, trainer_2=tomasz) | when(), status=200
    )

    assert "The same person is named twice." in page.text


def test_whoever_only_trains_cannot_plan_what_she_could_not_open(
    city: City, visitor: Browser, version: int
) -> None:
    """Another trainer's session would be closed to her at once."""
    session_id = ahead(city)
    tomasz, other = visitor("tomasz"), str(city.accounts["kazimierz"])

    page = tomasz.post(
        f"/sessions/{session_id}/edit", about(city, version, trainer_1=other), status=200
    )

    assert "This is no longer on the list." in page.text  # Kazimierz is no trainer


def test_a_session_is_changed_and_the_log_says_how(
    city: City, visitor: Browser, version: int
) -> None:
    session_id = ahead(city)

    visitor("tomasz").post(
        f"/sessions/{session_id}/edit",
        about(city, version, title="Inny tytuł", credit="any", capacity="12"),
    )

    session = stored(city, session_id)
    assert (session.title, session.capacity, session.credit_percent) == ("Inny tytuł", 12, None)
    with city.app.app_context():
        entry = db.session.scalars(
            select(AuditEntry).where(AuditEntry.action == "attendance.session_changed")
        ).one()
    assert entry.changes["capacity"] == [None, 12]
    assert "place" not in entry.changes


def test_seats_can_be_taken_back_from_the_plan(city: City, visitor: Browser, version: int) -> None:
    session_id = ahead(city, capacity=12)

    visitor("tomasz").post(f"/sessions/{session_id}/edit", about(city, version, capacity=""))

    assert stored(city, session_id).capacity is None


def test_nobody_loses_a_seat(city: City, visitor: Browser, version: int) -> None:
    session_id = ahead(city, capacity=3)
    with city.app.app_context(), transaction():
        for name in ("teresa", "hanna"):
            add_sign_up(db.session.get_one(TrainingSession, session_id), city.persons[name])
    kazimierz = visitor("kazimierz")

    page = kazimierz.post(
        f"/sessions/{session_id}/edit", about(city, version, capacity="1"), status=200
    )
    kazimierz.post(f"/sessions/{session_id}/edit", about(city, version, capacity="2"))

    assert "2 people have a seat already." in page.text
    assert stored(city, session_id).capacity == 2


def test_it_does_not_become_remote_while_a_meeting_has_no_link(
    city: City, visitor: Browser, version: int
) -> None:
    session_id = ahead(city)

    page = visitor("kazimierz").post(
        f"/sessions/{session_id}/edit", about(city, version, form="remote"), status=200
    )

    assert "has no link yet" in page.text
    assert stored(city, session_id).form is Form.ON_SITE


def test_meetings_of_one_session_do_not_overlap(city: City, visitor: Browser) -> None:
    city.language = "en"
    session_id = ahead(city)
    url, kazimierz = f"/sessions/{session_id}/meetings/new", visitor("kazimierz")

    page = kazimierz.post(url, when(starts="15:29", ends="17:00"), status=200)
    kazimierz.post(url, when(starts="15:30", ends="17:00"))

    assert "The session meets at that time already" in page.text
    assert [one.starts_at for one in stored(city, session_id).meetings] == [at(14), at(15, 30)]


def test_a_meeting_that_has_begun_may_still_be_written_down(
    city: City, visitor: Browser, version: int
) -> None:
    """The trainer stands in the hall, and nobody planned anything."""
    now = clock.local(clock.now())
    if not 1 <= now.hour <= 21:
        pytest.skip("a meeting around midnight is two")
    begun = {"day": f"{now:%Y-%m-%d}", "starts": f"{now - timedelta(hours=1):%H:%M}"}

    visitor("tomasz").post(
        "/sessions/new",
        about(city, version) | when() | begun | {"ends": f"{now + timedelta(hours=2):%H:%M}"},
    )

    assert planned(city) == 1


def test_a_closed_session_is_not_planned_any_more(city: City, visitor: Browser) -> None:
    city.language = "en"
    session_id = ahead(city)
    with city.app.app_context(), transaction():
        session = db.session.get_one(TrainingSession, session_id)
        session.cancelled_at, session.cancelled_by = clock.now(), "Kazimierz"
        session.cancelled_reason = "choroba"
    kazimierz = visitor("kazimierz")

    answers = [
        kazimierz.post(f"/sessions/{session_id}/{page}", data).headers["Location"]
        for page, data in (("edit", {}), ("cancel", {"reason": "x"}), ("meetings/new", when()))
    ]

    assert answers == [f"/sessions/{session_id}"] * 3
    assert "was closed or cancelled in the meantime" in kazimierz.get(f"/sessions/{session_id}")
    assert len(stored(city, session_id).meetings) == 1
