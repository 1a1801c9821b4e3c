"""A file is received, looked at, and written once; a step that died can be started again."""

import io
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from app.core import audit
from app.core.actors import Actor
from app.core.db import db, transaction
from app.core.errors import Conflict, NotFound
from app.core.imports import FileImport, ImportKind, ImportState, Outdated, decide, find_import
from app.core.tables.errors import TableError
from app.web import intake

KAZIMIERZ = Actor("Kazimierz", account_id=5)

LOCK_AND_DIE = """
import fcntl, os, sys
fcntl.flock(os.open(sys.argv[1], os.O_RDWR | os.O_CREAT), fcntl.LOCK_EX)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def number(app: Flask) -> int:
    """A file that has been received; its name has a letter that no database keeps."""
    with app.app_context(), transaction():
        upload = FileStorage(io.BytesIO(b"a;b\n1;2\n"), "kad\0ra.csv")
        return intake.receive(
            upload, ImportKind.ROSTER, "1.", {"as_of": "2026-11-22"}, by=KAZIMIERZ
        ).id


def kept(app: Flask, number: int) -> FileImport:
    """The import as the database has it, once nothing runs."""
    with app.app_context():
        while intake.progress_of(number):
            time.sleep(0.01)
        return find_import(number, ImportKind.ROSTER)


def answers(**values: int) -> intake.Step:
    """A step that returns these values."""
    return lambda _file_import, _path, _report: values


def raises(error: Exception) -> intake.Step:
    """A step that fails."""

    def step(*_: object) -> dict[str, Any]:
        raise error

    return step


def test_a_received_file_waits_under_its_number(app: Flask, number: int) -> None:
    """With its name, its hash, and the user's decisions."""
    found = kept(app, number)
    with app.app_context():
        content = intake.path_of(number).read_bytes()

    assert content == b"a;b\n1;2\n"
    assert (found.state, found.filename) == (ImportState.WAITING, "kadra.csv")
    assert len(found.sha256) == 64
    assert found.decisions == {"as_of": "2026-11-22"}


def test_an_import_of_another_kind_is_not_found(app: Flask, number: int) -> None:
    """A list of completions does not open as a roster."""
    with app.app_context(), pytest.raises(NotFound):
        find_import(number, ImportKind.COMPLETIONS)


def test_a_preview_is_kept(app: Flask, number: int) -> None:
    """What `look` returns stands in the row; the file stays."""
    with app.app_context():
        assert intake.start_preview(number, answers(rows=1))

    assert kept(app, number).preview == {"rows": 1}
    with app.app_context():
        assert intake.path_of(number).exists()


def test_a_commit_happens_once_and_deletes_the_file(app: Flask, number: int) -> None:
    """A second commit, from another tab, changes nothing."""
    with app.app_context():
        intake.start_commit(number, answers(written=1))
        intake.start_commit(number, answers(written=2))

    found = kept(app, number)
    assert (found.state, found.result) == (ImportState.COMMITTED, {"written": 1})
    with app.app_context():
        assert not intake.path_of(number).exists()


def test_a_decision_asks_for_a_new_look(app: Flask, number: int) -> None:
    """Decisions add up; a committed import takes none."""
    with app.app_context():
        intake.start_preview(number, answers(rows=1))
    kept(app, number)
    with app.app_context(), transaction():
        decide(find_import(number, ImportKind.ROSTER), {"posts": {"guru": "teaching"}})

    found = kept(app, number)
    assert found.state is ImportState.WAITING
    assert found.decisions == {"as_of": "2026-11-22", "posts": {"guru": "teaching"}}

    with app.app_context():
        intake.start_commit(number, answers())
    kept(app, number)
    with app.app_context(), pytest.raises(Conflict), transaction():
        decide(find_import(number, ImportKind.ROSTER), {})


def test_an_outdated_commit_writes_nothing_and_previews_again(app: Flask, number: int) -> None:
    """What was changed before the step noticed is rolled back."""

    def step(file_import: FileImport, *_: object) -> dict[str, Any]:
        file_import.filename = "half-written"
        db.session.flush()
        raise Outdated({"rows": 3})

    with app.app_context():
        intake.start_commit(number, step)

    found = kept(app, number)
    assert (found.state, found.preview) == (ImportState.PREVIEWED, {"rows": 3})
    assert found.filename == "kadra.csv"


@pytest.mark.parametrize(
    "error,failure",
    [
        pytest.param(
            TableError("too_large", limit=5), {"code": "too_large", "data": {"limit": 5}}, id="file"
        ),
        pytest.param(RuntimeError("bug"), {"code": "unexpected", "data": {}}, id="bug"),
    ],
)
@pytest.mark.parametrize("start", [intake.start_preview, intake.start_commit])
def test_a_failure_is_kept_with_its_reason(
    app: Flask,
    number: int,
    start: Callable[[int, intake.Step], bool],
    error: Exception,
    failure: dict[str, Any],
) -> None:
    """Nothing is written; the user learns why."""
    with app.app_context():
        start(number, raises(error))

    found = kept(app, number)
    assert (found.state, found.failure) == (ImportState.FAILED, failure)


def test_progress_is_seen_while_a_step_runs_and_a_second_one_is_refused(
    app: Flask, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page asks once a second; a double click does not start the work twice."""
    monkeypatch.setattr(intake, "PATIENCE_SECONDS", 0.0)
    is_over = False

    def step(_file_import: FileImport, _path: Path, report: intake.Report) -> dict[str, Any]:
        report(7, 7)
        while not is_over:
            time.sleep(0.01)
        return {}

    with app.app_context():
        assert intake.start_preview(number, step)
        while intake.progress_of(number) != intake.Progress(7, 7):
            time.sleep(0.01)
        running = intake.progress_answer(number, "/done")
        assert not intake.start_preview(number, answers())
        is_over = True

    assert running == {"done": 7, "total": 7, "finished_url": None}
    assert kept(app, number).preview == {}
    with app.app_context():
        assert intake.progress_answer(number, "/done")["finished_url"] == "/done"


def test_a_step_whose_process_died_can_be_started_again(app: Flask, number: int) -> None:
    """The system drops the lock of a dead process; what it had reported does not count."""
    with app.app_context():
        job = intake.path_of(number).with_suffix(".job")
        subprocess.run([sys.executable, "-c", LOCK_AND_DIE, job], check=False)

        assert intake.progress_of(number) is None
        assert intake.start_preview(number, answers(rows=1))

    assert kept(app, number).preview == {"rows": 1}


def test_the_log_names_the_file_and_its_hash(app: Flask, number: int) -> None:
    """So that it can be told later what was handed in."""
    with app.app_context():
        entry = db.session.scalars(select(audit.AuditEntry)).one()
        count = db.session.scalar(select(func.count()).select_from(FileImport))

    assert (entry.action, entry.subject_label, entry.subject_id) == (
        "imports.file_received",
        "kadra.csv",
        number,
    )
    assert count == 1
