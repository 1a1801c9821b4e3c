"""The wall of the hall: the code of the room by the server's clock, and who is in."""

import re
from datetime import timedelta

import pytest

from app.attendance.models.lists import Closing
from app.attendance.models.sessions import Meeting
from app.attendance.wording.wall import countdown
from app.core import clock
from app.core.db import db, transaction
from app.people.models import Unit, UnitKind
from tests.support.city import City, add_employment, add_person, add_unit, counted_queries
from tests.support.halls import SECONDS, Hall, open_hall
from tests.support.pages import Visitor


@pytest.fixture
def city(city: City) -> City:
    """Whoever looks reads the texts of the source."""
    city.language = "en"
    return city


@pytest.fixture
def hall(city: City, monkeypatch: pytest.MonkeyPatch) -> Hall:
    hall = open_hall(city, monkeypatch)
    hall.put_clock(hall.starts_at.replace(second=0, microsecond=0) + timedelta(minutes=5))
    return hall


@pytest.fixture
def wall(hall: Hall) -> Visitor:
    return hall.phone("tomasz")


def shown_on(wall: Visitor, hall: Hall) -> str:
    return wall.get(f"/meetings/{hall.meeting_id}/projector", budget=6)


def typed_on(page: str) -> str:
    found = re.search(r'wall-typed num">([^<]+)<', page)
    return found[1] if found else ""


def news(wall: Visitor, hall: Hall, cursor: str = "") -> dict[str, object] | None:
    """What the wall is told that has shown `cursor`; None if nothing is new."""
    answer = wall.client.get(f"/meetings/{hall.meeting_id}/live?cursor={cursor}")
    assert answer.status_code in {200, 204}
    return answer.get_json() if answer.status_code == 200 else None


def parts(told: dict[str, object] | None) -> str:
    assert told is not None
    return str(told["parts"])


def test_it_shows_the_code_and_where_to_type_it(wall: Visitor, hall: Hall) -> None:
    page = shown_on(wall, hall)

    typed = hall.code().typed
    assert f"{typed[:4]} {typed[4:]}" in page
    assert "127.0.0.1:8000/o" in page
    assert 'role="img"' in page
    assert "<button" not in page
    assert "<form" not in page
    assert hall.secret not in page


def test_two_displays_show_the_same_and_the_next_code_comes_in_time(hall: Hall) -> None:
    walls = [hall.phone("tomasz"), hall.phone("kazimierz")]
    codes: list[str] = []
    for _ in range(3):
        seen = {typed_on(shown_on(wall, hall)) for wall in walls}
        assert len(seen) == 1
        codes += seen
        hall.wait(seconds=SECONDS)

    assert len(set(codes)) == 3


@pytest.mark.parametrize("passed, left", [(0, 20), (5.5, 14.5), (19.75, 0.25)])
def test_the_page_is_told_how_long_and_not_when(
    wall: Visitor, hall: Hall, passed: float, left: float
) -> None:
    """So that a wrong clock at the projector does no harm; without scripts it loads in time."""
    hall.wait(seconds=passed)

    page = shown_on(wall, hall)

    assert f'dur="{left:.2f}s"' in page
    assert f'data-holds-ms="{int(1000 * (left + SECONDS))}"' in page
    assert f'<noscript><meta http-equiv="refresh" content="{-int(-left // 1)}">' in page


def test_nothing_new_is_nothing_at_all(wall: Visitor, hall: Hall) -> None:
    first = news(wall, hall)
    assert first is not None

    with counted_queries(hall.city.app) as statements:
        assert news(wall, hall, str(first["cursor"])) is None

    assert len(statements) == 3


