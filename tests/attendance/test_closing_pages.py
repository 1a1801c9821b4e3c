"""The page that closes a session: everybody with a verdict first, then one button."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from app.attendance.checkin import Refusal
from app.attendance.models.lists import Closing
from app.attendance.queries.finding import session_or_404
from app.core import clock
from app.core.db import db, transaction
from app.core.settings import Settings
from tests.attendance.closing import came, closed, corrected, held_session, scan
from tests.support.at_once import at_once
from tests.support.city import City
from tests.support.pages import Visitor

Browser = Callable[[str | None], Visitor]

#: the session with its meetings, trainers and schools takes four, the ledger two
BUDGET = 12


def fingerprint(page: str) -> str:
    """Of the preview on the page."""
    found = re.search(r'name="fingerprint"[^>]* value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def closings(city: City) -> int:
    with city.app.app_context():
        return db.session.scalar(select(func.count()).select_from(Closing)) or 0


@pytest.fixture
def session_id(city: City) -> int:
    """Teresa was there in time, Hanna came too late for credit."""
    number = held_session(city)
    came(city, number, "teresa")
    came(city, number, "hanna", late_minutes=50)
    return number


def test_the_trainer_sees_who_earns_credit_and_why_others_do_not(
    city: City, visitor: Browser, session_id: int
) -> None:
    city.language = "en"
    page = visitor("tomasz").get(f"/sessions/{session_id}/close", budget=BUDGET)

    assert "1 person earns credit" in page
    assert "Was there for 40 minutes, 72 are needed." in page
    assert "40 minutes, came late" in page


def test_the_trainer_closes_what_was_shown(city: City, visitor: Browser, session_id: int) -> None:
    trainer = visitor("tomasz")
    url = f"/sessions/{session_id}/close"

    trainer.post(url, {"fingerprint": fingerprint(trainer.get(url, budget=BUDGET))})

    assert closings(city) == 1
    page = trainer.get(url, budget=BUDGET)
    assert "LP/" in page
    assert 'name="fingerprint"' not in page


def test_a_stale_preview_closes_nothing_and_shows_the_new_one(
    city: City, visitor: Browser, session_id: int
) -> None:
    city.language = "en"
    trainer = visitor("tomasz")
    url = f"/sessions/{session_id}/close"
    before = fingerprint(trainer.get(url, budget=BUDGET))
    corrected(city, session_id, "hanna", is_present=False)

    trainer.post(url, {"fingerprint": before})

    page = trainer.get(url, budget=BUDGET)
    assert closings(city) == 0
    assert "Nothing was closed" in page
    assert fingerprint(page) != before


def test_of_two_trainers_at_once_one_closes(city: City, visitor: Browser, session_id: int) -> None:
    url = f"/sessions/{session_id}/close"
    browsers = [visitor("tomasz"), visitor("kazimierz")]
    forms = [(one, {"fingerprint": fingerprint(one.get(url, budget=BUDGET))}) for one in browsers]

    at_once(*(partial(one.send, url, form) for one, form in forms))

    assert closings(city) == 1


def test_many_completions_ask_for_a_tick(city: City, visitor: Browser) -> None:
    settings: Settings = city.app.extensions["settings"]
    city.app.extensions["settings"] = replace(settings, mass_limit=1)
    number = held_session(city)
    came(city, number, "teresa", "hanna")
    trainer, url = visitor("tomasz"), f"/sessions/{number}/close"
    form = {"fingerprint": fingerprint(trainer.get(url, budget=BUDGET))}

    trainer.post(url, form, status=200)
    assert closings(city) == 0
    trainer.post(url, form | {"is_read": "y"})

    assert closings(city) == 1


def test_a_doubtful_check_in_stands_first_until_it_is_corrected(
    city: City, visitor: Browser, session_id: int
) -> None:
    city.language = "en"
    with city.app.app_context(), transaction():
        meeting = session_or_404(session_id).meetings[0]
        scan(meeting, city.persons["stefan"], review=Refusal.NOT_INVITED)
    url = f"/sessions/{session_id}/close"

    page = visitor("tomasz").get(url, budget=BUDGET)
    assert "1 check-in to look at" in page
    assert page.index("Nowak Stefan") < page.index("Łąka Teresa")

    corrected(city, session_id, "stefan", is_present=True)
    assert "to look at" not in visitor("tomasz").get(url, budget=BUDGET)


def test_a_session_that_is_not_over_says_when_it_is(city: City, visitor: Browser) -> None:
    city.language = "en"
    number = held_session(city, starts_at=clock.now() - timedelta(minutes=10))

    page = visitor("tomasz").get(f"/sessions/{number}/close", budget=BUDGET)

    assert "The session cannot be closed yet" in page
    assert 'name="fingerprint"' not in page


def test_after_a_correction_the_session_can_be_closed_again(
    city: City, visitor: Browser, session_id: int
) -> None:
    city.language = "en"
    closed(city, session_id)
    corrected(city, session_id, "hanna", is_present=False)
    trainer, url = visitor("tomasz"), f"/sessions/{session_id}/close"

    page = trainer.get(url, budget=BUDGET)

    assert "Close the session again" in page
    assert "new version" in page
    trainer.post(url, {"fingerprint": fingerprint(page)})
    assert closings(city) == 2
