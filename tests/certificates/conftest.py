"""What tests of documents need."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.factory import create_app
from tests.conftest import settings_for


@pytest.fixture
def office(tmp_path: Path) -> Iterator[None]:
    """An application that can say words; no database is asked."""
    with create_app(settings_for("", tmp_path)).app_context():
        yield
