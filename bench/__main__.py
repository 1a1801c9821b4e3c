"""`python -m bench`: every measurement, as a table."""

import sys
import tempfile
from pathlib import Path

from bench.imports import imports
from bench.pages import Measured, pages

SIZES = (500, 50_000)


def main() -> None:
    """Measure what is named on the command line (pages, imports), or everything."""
    wanted = set(sys.argv[1:]) or {"pages", "imports"}
    if "pages" in wanted:
        _print_pages()
    if "imports" in wanted:
        _print_imports()


def _print_pages() -> None:
    found: dict[int, dict[str, Measured]] = {}
    for people in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            found[people] = pages(Path(folder), people)
    small, large = (found[size] for size in SIZES)
    columns = [f"{title}, {size} people" for size in SIZES for title in ("/s", "p95 ms", "of bare")]
    _print_row("page", *columns, "times slower")
    _print_row(*["---"] * (len(columns) + 2))
    for name in small:
        _print_row(name, *_cells(small, name), *_cells(large, name), _slower(small, large, name))


def _cells(found: dict[str, Measured], name: str) -> tuple[str, str, str]:
    one = found[name]
    ratio = one.per_second / found["bare page"].per_second
    return f"{one.per_second:.0f}", f"{one.p95_ms:.1f}", f"{ratio:.2f}"


def _slower(small: dict[str, Measured], large: dict[str, Measured], name: str) -> str:
    """How many times longer in the large database, each beside the bare page of its own run."""
    before = small["bare page"].per_second / small[name].per_second
    after = large["bare page"].per_second / large[name].per_second
    return f"{after / before:.2f}"


def _print_imports() -> None:
    _print_row("staff list", "rows", "seconds", "rows/s", "largest size, MB")
    _print_row(*["---"] * 5)
    for people in (5_000, 50_000):
        for one in imports(people):
            speed = f"{one.rows / one.seconds:.0f}"
            _print_row(one.name, str(one.rows), f"{one.seconds:.1f}", speed, f"{one.memory_mb:.0f}")


def _print_row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |")


main()
