"""A role at a unit covers everything below it and nothing beside; lists and the gate agree."""

from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from app.core.actors import Actor, Grant, Role, command_line
from app.core.db import db
from app.core.permissions import RULES, Permission, allows, scope_of, sees
from app.people.models import Unit
from tests.support.city import PERSONAS, City

#: a city, two of its schools (the second has a branch), and what is beside the city
PATHS = ("1.", "1.1.", "1.10.", "1.10.4.", "2.")


@dataclass(frozen=True)
class Thing:
    """Anything that belongs to units, perhaps somebody's own."""

    scope_paths: Iterable[str]
    person_id: int | None = None


def holder(role: Role, *paths: str) -> Actor:
    """Somebody who holds the role at these units."""
    grants = tuple(Grant(role, path) for path in paths)
    return Actor("Somebody", account_id=1, person_id=5, grants=grants)


@pytest.fixture(params=PERSONAS)
def persona(request: pytest.FixtureRequest, city: City) -> Actor:
    """Each persona of the small city in turn, as the gate knows it."""
    role, unit = PERSONAS[request.param]
    with city.app.app_context():
        path = db.session.get_one(Unit, city.units[unit]).path
    return holder(role, path)


def test_every_permission_has_a_rule_and_every_rule_a_permission() -> None:
    assert set(RULES) == set(Permission)


def test_every_permission_names_a_thing_and_an_action() -> None:
    assert [one for one in Permission if one.count(":") != 1] == []


@pytest.mark.parametrize(
    "held_at, thing_at, is_covered",
    [
        pytest.param("1.", "1.", True, id="the unit itself"),
        pytest.param("1.", "1.10.", True, id="a school of the city"),
        pytest.param("1.", "1.10.4.", True, id="a branch of that school"),
        pytest.param("1.1.", "1.", False, id="nothing above"),
        pytest.param("1.1.", "1.10.", False, id="1.1. is no prefix of 1.10."),
        pytest.param("1.10.", "1.1.", False, id="nor the other way round"),
        pytest.param("1.1.", "2.", False, id="nothing beside"),
        pytest.param("1.1.", "2.1.1.", False, id="nothing that looks alike further down"),
        pytest.param("1.1.", "", True, id="what all units share"),
    ],
)
def test_a_role_covers_everything_below_and_nothing_beside(
    held_at: str, thing_at: str, is_covered: bool
) -> None:
    coordinator = holder(Role.COORDINATOR, held_at)
    thing = Thing((thing_at,))

    assert allows(coordinator, Permission.PERSON_EDIT, thing) is is_covered
    assert sees(coordinator, thing) is is_covered


@pytest.mark.parametrize("permission", [Permission.RULE_EDIT, Permission.POST_EDIT])
def test_what_all_units_share_is_decided_at_the_root(permission: Permission) -> None:
    for thing in (None, Thing(("",))):
        assert allows(holder(Role.COORDINATOR, "1."), permission, thing)
        assert not allows(holder(Role.COORDINATOR, "1.1."), permission, thing)


def test_of_several_units_one_is_enough() -> None:
    thing = Thing(("2.", "1.10."))

    assert allows(holder(Role.SCHOOL_HEAD, "1.10."), Permission.PERSON_READ, thing)
    assert allows(holder(Role.SCHOOL_HEAD, "1.1.", "2."), Permission.PERSON_READ, thing)
    assert not allows(holder(Role.SCHOOL_HEAD, "1.1."), Permission.PERSON_READ, thing)


def test_what_belongs_to_no_unit_is_nobodys() -> None:
    assert not allows(holder(Role.COORDINATOR, "1."), Permission.PERSON_READ, Thing(()))


def test_a_role_counts_for_its_own_permissions_only() -> None:
    mixed = Actor("Somebody", 1, grants=(Grant(Role.ADMIN, "1."), Grant(Role.SCHOOL_HEAD, "1.1.")))

    assert allows(mixed, Permission.ACCOUNT_EDIT, Thing(("1.10.",)))
    assert allows(mixed, Permission.PERSON_READ, Thing(("1.1.",)))
    assert not allows(mixed, Permission.PERSON_READ, Thing(("1.10.",)))


def test_everybody_may_read_about_themselves_and_no_other_learner() -> None:
    learner = holder(Role.LEARNER, "1.1.")

    assert allows(learner, Permission.PERSON_READ, Thing(("1.1.",), person_id=5))
    assert not allows(learner, Permission.PERSON_READ, Thing(("1.1.",), person_id=6))
    assert not allows(Actor("Nobody", 2), Permission.PERSON_READ, Thing(("1.1.",), person_id=None))


def test_a_learner_sees_nobody_so_that_nothing_can_be_probed() -> None:
    assert not sees(holder(Role.LEARNER, "1."), Thing(("1.1.",)))
    assert sees(holder(Role.TRAINER, "1."), Thing(("1.1.",)))


def test_without_a_thing_a_role_anywhere_is_enough() -> None:
    assert allows(holder(Role.SCHOOL_HEAD, "1.1."), Permission.PERSON_LIST_READ)
    assert not allows(holder(Role.LEARNER, "1.1."), Permission.PERSON_LIST_READ)


def test_a_command_may_everything_everywhere() -> None:
    operator = command_line("kadra people import")

    assert all(allows(operator, permission, Thing(("1.1.",))) for permission in Permission)
    assert all(scope_of(operator, permission) == ("",) for permission in Permission)


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", Role)
def test_the_scope_is_where_the_permission_is_held(role: Role, permission: Permission) -> None:
    """Permissions that every account, or every learner's, holds have no place and need no list."""
    if allows(Actor("Somebody", account_id=1, person_id=1), permission):
        return
    for held_at in PATHS:
        actor = holder(role, held_at)
        scope = scope_of(actor, permission)
        allowed = {path for path in PATHS if allows(actor, permission, Thing((path,)))}
        assert allowed == {path for path in PATHS if path.startswith(scope)}


@pytest.mark.parametrize(
    "permission",
    [
        Permission.UNIT_READ,
        Permission.UNIT_EDIT,
        Permission.PERSON_LIST_READ,
        Permission.COVERAGE_READ,
        Permission.ACCOUNT_READ,
        Permission.AUDIT_READ,
    ],
)
def test_the_list_holds_what_the_gate_lets_through(
    city: City, persona: Actor, permission: Permission
) -> None:
    with city.app.app_context():
        units: list[Unit] = list(db.session.scalars(select(Unit)))
        query = select(Unit).where(Unit.below(*scope_of(persona, permission)))
        listed = {unit.id for unit in db.session.scalars(query)}

        assert listed == {unit.id for unit in units if allows(persona, permission, unit)}
