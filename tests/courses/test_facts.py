"""Facts that may age: what is to be checked again stands first."""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from python_calamine import CalamineWorkbook

from app.core import clock
from app.core.db import db, transaction
from courses.models import CourseVersion
from courses.queries.facts import Fact, Freshness
from tests.courses.learning import Learner
from tests.support.city import City
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

FACTS = "/courses/S1/facts"
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
TEXT = re.compile(r'class="fact-text"[^>]*>([^<]+)<')


@pytest.fixture
def checked(teresa: Learner) -> City:
    """The course states three facts: one to be checked long ago, one soon, one next year."""
    today = clock.today()
    facts = [
        {
            "id": key,
            "text": f"Fakt {key}",
            "source": f"Dz.U. {key}",
            "url": "https://api.sejm.gov.pl/eli" if key == "soon" else None,
            "checked_on": (today - 300 * DAY).isoformat(),
            "check_again_by": (today + days * DAY).isoformat(),
            "owner": "IOD",
        }
        for key, days in (("fresh", 365), ("overdue", -1), ("soon", 5))
    ]
    with teresa.city.app.app_context(), transaction():
        version = db.session.query(CourseVersion).one()
        version.facts = facts
    return teresa.city


def fact(check_again_by: date) -> Fact:
    return Fact("k", "Fakt", "Dz.U.", None, TODAY, check_again_by, "IOD")


@pytest.mark.parametrize(
    "check_again_by, freshness",
    [
        pytest.param(TODAY - DAY, Freshness.OVERDUE, id="yesterday"),
        pytest.param(TODAY, Freshness.SOON, id="today"),
        pytest.param(TODAY + 30 * DAY, Freshness.SOON, id="in thirty days"),
        pytest.param(TODAY + 31 * DAY, Freshness.FRESH, id="a day later"),
    ],
)
def test_how_fresh_a_fact_is(check_again_by: date, freshness: Freshness) -> None:
    assert fact(check_again_by).freshness(TODAY) is freshness


@pytest.mark.usefixtures("checked")
@pytest.mark.parametrize("persona", ["kazimierz", "olga", "tomasz", "hanna"])
def test_the_most_urgent_fact_is_first(visitor: Visit, persona: str) -> None:
    page = visitor(persona).get(FACTS)

    assert TEXT.findall(page) == ["Fakt overdue", "Fakt soon", "Fakt fresh"]
    for words in ("check now", "check soon", "up to date", "IOD", "Dz.U. soon"):
        assert words in page
    assert 'href="https://api.sejm.gov.pl/eli"' in page


@pytest.mark.usefixtures("checked")
def test_facts_can_be_taken_away(visitor: Visit) -> None:
    client = visitor("kazimierz").client

    text, book = client.get(f"{FACTS}.csv"), client.get(f"{FACTS}.xlsx")

    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.data)).get_sheet_by_index(0).to_python()
    lines = text.data.decode("utf-8-sig").splitlines()
    assert [row[0] for row in rows] == [line.split(";")[0] for line in lines]
    assert lines[1].startswith("Fakt overdue;Dz.U. overdue;")
    assert client.get(f"{FACTS}.pdf").status_code == 404


@pytest.mark.usefixtures("teresa")
def test_a_course_without_such_facts_says_so(visitor: Visit) -> None:
    assert "This course states nothing that ages" in visitor("olga").get(FACTS)


@pytest.mark.usefixtures("teresa")
def test_facts_are_for_those_who_look_after_courses(visitor: Visit) -> None:
    visitor("teresa").get(FACTS, status=404)
    visitor("adam").get(FACTS, status=403)
