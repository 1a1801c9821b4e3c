"""An employment can be added, changed and ended; what alters days gone by says why."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
from app.people.models import Employment, Post
from tests.people.forms import filled
from tests.support.city import START, City
from tests.support.pages import Visitor

Reader = Callable[[str], Visitor]


def employment_of(city: City, persona: str) -> Employment:
    with city.app.app_context():
        found = select(Employment).where(Employment.person_id == city.persons[persona])
        return db.session.scalars(found).one()


def post_id(city: City, name: str) -> str:
    with city.app.app_context():
        return str(db.session.scalars(select(Post.id).where(Post.name == name)).one())


def entries(city: City) -> list[AuditEntry]:
    with city.app.app_context():
        return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


@pytest.fixture
def url(city: City) -> str:
    """The form that changes Teresa's employment at school A."""
    return f"/people/employments/{employment_of(city, 'teresa').id}/edit"


def test_a_second_employment_can_be_added(city: City, office: Visitor, today: date) -> None:
    answers = {
        "unit_id": str(city.units["b"]),
        "post_id": post_id(city, "logopeda"),
        "fte": "0.5",
        "started_on": today.isoformat(),
    }
    office.post(f"/people/{city.persons['teresa']}/employments/new", answers)

    page = office.get(f"/people/{city.persons['teresa']}")
    assert "SP nr 2" in page
    assert "Employment added" in page


@pytest.mark.parametrize(
    "days, overlaps",
    [
        pytest.param((-10, None), True, id="within"),
        pytest.param((0, 0), True, id="one day"),
        pytest.param((-3000, -2900), False, id="before"),
    ],
)
def test_the_same_post_at_the_same_unit_is_not_held_twice_on_a_day(
    city: City, office: Visitor, days: tuple[int, int | None], overlaps: bool
) -> None:
    first, last = (None if day is None else clock.today() + timedelta(days=day) for day in days)
    answers = {
        "unit_id": str(city.units["a"]),
        "post_id": post_id(city, "nauczyciel"),
        "fte": "1",
        "started_on": str(first),
        "ended_on": str(last or ""),
        "reason": "uzupełnienie",
    }
    url = f"/people/{city.persons['teresa']}/employments/new"
    answer = office.post(url, answers, status=200 if overlaps else 302)

    assert ("already holds this post at this unit since 1 Sep 2020" in answer.text) is overlaps


def test_ending_today_or_later_needs_no_reason(city: City, office: Visitor, today: date) -> None:
    url = f"/people/employments/{employment_of(city, 'teresa').id}/end"
    office.post(url, filled(office, url))

    assert employment_of(city, "teresa").ended_on == today
    entry = entries(city)[-1]
    assert entry.action == "people.employment_ended"
    assert entry.changes["ended_on"] == [None, today.isoformat()]
    assert entry.changes["unit"] == ["SP nr 1", "SP nr 1"]
    assert not entry.is_correction


def test_an_end_days_ago_is_a_correction_and_needs_a_reason(
    city: City, office: Visitor, today: date
) -> None:
    url = f"/people/employments/{employment_of(city, 'teresa').id}/end"
    answers = {**filled(office, url), "ended_on": (today - timedelta(days=2)).isoformat()}

    assert "Write in a few words why." in office.post(url, answers, status=200).text
    assert employment_of(city, "teresa").ended_on is None

    office.post(url, {**answers, "reason": "wypowiedzenie doszło później"})
    assert entries(city)[-1].is_correction
    page = office.get(f"/people/{city.persons['teresa']}")
    assert "correction" in page
    assert "wypowiedzenie doszło później" in page


def test_nobody_leaves_before_coming(city: City, office: Visitor) -> None:
    url = f"/people/employments/{employment_of(city, 'teresa').id}/end"
    answers = {**filled(office, url), "ended_on": (START - timedelta(days=1)).isoformat()}

    page = office.post(url, {**answers, "reason": "x"}, status=200).text
    assert "The first day is 1 Sep 2020. The last day cannot be before it." in page


def test_another_share_of_time_for_days_gone_by_needs_a_reason(
    city: City, office: Visitor, url: str
) -> None:
    answers = {**filled(office, url), "fte": "0,5"}
    office.post(url, answers, status=200)
    office.post(url, {**answers, "reason": "błąd w umowie"})

    assert entries(city)[-1].changes["fte"] == ["1", "0.5"]


def test_saving_without_a_change_leaves_no_trace(city: City, office: Visitor, url: str) -> None:
    office.post(url, filled(office, url))

    assert entries(city) == []


def test_the_second_of_two_editors_is_told(city: City, office: Visitor, url: str) -> None:
    seen_by_both = {**filled(office, url), "reason": "korekta"}
    office.post(url, {**seen_by_both, "fte": "0,5"})
    late = office.post(url, {**seen_by_both, "fte": "0,6"}, status=200)

    assert "Somebody else has changed this in the meantime" in late.text
    assert "Share of full time: 0.5" in late.text
    assert str(employment_of(city, "teresa").fte.normalize()) == "0.5"


@pytest.mark.parametrize("persona, status", [("hanna", 403), ("stefan", 404), ("teresa", 404)])
def test_only_the_office_may_edit(reader: Reader, url: str, persona: str, status: int) -> None:
    reader(persona).get(url, status=status)
    reader(persona).get(url.replace("edit", "end"), status=status)


def test_an_employment_that_does_not_exist_is_no_page(office: Visitor) -> None:
    office.get("/people/employments/999999/edit", status=404)
