"""Staff lists on the command line: rows per second, and how much more memory they take."""

import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

UNITS = 100


@dataclass(frozen=True, slots=True)
class Import:
    """One import: how long the whole command took, and its largest resident size."""

    name: str
    rows: int
    seconds: float
    memory_mb: float


def imports(rows: int) -> list[Import]:
    """A list of new people into an empty city, then the same list again."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "KADRA_DATA_DIR": folder}
        units, staff = Path(folder) / "units.csv", Path(folder) / "staff.csv"
        _write_units(units)
        _write_staff(staff, rows)
        _kadra(env, "db", "upgrade")
        _kadra(env, "units", "import", str(units))
        return [
            Import(name, rows, *_kadra(env, "people", "import", str(staff), "--json"))
            for name in ("all new", "the same again")
        ]


def _kadra(env: Mapping[str, str], *arguments: str) -> tuple[float, float]:
    """The command ran; its seconds, and its largest resident size in MB."""
    started = time.perf_counter()
    main = "from app.factory import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", main, *arguments], env=env, stdout=subprocess.DEVNULL
    )
    _pid, status, usage = os.wait4(process.pid, 0)
    assert status == 0, arguments
    return time.perf_counter() - started, usage.ru_maxrss / _maxrss_unit()


def _maxrss_unit() -> int:
    """What `ru_maxrss` counts a megabyte as: kilobytes, but bytes on a Mac."""
    return resource.getpagesize() * 256 if sys.platform == "darwin" else 1024


def _write_units(path: Path) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Numer RSPO", "Nazwa", "Typ"])
        for number in range(1, UNITS + 1):
            writer.writerow([
                500000 + number,
                f"Szkoła Podstawowa nr {number}",
                "Szkoła podstawowa",
            ])


def _write_staff(path: Path, rows: int) -> None:
    headers = ["Imię", "Nazwisko", "E-mail", "RSPO", "Stanowisko", "Etat", "Zatrudniony od"]
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(headers)
        for number in range(rows):
            name = ["Łucja", f"Żak-{number:06}", f"p{number}@szkoly.example"]
            job = [500001 + number % UNITS, "nauczyciel", "0,72", "01.09.2020"]
            writer.writerow([*name, *job])
