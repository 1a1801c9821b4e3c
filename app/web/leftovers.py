"""The job that removes uploads which nobody imported: they hold names of many people.

The row goes first, with an entry in the log, and then the file. Whoever is killed in between leaves
a file that no import waits for; the next run removes those too.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from flask import current_app

from app.core import clock
from app.core.actors import Actor, command_line
from app.core.db import after_commit, transaction
from app.core.imports import abandoned, forget, still_waiting
from app.core.settings import Settings
from app.web.intake import path_of, progress_of

SWEEP = "imports.sweep"


def sweep(_arguments: Mapping[str, Any]) -> None:
    """The job of kind `SWEEP`."""
    settings: Settings = current_app.extensions["settings"]
    before = clock.now() - timedelta(days=settings.upload_days)
    for number in abandoned(before):
        if progress_of(number) is None:
            _forget(number, by=command_line("jobs"))
    if settings.upload_dir.is_dir():
        _remove_strays(settings.upload_dir, before)


def _forget(number: int, *, by: Actor) -> None:
    with transaction():
        if forget(number, by=by):
            after_commit(partial(_remove, path_of(number)))


def _remove_strays(folder: Path, before: datetime) -> None:
    """Files that long ago were changed last, and that no import waits for, are gone."""
    old = {
        int(path.stem): path.with_suffix("")
        for path in folder.iterdir()
        if path.stem.isdigit() and path.stat().st_mtime < before.timestamp()
    }
    for number in old.keys() - still_waiting(old):
        if progress_of(number) is None:
            _remove(old[number])


def _remove(upload: Path) -> None:
    """The file is gone, and the one beside it by which its steps are locked."""
    for path in (upload, upload.with_suffix(".job")):
        with suppress(FileNotFoundError):
            path.unlink()
