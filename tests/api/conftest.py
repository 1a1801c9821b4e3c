"""Programs that show a token."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.api.services import Terms, give
from app.core import clock
from app.core.actors import command_line
from app.core.db import transaction
from app.people.models import Unit
from tests.support.city import City, add_completion, add_training

BY = command_line("test")


@dataclass(frozen=True, slots=True)
class Program:
    """Whoever bears the token."""

    client: FlaskClient
    token: str

    def ask(self, path: str, **headers: str) -> TestResponse:
        """The answer to a question below /api/v1."""
        more = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.client.get(f"/api/v1{path}", headers={**more, **headers})

    def read(self, path: str) -> dict[str, Any]:
        """What is answered, which must be an answer."""
        response = self.ask(path)
        assert response.status_code == 200, response.text
        return response.get_json()


Programs = Callable[..., Program]


@pytest.fixture
def program(city: City) -> Programs:
    """A program whose token is for the unit with that short name of the city."""

    def bearer(unit: str = "city", *, sees_people: bool = False, days: int = 30) -> Program:
        with city.app.app_context(), transaction() as session:
            expires_on = clock.today() + timedelta(days=days)
            terms = Terms(
                "hurtownia", session.get_one(Unit, city.units[unit]), sees_people, expires_on
            )
            token = give(terms, by=BY, at=clock.now()).token
        return Program(city.app.test_client(), token)

    return bearer


@pytest.fixture
def trained(city: City) -> None:
    """Teresa was trained in March, so one of three is."""
    with city.app.app_context(), transaction():
        add_completion(city.persons["teresa"], add_training(), date(2026, 3, 1))
