"""The description of the interface is valid and complete, and a fuzzer finds no fault in it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import BaseSchema

from app.api.services import Terms, give
from app.core import clock
from app.core.actors import command_line
from app.core.db import transaction
from app.people.models import Unit
from tests.conftest import application, migrated_database, settings_for
from tests.support.city import add_completion, add_training, build_city
from tests.support.snapshots import publish_figure

PATH = "/api/v1/openapi.json"
#: questions per address, sensible ones and others
EXAMPLES = 10
#: there is a number 1 of each
HERE = {"unit_id", "snapshot_id"}


@pytest.fixture(scope="module", params=["sqlite"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, str]]:
    """The small city, and a token that reads all of it."""
    folder = tmp_path_factory.mktemp("interface")
    with (
        migrated_database(request, folder) as url,
        application(settings_for(url, folder)) as app,
    ):
        city = build_city(app)
        with app.app_context(), transaction() as session:
            add_completion(city.persons["teresa"], add_training(), date(2026, 3, 1))
            unit = session.get_one(Unit, city.units["city"])
            terms = Terms("fuzzer", unit, sees_people=True, expires_on=date(2100, 1, 1))
            token = give(terms, by=command_line("test"), at=clock.now()).token
        with app.app_context():
            publish_figure(city.units["city"], date(2026, 6, 30))
        limits = app.extensions["api_limits"]
        limits.calls._limit = limits.misses._limit = 1_000_000
        yield app, token


@pytest.fixture(scope="module")
def interface(served: tuple[Flask, str]) -> BaseSchema:
    """What the fuzzer reads."""
    return schemathesis.openapi.from_wsgi(PATH, served[0])


def test_the_description_is_openapi_3_1(served: tuple[Flask, str]) -> None:
    said = served[0].test_client().get(PATH).get_json()

    OpenAPIV31SpecValidator(said).validate()
    assert said["openapi"].startswith("3.1")


def test_every_address_of_the_interface_is_described_with_words(
    served: tuple[Flask, str],
) -> None:
    app = served[0]
    said = app.test_client().get(PATH).get_json()

    views = {one.endpoint for one in app.url_map.iter_rules() if one.rule.startswith("/api/")}
    operations = [path["get"] for path in said["paths"].values()]
    names = {one.replace(".", "_") for one in views - {"v1.description"}}
    assert {one["operationId"] for one in operations} == names
    assert all(one["summary"] for one in operations)
    assert all(value["description"] for one in operations for value in one["parameters"])


@pytest.mark.parametrize("mode", GenerationMode)
def test_a_fuzzer_finds_no_fault(
    interface: BaseSchema, served: tuple[Flask, str], mode: GenerationMode
) -> None:
    """It asks what the description allows, and what it does not."""
    statuses: set[int] = set()
    for found in interface.get_all_operations():
        assert isinstance(found, Ok)
        cases = found.ok().as_strategy(generation_mode=mode)

        @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True)
        @given(case=cases)
        def ask(case: Case[Any]) -> None:
            if mode is GenerationMode.POSITIVE:  # numbers that are guessed seldom lead anywhere
                here = dict.fromkeys(HERE & case.path_parameters.keys(), 1)
                case.path_parameters.update(here)
            response = case.call_and_validate(headers={"Authorization": f"Bearer {served[1]}"})
            statuses.add(response.status_code)

        ask()
    assert 200 in statuses if mode is GenerationMode.POSITIVE else 400 in statuses
