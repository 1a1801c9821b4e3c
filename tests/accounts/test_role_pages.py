"""Roles are given and ended in the browser."""

from collections.abc import Callable
from datetime import timedelta

from app.accounts.models import RoleGrant
from app.core import clock
from app.core.actors import command_line
from tests.accounts.keys import (
    actions_on,
    rows,
)
from tests.support.city import City
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

BY = command_line("test")


def test_another_role_is_given_and_ended_in_the_browser(city: City, visitor: Visit) -> None:
    adam, number = visitor("adam"), city.accounts["teresa"]
    today = clock.today()
    asked = {"role": "trainer", "unit": city.units["b"], "started_on": today.isoformat()}

    adam.get(f"/accounts/{number}/roles/new")
    adam.post(f"/accounts/{number}/roles/new", asked)
    adam.post(f"/accounts/{number}/roles/new", asked, status=422)
    grant = max(rows(city.app, RoleGrant), key=lambda one: one.id)
    adam.get(f"/accounts/roles/{grant.id}/end")
    adam.post(f"/accounts/roles/{grant.id}/end", {"when": "day"}, status=422)
    adam.post(
        f"/accounts/roles/{grant.id}/end",
        {"when": "day", "last_day": (today + timedelta(days=7)).isoformat()},
    )
    adam.post(f"/accounts/roles/{grant.id}/end", {"when": "now", "last_day": ""})

    assert actions_on(city, "teresa") == [
        "accounts.role_granted",
        "accounts.role_ended",
        "accounts.role_withdrawn",
    ]
