"""What the columns of every table keep is the same on both databases, and safe."""

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import StatementError

from app.core import clock
from app.core.db import Coded, db, engine_options, transaction
from app.core.imports import FileImport, ImportKind
from app.people.models import Person
from tests.support.city import add_person


def add(name: str) -> Person:
    """Somebody with this surname is about to be stored."""
    return add_person("Jan", name, f"{name.lower()}@szkoly.example")


def uploaded(at: datetime) -> FileImport:
    """An import, about the only table of the kernel that anybody may write."""
    return FileImport(
        kind=ImportKind.ROSTER,
        filename="lista.csv",
        sha256="",
        unit_path="1.",
        uploaded_by=1,
        uploaded_at=at,
        decisions={},
    )


def test_an_instant_is_the_same_instant_in_utc(app: Flask) -> None:
    in_warsaw = datetime(2026, 6, 30, 14, 36, 5, 123456, tzinfo=timezone(timedelta(hours=2)))
    with app.app_context(), transaction() as session:
        session.add(uploaded(in_warsaw))

    with app.app_context():
        at = db.session.scalars(select(FileImport.uploaded_at)).one()
    assert at == in_warsaw
    assert at.tzinfo is UTC


def test_an_instant_of_no_zone_is_refused(app: Flask) -> None:
    naive = clock.now().replace(tzinfo=None)
    with (
        app.app_context(),
        pytest.raises(StatementError, match="naive datetime"),
        transaction() as session,
    ):
        session.add(uploaded(naive))


class Colour(StrEnum):
    """Any codes."""

    RED = "red"


def test_a_code_is_stored_as_its_value_and_comes_back_as_itself(app: Flask) -> None:
    with app.app_context(), transaction() as session:
        session.add(uploaded(clock.now()))

    with app.app_context():
        assert db.session.scalars(text("SELECT kind FROM file_imports")).one() == "roster"
        assert db.session.scalars(select(FileImport.kind)).one() is ImportKind.ROSTER


def test_a_code_that_nobody_knows_is_refused(app: Flask) -> None:
    dialect = engine_of(app).dialect
    column = Coded(Colour)

    assert column.process_bind_param(Colour.RED, dialect) == "red"
    with pytest.raises(ValueError, match="green"):
        column.process_bind_param("green", dialect)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="green"):
        column.process_result_value("green", dialect)


def test_ordered_text_sorts_by_code_point_whatever_the_collation(app: Flask) -> None:
    keys = ["Z", "a", "b", "ą", "ż"]
    with app.app_context(), transaction():
        for key in reversed(keys):
            add(key).sort_key = key

    with app.app_context():
        assert db.session.scalars(select(Person.sort_key).order_by(Person.sort_key)).all() == keys


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "pragma, value",
    [
        pytest.param("journal_mode", "wal", id="readers do not wait for a writer"),
        pytest.param("foreign_keys", 1, id="foreign keys are followed"),
        pytest.param("synchronous", 2, id="what is committed survives a power cut"),
    ],
)
def test_sqlite_is_safe(app: Flask, pragma: str, value: object) -> None:
    with app.app_context():
        assert db.session.scalar(text(f"PRAGMA {pragma}")) == value


def test_the_folder_of_an_sqlite_file_is_made(tmp_path: Path) -> None:
    engine_options(f"sqlite:///{tmp_path / 'new' / 'folder' / 'kadra.sqlite3'}")

    assert (tmp_path / "new" / "folder").is_dir()


def engine_of(app: Flask) -> Engine:
    with app.app_context():
        return db.engine
