"""The two steps of an import in the browser: a file is received, looked at, and later committed.

Both steps run in a thread, so that a page can show how far they are. A running job holds a lock on
a small file beside the upload and writes its progress there; the system lets go of the lock when
the process dies, so a job that died never looks as if it ran (see docs/decisions).

A feature brings two functions: `look`, which returns what the file would do, and `write`, which
does it and returns what it did, both as plain values fit for JSON. To use them in a route:

    with transaction():
        added = intake.receive(form.file.data, ImportKind.ROSTER, unit.path, {...}, by=actor())
    intake.start_preview(added.id, partial(look, by=actor()))
    return redirect(url_for("roster.show", import_id=added.id))
"""

import hashlib
import json
import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, LOCK_UN, flock
from pathlib import Path
from threading import Thread
from typing import Any, cast

from flask import Flask, current_app
from werkzeug.datastructures import FileStorage

from app.core import clock
from app.core.actors import Actor
from app.core.db import after_commit, db, transaction
from app.core.imports import FileImport, ImportKind, Outdated, Upload, add_import, locked
from app.core.settings import Settings
from app.core.tables.cells import clean_text
from app.core.tables.errors import TableError

log = logging.getLogger(__name__)

#: told how many of how many rows are done; cheap, call it as often as you like
Report = Callable[[int, int], None]
#: given the import, its file, and whom to report to; what it returns is kept
Step = Callable[[FileImport, Path, Report], dict[str, Any]]

#: how long a request waits for a small file, so that its result is there at once
PATIENCE_SECONDS = 2.0

_REPORT_EVERY_SECONDS = 0.25
_RECORD_BYTES = 64
_LOCK_TRIES, _LOCK_PAUSE_SECONDS = 10, 0.05
_CHUNK_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is; `total` is 0 while it is not known."""

    done: int
    total: int


def receive(
    upload: FileStorage,
    kind: ImportKind,
    unit_path: str,
    decisions: Mapping[str, Any],
    *,
    by: Actor,
) -> FileImport:
    """The uploaded file lies in the upload folder under the number of a new import."""
    digest = hashlib.sha256()
    while chunk := upload.stream.read(_CHUNK_BYTES):
        digest.update(chunk)
    upload.stream.seek(0)
    received = Upload(kind, clean_text(upload.filename or ""), digest.hexdigest())
    added = add_import(received, unit_path, decisions, by=by, at=clock.now())
    _folder().mkdir(parents=True, exist_ok=True)
    upload.save(path_of(added.id))
    return added


def path_of(number: int) -> Path:
    """Where the file of this import lies until it is committed."""
    return _folder() / str(number)


def start_preview(number: int, look: Step) -> bool:
    """What the file would do is being found out; False if a step of this import runs already.

    The result becomes `FileImport.preview`, a `TableError` becomes `FileImport.failure`.
    """

    def work(report: Report) -> None:
        file_import = db.session.get_one(FileImport, number)
        preview = look(file_import, path_of(number), report)
        _keep_preview(number, preview)

    return _start(number, work)


def start_commit(number: int, write: Step) -> bool:
    """The file is being written, in one transaction; False if a step of this import runs already.

    Committing twice does nothing the second time. When `write` raises `Outdated`, nothing is
    written and its preview replaces the one the user saw. The uploaded file is deleted afterwards.
    """

    def work(report: Report) -> None:
        try:
            with transaction():
                _commit(number, write, report)
        except Outdated as outdated:
            _keep_preview(number, outdated.preview)

    return _start(number, work)


def progress_of(number: int) -> Progress | None:
    """How far the running step of this import is; None when none runs."""
    try:
        file = _job_path(number).open("rb")
    except FileNotFoundError:
        return None
    with file:
        if _try_lock(file.fileno(), LOCK_SH):
            flock(file.fileno(), LOCK_UN)
            return None
        return _progress_from(file.read(_RECORD_BYTES))


def progress_answer(number: int, finished_url: str) -> dict[str, object]:
    """What the progress module of the page is told: where to go, once nothing runs any more."""
    progress = progress_of(number)
    if progress is None:
        return {"done": 1, "total": 1, "finished_url": finished_url}
    return {"done": progress.done, "total": progress.total, "finished_url": None}


def _commit(number: int, write: Step, report: Report) -> None:
    file_import = locked(number)
    if file_import.result is not None:
        return
    file_import.result = write(file_import, path_of(number), report)
    file_import.committed_at = clock.now()
    after_commit(lambda: path_of(number).unlink(missing_ok=True))


def _keep_preview(number: int, preview: dict[str, Any]) -> None:
    with transaction():
        file_import = locked(number)
        if file_import.result is None:
            file_import.preview, file_import.failure = preview, None


def _keep_failure(number: int, code: str, data: Mapping[str, Any]) -> None:
    with transaction():
        file_import = locked(number)
        if file_import.result is None:
            file_import.failure = {"code": code, "data": dict(data)}


def _start(number: int, work: Callable[[Report], None]) -> bool:
    _folder().mkdir(parents=True, exist_ok=True)
    job = os.open(_job_path(number), os.O_RDWR | os.O_CREAT, 0o600)
    if not _lock_in_a_moment(job):
        os.close(job)
        return False
    app = cast("Any", current_app)._get_current_object()  # noqa: SLF001 - Flask's documented way
    thread = Thread(target=_run, args=(app, number, job, work), name=f"import-{number}")
    thread.start()
    thread.join(PATIENCE_SECONDS)
    return True


def _run(app: Flask, number: int, job: int, work: Callable[[Report], None]) -> None:
    try:
        with app.app_context(), _failures_kept(number):
            work(_reporter(job))
    finally:
        os.close(job)  # which lets go of the lock


@contextmanager
def _failures_kept(number: int) -> Iterator[None]:
    try:
        yield
    except TableError as error:
        _keep_failure(number, error.code, error.data)
    except Exception:
        log.exception("import %s failed", number)
        db.session.rollback()
        _keep_failure(number, "unexpected", {})


def _reporter(job: int) -> Report:
    next_at = 0.0

    def report(done: int, total: int) -> None:
        nonlocal next_at
        now = time.monotonic()
        if now >= next_at or done == total:
            next_at = now + _REPORT_EVERY_SECONDS
            record = json.dumps([done, total]).ljust(_RECORD_BYTES)
            os.pwrite(job, record.encode(), 0)

    report(0, 0)
    return report


def _progress_from(record: bytes) -> Progress:
    done, total = json.loads(record or b"[0, 0]")
    return Progress(done, total)


def _lock_in_a_moment(job: int) -> bool:
    """Whether the job is ours; whoever only looks holds the lock for a blink."""
    for _ in range(_LOCK_TRIES):
        if _try_lock(job, LOCK_EX):
            return True
        time.sleep(_LOCK_PAUSE_SECONDS)
    return False


def _try_lock(file: int, kind: int) -> bool:
    try:
        flock(file, kind | LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _job_path(number: int) -> Path:
    return _folder() / f"{number}.job"


def _folder() -> Path:
    settings: Settings = current_app.extensions["settings"]
    return settings.upload_dir
