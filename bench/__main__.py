"""`python -m bench`: every measurement, as a table."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.bursts import Pace
from bench.checkin import BARE as BARE_INSERT
from bench.checkin import checkins
from bench.coverage import SIZES as CITY_COUNTS
from bench.coverage import coverage
from bench.documents import BARE as BARE_DOCUMENT
from bench.documents import documents
from bench.durable import durable_postgres
from bench.imports import imports
from bench.learning import learning
from bench.pages import BARE, Measured, pages

SIZES = (500, 50_000)


def main() -> None:
    """Measure what is named on the command line, or everything."""
    parts: dict[str, Callable[[], None]] = {
        "pages": lambda: _print_sizes("page", pages),
        "learning": lambda: _print_sizes("step", learning),
        "documents": _print_documents,
        "imports": _print_imports,
        "checkin": _print_checkins,
        "coverage": _print_coverage,
    }
    for part in sys.argv[1:] or parts:
        parts[part]()


def _print_sizes(title: str, measure: Callable[[Path, int], dict[str, Measured]]) -> None:
    """Everything in a small and in a large database."""
    found: dict[int, dict[str, Measured]] = {}
    for people in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            found[people] = measure(Path(folder), people)
    small, large = (found[size] for size in SIZES)
    columns = [f"{title}, {size} people" for size in SIZES for title in ("/s", "p95 ms", "of bare")]
    _print_row(title, *columns, "times slower")
    _print_row(*["---"] * (len(columns) + 2))
    for name in small:
        _print_row(name, *_cells(small, name), *_cells(large, name), _slower(small, large, name))


def _cells(found: dict[str, Measured], name: str) -> tuple[str, str, str]:
    one = found[name]
    ratio = one.per_second / found[BARE].per_second
    return f"{one.per_second:.0f}", f"{one.p95_ms:.1f}", f"{ratio:.2f}"


def _slower(small: dict[str, Measured], large: dict[str, Measured], name: str) -> str:
    """How many times longer in the large database, each beside the bare page of its own run."""
    before = small[BARE].per_second / small[name].per_second
    after = large[BARE].per_second / large[name].per_second
    return f"{after / before:.2f}"


def _print_documents() -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = documents(Path(folder))
    _print_row("document", "/s of one core", "p95 ms", "of bare")
    _print_row(*["---"] * 4)
    for name, one in found.items():
        ratio = one.per_second / found[BARE_DOCUMENT].per_second
        _print_row(name, f"{one.per_second:.0f}", f"{one.p95_ms:.1f}", f"{ratio:.2f}")


def _print_imports() -> None:
    _print_row("staff list", "rows", "seconds", "rows/s", "largest size, MB")
    _print_row(*["---"] * 5)
    for people in (5_000, 50_000):
        for one in imports(people):
            speed = f"{one.rows / one.seconds:.0f}"
            _print_row(one.name, str(one.rows), f"{one.seconds:.1f}", speed, f"{one.memory_mb:.0f}")


def _print_checkins() -> None:
    """500 people by 16 clients, on each database."""
    found: dict[str, dict[str, Pace]] = {}
    with tempfile.TemporaryDirectory() as folder:
        found["SQLite"] = checkins(Path(folder), None)
    with tempfile.TemporaryDirectory() as folder, durable_postgres(Path(folder)) as url:
        found["PostgreSQL"] = checkins(Path(folder), url)
    columns = [f"{name}, {title}" for name in found for title in ("/s", "p95 ms", "of bare")]
    _print_row("burst", *columns)
    _print_row(*["---"] * (1 + len(columns)))
    for burst in found["SQLite"]:
        cells = [cell for one in found.values() for cell in _pace_cells(one, burst)]
        _print_row(burst, *cells)


def _print_coverage() -> None:
    """A city by itself on each database, then among ever more of them on PostgreSQL."""
    columns: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        columns["SQLite, 1 city"] = coverage(Path(folder), None, 1)
    for cities in CITY_COUNTS:
        with tempfile.TemporaryDirectory() as folder, durable_postgres(Path(folder)) as url:
            columns[f"{cities} cities"] = coverage(Path(folder), url, cities)
    _print_row("milliseconds", *columns)
    _print_row(*["---"] * (1 + len(columns)))
    names = dict.fromkeys(name for found in columns.values() for name in found)
    for name in names:
        _print_row(
            name, *(f"{found[name]:.1f}" if name in found else "" for found in columns.values())
        )


def _pace_cells(found: dict[str, Pace], name: str) -> tuple[str, str, str]:
    one = found[name]
    ratio = one.per_second / found[BARE_INSERT].per_second
    return f"{one.per_second:.0f}", f"{one.p95_ms:.1f}", f"{ratio:.2f}"


def _print_row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |")


main()
