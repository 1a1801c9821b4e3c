"""What tests of documents need."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.db import db, transaction
from app.factory import create_app
from app.training.models import Training, TrainingVersion
from tests.certificates.issuing import DAY
from tests.conftest import settings_for
from tests.support.city import City, add_completion, add_training


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
