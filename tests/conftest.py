"""Fixtures every test may use: an application on each database, and personas that sign in.

What is the same for every test is made once per process: the empty database, the one with the
small city, and the compiled templates.
"""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import CodeType

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from app.cli.database import migrate
from app.core.db import db
from app.core.settings import Settings
from app.factory import create_app
from tests.support import postgres
from tests.support.city import City, build_city
from tests.support.pages import Visitor


def pytest_collection_finish() -> None:
    """The collector passes over what stays to the end, and comes when an application is gone.

    It took a third of the time: every test leaves an application behind, and beside it stand
    thousands of tests and all modules.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


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


@pytest.fixture(scope="session")
def sqlite_city(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A SQLite file in which the small city stands, to be copied."""
    folder = tmp_path_factory.mktemp("city")
    shutil.copy(sqlite_template, folder)
    _build_template(f"sqlite:///{folder / sqlite_template.name}", folder)
    return folder / sqlite_template.name


@pytest.fixture(scope="session")
def postgres_city(tmp_path_factory: pytest.TempPathFactory, postgres_template: str) -> str:
    """The address of a PostgreSQL database in which the small city stands, to be cloned."""
    url = postgres.cloned_database_url("city", postgres_template)
    _build_template(url, tmp_path_factory.mktemp("city"))
    return url


#: what stands in every copy; the same ids in all of them
_built: dict[str, City] = {}


def _build_template(url: str, folder: Path) -> None:
    with application(settings_for(url, folder)) as app:
        _built[_kind_of(url)] = build_city(app)


def _kind_of(url: str) -> str:
    return url.partition(":")[0]


@contextmanager
def migrated_database(
    request: pytest.FixtureRequest, folder: Path, template: str = "template"
) -> Iterator[str]:
    """A migrated database exists while the block runs, of the kind `request` names; its address.

    It is a copy of the `template`, or of the one that is called "city".
    """
    if request.param == "sqlite":
        copy = folder / "kadra.sqlite3"
        shutil.copy(request.getfixturevalue(f"sqlite_{template}"), copy)
        yield f"sqlite:///{copy}"
    else:
        url = postgres.cloned_database_url("test", request.getfixturevalue(f"postgres_{template}"))
        yield url
        postgres.drop_database(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database of its own, on each of the two kinds."""
    template = "city" if "city" in request.fixturenames else "template"
    with migrated_database(request, tmp_path, template) as url:
        yield url


class CompiledTemplates(BytecodeCache):
    """Templates that were compiled in this process before, whatever application they served."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._known[bucket.key, bucket.checksum] = bucket.code


_templates = CompiledTemplates()


@contextmanager
def application(settings: Settings) -> Iterator[Flask]:
    """The application as `settings` describe it; its connections are closed afterwards."""
    app = create_app(settings)
    app.jinja_env.bytecode_cache = _templates
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
def city(app: Flask, database_url: str) -> City:
    """The small city that tests share, see `tests.support.city`."""
    built = _built[_kind_of(database_url)]
    return replace(
        built,
        app=app,
        units=dict(built.units),
        persons=dict(built.persons),
        accounts=dict(built.accounts),
    )


@pytest.fixture
def visitor(city: City) -> Callable[[str | None], Visitor]:
    """A browser of the named persona (or of nobody) that also checks every page it fetches."""
    return partial(Visitor, city)
