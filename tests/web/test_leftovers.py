"""Uploads that nobody imported go after a while: the row first, then the file."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actors import Actor
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.core.imports import FileImport, ImportKind, Upload, add_import, forget
from app.web.intake import path_of
from app.web.leftovers import sweep
from tests.support.city import City

DAYS = 30


def uploaded(city: City, days: int, *, is_committed: bool = False) -> Path:
    """A list was uploaded so many days ago; where its file lies."""
    at = clock.now() - timedelta(days=days)
    by = Actor("Kazimierz", account_id=city.accounts["kazimierz"])
    with transaction():
        added = add_import(Upload(ImportKind.ROSTER, "k.csv", "0" * 64), "1.", {}, by=by, at=at)
        if is_committed:
            added.result, added.committed_at = {}, at
        path = path_of(added.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    for file in (path, path.with_suffix(".job")):
        file.write_text("Łąka;Teresa")
        os.utime(file, (at.timestamp(), at.timestamp()))
    return path


@pytest.mark.parametrize(
    "days, is_committed, rows, is_there",
    [
        pytest.param(DAYS - 1, False, 1, True, id="may still be imported"),
        pytest.param(DAYS + 1, False, 0, False, id="forgotten"),
        pytest.param(DAYS + 1, True, 1, False, id="imported, killed before the file went"),
    ],
)
def test_what_nobody_imported_is_removed(
    city: City, days: int, *, is_committed: bool, rows: int, is_there: bool
) -> None:
    with city.app.app_context():
        path = uploaded(city, days, is_committed=is_committed)

        sweep({})
        sweep({})

        assert len(db.session.scalars(select(FileImport)).all()) == rows
        assert {path.exists(), path.with_suffix(".job").exists()} == {is_there}
        told = select(AuditEntry).where(AuditEntry.action == "imports.file_removed")
        assert len(db.session.scalars(told).all()) == 1 - rows


def test_whoever_was_killed_between_row_and_file_is_followed_by_the_next(city: City) -> None:
    with city.app.app_context():
        path = uploaded(city, DAYS + 1)
        with transaction():
            assert forget(int(path.name), by=Actor("jobs"))
        assert path.exists()

        sweep({})

        assert not path.exists()
