"""Administrators give tokens to programs, see them once, and take them back."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.api.models import ApiToken
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
from tests.api.conftest import Programs
from tests.support.city import City
from tests.support.pages import Visitor, faults_of

Visit = Callable[[str | None], Visitor]


def wanted(city: City, **more: str) -> dict[str, str]:
    """What an administrator types."""
    return {
        "name": "hurtownia danych",
        "unit": str(city.units["a"]),
        "expires_on": clock.today().isoformat(),
        **more,
    }


def test_a_token_is_shown_once_and_opens_the_interface(city: City, visitor: Visit) -> None:
    adam = visitor("adam")

    answer = adam.send("/interface/tokens/new", wanted(city))

    assert answer.status_code == 201
    assert faults_of(answer.text) == []
    assert f"{city.app.extensions['settings'].base_url}/api/v1/token" in answer.text
    (token,) = set(re.findall(r"kadra_[\w-]{43}", answer.text))
    told = city.client().get("/api/v1/token", headers={"Authorization": f"Bearer {token}"})
    assert told.get_json()["unit_id"] == city.units["a"]
    assert token not in adam.get("/interface/tokens")
    with city.app.app_context():
        assert token not in str(db.session.scalars(select(ApiToken.token_hash)).all())
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.area == "interface")).one()
    assert (entry.action, entry.actor_name) == ("interface.token_given", "Adam")
    assert token not in str(entry.changes)


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"unit": "987654"},
        {"expires_on": (clock.today() - timedelta(days=1)).isoformat()},
        {"expires_on": (clock.today() + timedelta(days=367)).isoformat()},
    ],
)
def test_a_form_that_makes_no_sense_comes_back(
    city: City, visitor: Visit, change: dict[str, str]
) -> None:
    answer = visitor("adam").send("/interface/tokens/new", wanted(city, **change))

    assert answer.status_code == 422
    assert faults_of(answer.text) == []


def test_a_revoked_token_opens_nothing_and_stays_in_the_list(
    city: City, visitor: Visit, program: Programs
) -> None:
    reader, adam = program(), visitor("adam")
    with city.app.app_context():
        number = db.session.scalars(select(ApiToken.id)).one()

    for _ in range(2):  # the second time it was revoked before
        adam.post(f"/interface/tokens/{number}/revoke")

    assert reader.ask("/token").status_code == 401
    assert "hurtownia" in visitor("olga").get("/interface/tokens")
    with city.app.app_context():
        revoked = AuditEntry.action == "interface.token_revoked"
        assert len(db.session.scalars(select(AuditEntry).where(revoked)).all()) == 1
