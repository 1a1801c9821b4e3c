"""Lists of confirmation that tests write and import."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.core.db import transaction
from app.training.lists.outcome import Outcome
from app.training.services import lists as services
from app.training.services.lists import ListTask
from tests.support.city import City
from tests.training.courses import BY

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Europe/Warsaw"))


def written(folder: Path, text: str, name: str = "lista.csv") -> Path:
    """A file with this text; indentation does not count."""
    path = folder / name
    lines = (line.strip() for line in text.strip().splitlines())
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def task(path: Path, **more: Any) -> ListTask:  # noqa: ANN401 - the fields of ListTask
    """The whole city's list of the training BI-2026, unless told otherwise."""
    return replace(ListTask(path, path.name, "1.", training="BI-2026"), **more)


def look(city: City, path: Path, **more: Any) -> Outcome:  # noqa: ANN401 - likewise
    """What the list would do."""
    with city.app.app_context():
        return services.look(task(path, **more), _ignore, by=BY, today=NOW.date())


def write(city: City, path: Path, **more: Any) -> Outcome:  # noqa: ANN401 - likewise
    """The list is recorded."""
    with city.app.app_context(), transaction():
        return services.write(task(path, **more), _ignore, by=BY, at=NOW)


def codes(items: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """Line and code of each."""
    return [(item["line"], item["code"]) for item in items]


def numbers(outcome: Outcome) -> Mapping[str, int]:
    """New, unchanged, doubtful, skipped, refused."""
    counts = outcome.counts
    return {
        "new": counts.completions_new,
        "same": counts.completions_unchanged,
        "doubtful": counts.doubtful,
        "skipped": counts.skipped,
        "refused": counts.refused,
    }


NAMED = """
    Lista potwierdzenia udziału nr 5/2026
    Lp.;Nazwisko i imię;Szkoła;Data;Wynik
    1;Łąka Teresa;SP nr 1;02.03.2026;zaliczony
    2;Nowak Stefan;Szkoła Podstawowa nr 2;2 marca 2026;85%
    3;Żak Hanna;SP 1;2026-03-02;nieobecna
"""


def _ignore(_done: int, _total: int) -> None:
    return
