"""What tests of documents need."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.db import db, transaction
from app.factory import create_app
from app.training.models.trainings import Training, TrainingVersion
from certificates.models import Certificate
from tests.certificates.issuing import DAY, certify
from tests.conftest import settings_for
from tests.support.city import City, add_completion, add_training


@pytest.fixture(autouse=True)
def _in_english(request: pytest.FixtureRequest) -> None:
    """Browsers read the source texts, which is what these tests quote."""
    if "city" in request.fixturenames:
        city: City = request.getfixturevalue("city")
        city.language = "en"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[None]:
    """An application that can say words; no database is asked."""
    with create_app(settings_for("", tmp_path)).app_context():
        yield


@pytest.fixture
def completion_id(city: City) -> int:
    """Teresa completed a training that is valid for a year."""
    with city.app.app_context(), transaction():
        version_id = add_training()
        version = db.session.get_one(TrainingVersion, version_id)
        db.session.get_one(Training, version.training_id).validity_months = 12
        return add_completion(city.persons["teresa"], version_id, DAY).id


@pytest.fixture
def context(city: City) -> Iterator[City]:
    """The city, asked from inside its application."""
    with city.app.app_context():
        yield city


@pytest.fixture
def issued(city: City, completion_id: int) -> Certificate:
    """Teresa's certificate, issued on 13 May 2026 and valid until 12 May 2027."""
    with city.app.app_context():
        return certify([completion_id]).new[0]
