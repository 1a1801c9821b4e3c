"""The job that removes papers from elsewhere whose time is over; their facts stay."""

from collections.abc import Mapping
from typing import Any

from flask import current_app

from app.core import clock
from app.core.actors import command_line
from app.core.db import transaction
from app.recognition.drafts import drop_old
from app.recognition.queries.retention import overdue_papers
from app.recognition.services import remove_papers

CLEAN = "recognition.clean"
_AT_ONCE = 100


def clean(_arguments: Mapping[str, Any]) -> None:
    """The job of kind `CLEAN`. Each step is a transaction of its own."""
    at, by = clock.now(), command_line("jobs")
    removed = _AT_ONCE
    while removed == _AT_ONCE:
        with transaction():
            removed = remove_papers(overdue_papers(at, _AT_ONCE), by=by)
    drop_old(current_app.extensions["settings"].upload_dir / "papers", at)
