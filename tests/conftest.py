"""Fixtures every test may use: an application on each database, and personas that sign in."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from app.cli.database import migrate
from app.core.db import db
from app.core.settings import Settings
from app.factory import create_app
from tests.support import postgres
from tests.support.city import City, build_city
from tests.support.pages import Visitor


def settings_for(database_url: str, folder: Path, **more: str) -> Settings:
    """Settings of a test application whose files lie in `folder`."""
    env = {
        "KADRA_DATA_DIR": str(folder),
        "KADRA_DATABASE_URL": database_url,
        "KADRA_SECRET_KEY": "t" * 32,
        **more,
    }
    return Settings.from_env(env)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    folder = tmp_path_factory.mktemp("template")
    settings = settings_for("", folder)
    with create_app(settings).app_context():
        migrate()
        db.engine.dispose()
    return folder / "kadra.sqlite3"


@pytest.fixture(scope="session")
def postgres_template(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a migrated PostgreSQL database, to be cloned."""
    url = postgres.fresh_database_url("template")
    with create_app(settings_for(url, tmp_path_factory.mktemp("template"))).app_context():
        migrate()
        db.engine.dispose()
    return url


@contextmanager
def migrated_database(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """A migrated database exists while the block runs, of the kind `request` names; its address."""
    if request.param == "sqlite":
        copy = folder / "kadra.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), copy)
        yield f"sqlite:///{copy}"
    else:
        url = postgres.cloned_database_url("test", request.getfixturevalue("postgres_template"))
        yield url
        postgres.drop_database(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database of its own, on each of the two kinds."""
    with migrated_database(request, tmp_path) as url:
        yield url


@contextmanager
def application(settings: Settings) -> Iterator[Flask]:
    """The application as `settings` describe it; its connections are closed afterwards."""
    app = create_app(settings)
    try:
        yield app
    finally:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database of its own."""
    with application(settings_for(database_url, tmp_path)) as app:
        yield app


@pytest.fixture
def city(app: Flask) -> City:
    """The small city that tests share, see `tests.support.city`."""
    return build_city(app)


@pytest.fixture
def visitor(city: City) -> Callable[[str | None], Visitor]:
    """A browser of the named persona (or of nobody) that also checks every page it fetches."""
    return partial(Visitor, city)
