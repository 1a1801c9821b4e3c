"""How tests import a staff list, and what they read off the outcome."""

from datetime import date
from pathlib import Path
from typing import Any

from app.core.actors import command_line
from app.core.db import transaction
from app.people.roster.outcome import Outcome
from app.people.services import roster
from app.people.services.roster import RosterTask
from tests.people.rosters import CLEAN, DIRTY, workbook

TODAY = date(2026, 11, 22)
BY = command_line("test")
NEW = "Ala;Nowa;ala.nowa@szkoly.example;SP 1;;nauczyciel;1;2020-09-01;"


def task(path: Path, unit_path: str = "1.", **more: Any) -> RosterTask:  # noqa: ANN401
    """The file, read as of today."""
    return RosterTask(path, path.name, unit_path, TODAY, **more)


def imported(what: RosterTask, **more: Any) -> Outcome:  # noqa: ANN401 - as `write` takes them
    """What the list did."""
    with transaction():
        return roster.write(what, ignored, lambda *_: None, by=BY, today=TODAY, **more)


def looked_at(what: RosterTask) -> Outcome:
    """What the list would do."""
    return roster.look(what, ignored, lambda *_: None, by=BY, today=TODAY)


def ignored(_name: str, _item: dict[str, Any]) -> None:
    """A sink."""


def codes(outcome: Outcome, name: str = "refused") -> list[tuple[int, str]]:
    """Line and code of each remark."""
    return [(item["line"], item["code"]) for item in outcome.lists[name]]


def files(folder: Path) -> dict[str, Path]:
    """The same staff three times."""
    found = {}
    for name, content in (
        ("clean", "\r\n".join(CLEAN).encode("utf-8-sig")),
        ("dirty", "\r\n".join(DIRTY).encode("cp1250")),
        ("sheets", workbook()),
    ):
        found[name] = folder / name
        found[name].write_bytes(content)
    return found
