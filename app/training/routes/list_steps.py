"""How a list of confirmation is looked at and recorded in the background."""

from datetime import date
from pathlib import Path
from typing import Any

from app.core import clock
from app.core.actors import Actor
from app.core.imports import FileImport, Outdated
from app.training.lists.outcome import Outcome
from app.training.services import lists as services
from app.training.services.lists import ListTask
from app.web import intake
from app.web.import_lists import writing_lists


def look(
    file_import: FileImport, path: Path, report: intake.Report, *, by: Actor
) -> dict[str, Any]:
    """What the list would do."""
    task = _task(file_import, path)
    return _kept(file_import, services.look(task, report, by=by, today=clock.today()))


def write(
    file_import: FileImport, path: Path, report: intake.Report, *, seen: str, by: Actor
) -> dict[str, Any]:
    """The list is recorded, if it still does what was seen."""
    task = _task(file_import, path)
    try:
        outcome = services.write(task, report, seen=seen, by=by, at=clock.now())
    except Outdated as outdated:
        outdated.preview["is_renewed"] = True
        raise
    return _kept(file_import, outcome)


def _kept(file_import: FileImport, outcome: Outcome) -> dict[str, Any]:
    """The outcome for the database; its whole lists lie beside the file."""
    with writing_lists(file_import.id) as sink:
        for name, items in outcome.lists.items():
            for item in items:
                sink(name, item)
    return outcome.as_json()


def _task(file_import: FileImport, path: Path) -> ListTask:
    decisions = file_import.decisions
    day = decisions["completed_on"]
    return ListTask(
        path,
        file_import.filename,
        file_import.unit_path,
        training=decisions["training"] or None,
        completed_on=date.fromisoformat(day) if day else None,
        is_signed=decisions["is_signed"],
        choices=decisions.get("choices", {}),
        number=file_import.id,
    )
