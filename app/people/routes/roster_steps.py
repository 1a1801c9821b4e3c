"""How a staff list is looked at and imported in the background."""

from datetime import date
from pathlib import Path
from typing import Any

from app.core import clock
from app.core.actors import Actor
from app.core.imports import FileImport, Outdated
from app.people.services import roster as services
from app.people.services.roster import Ending, RosterTask
from app.web import intake
from app.web.import_lists import writing_lists


def look(
    file_import: FileImport, path: Path, report: intake.Report, *, by: Actor
) -> dict[str, Any]:
    """What the list would do."""
    with writing_lists(file_import.id) as sink:
        task = _task(file_import, path)
        outcome = services.look(task, sink, report, by=by, today=clock.today())
    return outcome.as_json()


def write(
    file_import: FileImport,
    path: Path,
    report: intake.Report,
    *,
    seen: str,
    ending: Ending | None,
    by: Actor,
) -> dict[str, Any]:
    """The list is imported, if it still does what was seen."""
    try:
        with writing_lists(file_import.id) as sink:
            task, today = _task(file_import, path), clock.today()
            outcome = services.write(
                task, sink, report, seen=seen, ending=ending, by=by, today=today
            )
    except Outdated as outdated:
        outdated.preview["is_renewed"] = True
        raise
    return outcome.as_json()


def _task(file_import: FileImport, path: Path) -> RosterTask:
    decisions = file_import.decisions
    return RosterTask(
        path=path,
        filename=file_import.filename,
        unit_path=file_import.unit_path,
        as_of=date.fromisoformat(decisions["as_of"]),
        posts=decisions.get("posts", {}),
        number=file_import.id,
    )
