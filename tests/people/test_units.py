"""The tree of units can be read by whoever oversees some of it, and changed by the office."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.core.permissions import Permission, allows, scope_of
from app.people import facts
from app.people.models import Unit
from app.people.queries.unit_lists import all_units
from app.people.queries.units import top_unit, unit_or_404
from app.people.refusals import MovedBelowItself, TreeTooDeep
from app.people.services.units import UnitDetails, change_unit, create_unit
from tests.people.forms import filled
from tests.people.personas import actor_of, path_of
from tests.support.city import City, add_employment, add_person
from tests.support.pages import Visitor

Reader = Callable[[str], Visitor]


def unit(city: City, key: str) -> Unit:
    with city.app.app_context():
        return unit_or_404(city.units[key])


def last_entry(city: City) -> AuditEntry:
    with city.app.app_context():
        return db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()


@pytest.mark.parametrize("persona", ["hanna", "stefan", "kazimierz", "olga", "adam", "teresa"])
def test_the_list_and_the_gate_agree(city: City, persona: str, today: date) -> None:
    with city.app.app_context():
        actor = actor_of(city, persona)
        paths = scope_of(actor, Permission.UNIT_READ)
        listed = {row.id for row in all_units(paths, "", today)}
        allowed = {
            one.id
            for one in db.session.scalars(select(Unit))
            if allows(actor, Permission.UNIT_READ, one)
        }

    assert listed == allowed


def test_the_tree_shows_schools_by_number_and_people_once(city: City, office: Visitor) -> None:
    with city.app.app_context(), transaction():
        twice = add_person("Łucja", "Żółć", "lucja@szkoly.example")
        for key in ("a", "b"):
            add_employment(twice.id, city.units[key], "pedagog")
    page = office.get("/units/")

    assert page.index("CUW") < page.index("PM nr 3") < page.index("SP nr 1") < page.index("SP nr 2")
    assert '<td data-label="People" class="n">6</td>' in page


def test_units_are_found_by_name_or_number(office: Visitor) -> None:
    assert "PM nr 3" in office.get("/units/?q=203")
    assert "CUW" in office.get("/units/?q=uslug")
    assert "No unit fits" in office.get("/units/?q=xyzzy")


def test_a_head_opens_the_own_school_only(city: City, reader: Reader) -> None:
    page = reader("hanna").get(f"/units/{city.units['a']}")

    assert "Łąka Teresa" in page
    assert "/edit" not in page
    reader("hanna").get(f"/units/{city.units['b']}", status=404)
    reader("hanna").get(f"/units/{city.units['city']}", status=404)


def test_an_administrator_sees_units_without_their_people(city: City, reader: Reader) -> None:
    page = reader("adam").get(f"/units/{city.units['a']}")

    assert "Szkoła Podstawowa nr 1" in page
    assert "Łąka" not in page


def test_a_unit_shows_who_came_and_who_left(city: City, office: Visitor) -> None:
    page = office.get(f"/units/{city.units['a']}")

    assert "2020" in page
    assert "Who is trained here" in page


def test_a_unit_is_added_with_a_short_name_made_from_the_name(city: City, office: Visitor) -> None:
    answers = {
        "name": "Szkoła Podstawowa nr 6 im. Jana Brzechwy",
        "kind": "primary_school",
        "rspo": "279606",
        "parent_id": str(city.units["city"]),
    }
    answer = office.post("/units/new", answers)

    page = office.get(answer.location)
    assert "<h1>SP nr 6</h1>" in page
    assert "279606" in page


@pytest.mark.parametrize(
    "answer, message",
    [
        ({"name": " "}, "Write the name."),
        ({"name": "x" * 201}, "Use at most 200 characters."),
        ({"name": "SZKOŁA  PODSTAWOWA NR 1"}, "Another unit at the same place has this name."),
        ({"short_name": "x" * 61}, "Use at most 60 characters."),
        ({"kind": ""}, "Choose the kind."),
        ({"kind": "castle"}, "This is no longer on the list."),
        ({"rspo": "101"}, "SP nr 1 has the number 101 already."),
        ({"rspo": "27 9606"}, "Write the RSPO number in digits only"),
        ({"rspo": "123456789"}, "Write the RSPO number in digits only"),
        ({"rspo": "0"}, "Write the RSPO number in digits only"),
        ({"rspo": "²"}, "Write the RSPO number in digits only"),
        ({"parent_id": ""}, "Choose the unit above."),
    ],
)
def test_every_mistake_is_named(
    city: City, office: Visitor, answer: dict[str, str], message: str
) -> None:
    answers = {
        "name": "Przedszkole Miejskie nr 9",
        "kind": "kindergarten",
        "parent_id": str(city.units["city"]),
    }

    assert message in office.post("/units/new", {**answers, **answer}, status=200).text


def test_a_unit_can_be_renamed_without_a_reason(city: City, office: Visitor) -> None:
    url = f"/units/{city.units['a']}/edit"
    office.post(url, {**filled(office, url), "short_name": "Jedynka"})

    assert unit(city, "a").short_name == "Jedynka"
    assert not last_entry(city).is_correction


def test_another_kind_changes_past_figures_and_needs_a_reason(city: City, office: Visitor) -> None:
    url = f"/units/{city.units['a']}/edit"
    answers = {**filled(office, url), "kind": "kindergarten"}

    assert "Write in a few words why." in office.post(url, answers, status=200).text
    office.post(url, {**answers, "reason": "pomyłka przy zakładaniu"})
    assert last_entry(city).is_correction


def test_a_kind_may_change_freely_where_nobody_worked(city: City, office: Visitor) -> None:
    url = f"/units/{city.units['k']}/edit"
    office.post(url, {**filled(office, url), "kind": "other"})

    assert not last_entry(city).is_correction


def test_the_root_has_no_unit_above(city: City, office: Visitor) -> None:
    url = f"/units/{city.units['city']}/edit"
    answers = filled(office, url)
    assert "parent_id" not in answers

    office.post(url, {**answers, "name": "Gmina Starachowice", "short_name": "Starachowice"})
    assert unit(city, "city").name == "Gmina Starachowice"


def test_the_second_of_two_editors_is_told(city: City, office: Visitor) -> None:
    url = f"/units/{city.units['a']}/edit"
    seen_by_both = filled(office, url)
    office.post(url, {**seen_by_both, "short_name": "Jedynka"})
    late = office.post(url, {**seen_by_both, "short_name": "SP 1"}, status=200)

    assert "Short name: Jedynka" in late.text


@pytest.mark.parametrize("persona, status", [("hanna", 403), ("stefan", 404), ("adam", 403)])
def test_only_the_office_may_edit(city: City, reader: Reader, persona: str, status: int) -> None:
    reader(persona).get(f"/units/{city.units['a']}/edit", status=status)


class TestMoving:
    """A unit moves with everything below it."""

    def move(self, city: City, key: str, below: Unit) -> None:
        moved = unit_or_404(city.units[key])
        details = UnitDetails(moved.kind, moved.name, moved.short_name, moved.rspo)
        seen = facts.fingerprint(facts.of_unit(moved))
        by = actor_of(city, "kazimierz")
        change_unit(moved, below, details, seen, "przeniesienie", by=by, today=clock.today())

    def test_the_paths_below_follow(self, city: City) -> None:
        with city.app.app_context():
            with transaction():
                self.move(city, "b", unit_or_404(city.units["a"]))
            with transaction():
                self.move(city, "a", unit_or_404(city.units["k"]))

            root, k, a, b = (city.units[key] for key in ("city", "k", "a", "b"))
            assert path_of(b) == f"{root}.{k}.{a}.{b}."
            assert path_of(a) == f"{root}.{k}.{a}."

    def test_a_unit_does_not_go_below_itself(self, city: City) -> None:
        with city.app.app_context(), transaction():
            self.move(city, "b", unit_or_404(city.units["a"]))
        for target in ("a", "b"):
            with city.app.app_context(), pytest.raises(MovedBelowItself), transaction():
                self.move(city, "a", unit_or_404(city.units[target]))

    def test_what_a_head_sees_moves_along(self, city: City) -> None:
        with city.app.app_context(), transaction():
            self.move(city, "b", unit_or_404(city.units["a"]))
        with city.app.app_context():
            hanna = actor_of(city, "hanna")
            assert allows(hanna, Permission.UNIT_READ, unit_or_404(city.units["b"]))

    def test_a_tree_does_not_grow_without_end(self, city: City) -> None:
        def deeper(levels: int) -> None:
            above = unit_or_404(city.units["city"])
            for level in range(levels):
                details = UnitDetails(above.kind, f"Poziom {levels}.{level}")
                above = create_unit(above, details, by=actor_of(city, "kazimierz"))

        with city.app.app_context(), transaction():
            deeper(20)
        with city.app.app_context(), pytest.raises(TreeTooDeep), transaction():
            deeper(200)


def test_the_top_is_the_highest_unit_within_reach(city: City) -> None:
    with city.app.app_context():
        root, a, b = (path_of(city.units[key]) for key in ("city", "a", "b"))

        assert top_unit((root, a)).id == city.units["city"]
        assert top_unit((b, a)).id == city.units["a"]
        assert top_unit(("",)).id == city.units["city"]
