"""The register shows what the actor may know, narrowed by filters, the newest first."""

from datetime import date

import pytest

from app.core.actors import Actor, Grant, Role
from app.core.db import db
from app.core.permissions import Permission, allows, scope_of
from app.training.models.completions import Completion, Source, State
from app.training.queries.completions import (
    Filter,
    completions_of,
    register,
    waiting_among,
    whole_register,
)
from tests.support.city import PERSONAS, City, add_employment
from tests.training.courses import add_training, complete, revoked

ALL = ("",)


def names(city: City, wanted: Filter, paths: tuple[str, ...] = ALL) -> list[str]:
    with city.app.app_context():
        return [row.completion.person.first_name for row in register(wanted, paths, 1).items]


@pytest.fixture
def ids(city: City) -> dict[str, int]:
    """Four completions, one in each state, newest first: hanna, teresa, stefan, kazimierz."""
    ids = add_training(city)
    revoked(city, complete(city, "kazimierz", ids["v1"], date(2026, 3, 1)))
    complete(city, "stefan", ids["v1"], date(2026, 3, 2), is_passed=False)
    complete(city, "teresa", ids["v1"], date(2026, 3, 3), is_confirmed=False)
    complete(city, "hanna", ids["v2"], date(2026, 7, 4))
    return ids


NARROWED: tuple[tuple[Filter, list[str]], ...] = (
    (Filter(), ["Hanna", "Teresa", "Stefan", "Kazimierz"]),
    (Filter(state=State.CONFIRMED), ["Hanna"]),
    (Filter(state=State.PENDING), ["Teresa"]),
    (Filter(state=State.FAILED), ["Stefan"]),
    (Filter(state=State.REVOKED), ["Kazimierz"]),
    (Filter(since=date(2026, 3, 3)), ["Hanna", "Teresa"]),
    (Filter(until=date(2026, 3, 2)), ["Stefan", "Kazimierz"]),
    (Filter(source=Source.LIST), ["Hanna", "Teresa", "Stefan", "Kazimierz"]),
    (Filter(source=Source.ONLINE), []),
    (Filter(words="laka"), ["Teresa"]),
    (Filter(words="ŻAK han"), ["Hanna"]),
    (Filter(words="stefan@szkoly"), ["Stefan"]),
    (Filter(words="100%"), []),
    (Filter(words="nikt"), []),
)


@pytest.mark.usefixtures("ids")
def test_filters_narrow(city: City) -> None:
    """Names are found without Polish letters, in any order of words."""
    for wanted, expected in NARROWED:
        assert names(city, wanted) == expected, wanted


def test_a_training_and_a_unit_narrow_too(city: City, ids: dict[str, int]) -> None:
    assert names(city, Filter(training_id=ids["training"])) == names(city, Filter())
    assert names(city, Filter(training_id=ids["training"] + 1)) == []
    assert names(city, Filter(unit_path=f"1.{city.units['b']}.")) == ["Stefan"]


def test_the_state_in_sql_is_the_state_of_the_model(city: City, ids: dict[str, int]) -> None:
    """Each completion is found under its own state, and under no other."""
    assert ids
    with city.app.app_context():
        for state in State:
            found = register(Filter(state=state), ALL, 1).items
            assert [row.completion.state for row in found] == [state]


@pytest.mark.usefixtures("ids")
def test_the_list_and_the_gate_agree(city: City) -> None:
    """For every persona: what is listed may be opened, and what may be opened is listed."""
    for persona, (role, unit) in PERSONAS.items():
        path = "1." if unit == "city" else f"1.{city.units[unit]}."
        actor = Actor("x", 1, city.persons.get(persona), (Grant(Role(role), path),))
        listed, allowed = listed_and_allowed(city, actor)
        assert listed == allowed, persona


def listed_and_allowed(city: City, actor: Actor) -> tuple[set[int], set[int]]:
    with city.app.app_context():
        paths = scope_of(actor, Permission.COMPLETION_READ)
        listed = {row.completion.id for row in register(Filter(), paths, 1).items}
        allowed = {
            one.id
            for one in db.session.query(Completion)
            if allows(actor, Permission.COMPLETION_READ, one)
        }
    return listed, allowed


@pytest.mark.usefixtures("ids")
def test_a_head_sees_only_the_own_school_of_a_shared_teacher(city: City) -> None:
    """That she is trained is known to both, where else she works is not."""
    with city.app.app_context():
        add_employment(city.persons["teresa"], city.units["b"], "nauczyciel")
        db.session.flush()
        at_b = register(Filter(words="teresa"), (f"1.{city.units['b']}.",), 1).items
        everywhere = register(Filter(words="teresa"), ALL, 1).items

    assert [row.units for row in at_b] == [("SP nr 2",)]
    assert [row.units for row in everywhere] == [("SP nr 1", "SP nr 2")]


@pytest.mark.usefixtures("ids")
def test_the_unit_is_the_one_of_that_day(city: City) -> None:
    """Somebody who moved later is shown where she worked then."""
    with city.app.app_context():
        teresa = city.persons["teresa"]
        add_employment(teresa, city.units["k"], "nauczyciel", date(2026, 9, 1))
        db.session.flush()
        row = register(Filter(words="teresa"), ALL, 1).items[0]

    assert row.units == ("SP nr 1",)


@pytest.mark.usefixtures("ids")
def test_the_export_holds_what_the_pages_show(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the size of its portions."""
    monkeypatch.setattr("app.training.queries.completions._EXPORT_BATCH", 2)

    with city.app.app_context():
        exported = [row.completion.id for row in whole_register(Filter(), ALL)]
        paged = [row.completion.id for row in register(Filter(), ALL, 1).items]

    assert exported == paged


@pytest.mark.usefixtures("ids")
def test_a_page_too_far_is_the_last_page(city: City) -> None:
    with city.app.app_context():
        page = register(Filter(), ALL, 99)

    assert (page.number, page.total, len(page.items)) == (1, 4, 4)


def test_only_waiting_ones_within_reach_can_be_marked(city: City, ids: dict[str, int]) -> None:
    assert ids
    with city.app.app_context():
        every = [row.completion.id for row in register(Filter(), ALL, 1).items]
        at_a = waiting_among(every, (f"1.{city.units['a']}.",))
        at_b = waiting_among(every, (f"1.{city.units['b']}.",))

    assert [one.person.first_name for one in at_a] == ["Teresa"]
    assert at_b == []


@pytest.mark.usefixtures("ids")
def test_a_person_has_everything_the_newest_first(city: City) -> None:
    with city.app.app_context():
        assert [one.state for one in completions_of(city.persons["teresa"])] == [State.PENDING]