def test_whoever_comes_in_is_news(wall: Visitor, hall: Hall) -> None:
    first = news(wall, hall)
    assert first is not None
    phone = hall.phone("teresa")
    hall.scan(phone)
    phone.post("/here")

    told = news(wall, hall, str(first["cursor"]))

    assert told is not None
    assert (told["present"], told["missing"]) == (1, 1)
    assert "Teresa Ł., SP nr 1" in parts(told)
    assert "SP nr 1 <strong>1/2" in parts(told)
    assert "Łąka" not in parts(told)
    code = [one["parts"]["code"][0] for one in (first, told)]  # type: ignore[index]
    assert code[0] == code[1]  # the same code stays where it is


def test_the_next_code_is_news(wall: Visitor, hall: Hall) -> None:
    first = news(wall, hall)
    assert first is not None
    hall.wait(seconds=SECONDS)

    told = news(wall, hall, str(first["cursor"]))

    assert told is not None
    assert first["parts"]["code"][0] != told["parts"]["code"][0]  # type: ignore[index]


def test_before_the_door_opens_time_runs_down(wall: Visitor, hall: Hall) -> None:
    hall.put_clock(hall.starts_at - timedelta(minutes=15 + 62, seconds=5))

    page = shown_on(wall, hall)

    assert typed_on(page) == ""
    assert "1:02:05" in page
    assert f"Check-in opens at {clock.local(hall.starts_at - timedelta(minutes=15)):%H:%M}" in page
    assert 'data-opens-ms="3725000"' in page
    assert 'content="30"' in page


def test_the_first_code_comes_to_the_second(wall: Visitor, hall: Hall) -> None:
    hall.put_clock(hall.starts_at - timedelta(minutes=15, seconds=1))
    before = news(wall, hall)
    assert before is not None
    assert before["holds_ms"] is None

    hall.wait(seconds=1)
    opened = news(wall, hall, str(before["cursor"]))

    assert opened is not None
    assert opened["opens_ms"] is None
    assert hall.code().typed[:4] in parts(opened)


def test_days_before_the_day_is_told(wall: Visitor, hall: Hall) -> None:
    hall.put_clock(hall.starts_at - timedelta(days=3))

    page = shown_on(wall, hall)

    day = clock.local(hall.starts_at)
    assert f"Check-in opens on {day.day} {day:%B %Y} at" in page
    assert "until check-in opens" not in page


def test_afterwards_there_is_no_code(wall: Visitor, hall: Hall) -> None:
    hall.put_clock(hall.ends_at + timedelta(seconds=1))

    page = shown_on(wall, hall)

    assert typed_on(page) == ""
    assert "The meeting is over" in page


def test_a_closed_session_shows_no_code(wall: Visitor, hall: Hall) -> None:
    with hall.city.app.app_context(), transaction():
        session = db.session.get_one(Meeting, hall.meeting_id).session
        db.session.add(Closing(session=session, number=1, closed_at=clock.now(), closed_by="K"))

    assert "The session is closed" in shown_on(wall, hall)


def test_a_cancelled_one_shows_none_either(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    hall = open_hall(
        city, monkeypatch, cancelled_at=clock.now(), cancelled_by="K", cancelled_reason="awaria"
    )

    assert "The meeting is cancelled" in shown_on(hall.phone("tomasz"), hall)


def test_many_schools_do_not_push_each_other_off_the_wall(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    with city.app.app_context(), transaction():
        root = db.session.get_one(Unit, city.units["city"])
        for number in range(12):
            unit = add_unit(root, UnitKind.PRIMARY_SCHOOL, f"Szkoła {number}", f"S{number}", None)
            person = add_person("Jan", f"Nowak{number}", f"jan{number}@szkoly.example")
            add_employment(person.id, unit.id, "nauczyciel")
    hall = open_hall(city, monkeypatch, invited="city")

    assert "more schools" in shown_on(hall.phone("tomasz"), hall)


@pytest.mark.parametrize(
    "seconds, written",
    [(0, "0:00"), (-5, "0:00"), (9.9, "0:09"), (61, "1:01"), (3599, "59:59"), (3600, "1:00:00")],
)
def test_time_left_is_written_as_clocks_do(seconds: float, written: str) -> None:
    assert countdown(seconds) == written
