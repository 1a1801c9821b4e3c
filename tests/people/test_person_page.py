"""A person's page tells where somebody works and worked, and no more than the reader may know."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.core.db import transaction
from app.people.models import Absence
from app.people.queries.people import person_or_404, sight_of
from tests.people.personas import actor_of
from tests.support.city import City, add_employment, add_person
from tests.support.pages import Visitor

Reader = Callable[[str], Visitor]


@pytest.fixture
def lucja(city: City, today: date) -> int:
    """She worked at school B until last year, and works at school A."""
    with city.app.app_context(), transaction() as session:
        person = add_person("Łucja", "Żółć", "lucja@szkoly.example")
        last_year = today - timedelta(days=400)
        add_employment(person.id, city.units["b"], "psycholog", ended_on=last_year)
        add_employment(person.id, city.units["a"], "pedagog", fte="0.72")
        session.add(Absence(person_id=person.id, started_on=date(2024, 1, 8), ended_on=None))
        city.persons["lucja"] = person.id
        return person.id


def test_the_office_reads_the_whole_history(lucja: int, office: Visitor) -> None:
    page = office.get(f"/people/{lucja}")

    assert page.index("pedagog") < page.index("psycholog")
    assert "0.72" in page
    assert "not known yet" in page


def test_a_head_reads_of_other_units_only_that_there_are_some(lucja: int, reader: Reader) -> None:
    page = reader("hanna").get(f"/people/{lucja}")

    assert "pedagog" in page
    assert "psycholog" not in page
    assert "SP nr 2" not in page
    assert "also employed elsewhere" in page


def test_a_head_still_sees_who_has_left_the_school(lucja: int, reader: Reader) -> None:
    page = reader("stefan").get(f"/people/{lucja}")

    assert "psycholog" in page
    assert "pedagog" not in page


def test_the_log_is_hidden_where_it_would_tell_of_other_units(
    lucja: int, office: Visitor, reader: Reader
) -> None:
    assert "What was changed" in office.get(f"/people/{lucja}")
    assert "What was changed" not in reader("hanna").get(f"/people/{lucja}")


def test_people_see_all_of_their_own_page(city: City, today: date) -> None:
    with city.app.app_context():
        person = person_or_404(city.persons["teresa"])
        assert sight_of(person, actor_of(city, "teresa"), today).is_whole


def test_teresa_opens_her_own_page_and_no_other(city: City, lucja: int, reader: Reader) -> None:
    reader("teresa").get(f"/people/{city.persons['teresa']}")
    reader("teresa").get(f"/people/{lucja}", status=404)


def test_a_stranger_is_not_told_that_the_person_exists(city: City, reader: Reader) -> None:
    reader("stefan").get(f"/people/{city.persons['teresa']}", status=404)
    reader("stefan").get("/people/999999", status=404)


@pytest.mark.parametrize("persona", ["hanna", "olga"])
def test_who_may_only_read_is_offered_no_change(city: City, reader: Reader, persona: str) -> None:
    page = reader(persona).get(f"/people/{city.persons['teresa']}")

    assert "/edit" not in page
    assert "/new" not in page


def test_what_holds_today_comes_first(city: City, lucja: int, today: date) -> None:
    with city.app.app_context(), transaction():
        add_employment(lucja, city.units["k"], "logopeda", today + timedelta(days=30))
    with city.app.app_context():
        sight = sight_of(person_or_404(lucja), actor_of(city, "kazimierz"), today)

        assert [one.post.name for one in sight.employments] == ["pedagog", "logopeda", "psycholog"]


def test_a_page_costs_as_many_queries_for_many_jobs_as_for_one(
    city: City, lucja: int, office: Visitor
) -> None:
    with city.app.app_context(), transaction():
        for year in range(2000, 2019):
            day = date(year, 9, 1)
            add_employment(lucja, city.units["b"], "logopeda", day, day + timedelta(days=300))

    office.get(f"/people/{lucja}", budget=8)
