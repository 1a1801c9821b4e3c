"""Legacy Excel files (.xls), read by a process that may fail without harm."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from app.core.tables import xls_process
from app.core.tables.cells import Cell
from app.core.tables.errors import TableError

_PROGRAM = Path(xls_process.__file__)


@dataclass(frozen=True, slots=True)
class LegacyGrid:
    """One worksheet of an old Excel file; its rows lie in a temporary file. Dates are ISO text."""

    name: str
    line_count: int
    offset: int
    rows_file: IO[bytes]
    is_delimited: bool = False

    def records(self) -> Iterator[tuple[int, list[Cell]]]:
        """Every row with the number Excel shows beside it."""
        at = self.offset
        for number in range(1, self.line_count + 1):
            self.rows_file.seek(at)
            line = self.rows_file.readline()
            at += len(line)
            yield number, json.loads(line)


def legacy_sheets(file: BinaryIO, resources: ExitStack) -> tuple[LegacyGrid, ...]:
    """The worksheets a user sees, in their order; their rows live until ``resources`` are closed.

    Raises:
        TableError: ``encrypted``, or ``broken`` also when the file wants too much memory or time.
    """
    rows_file = tempfile.TemporaryFile()  # noqa: SIM115  closed with the table
    resources.enter_context(rows_file)
    file.seek(0)
    try:
        done = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-I", str(_PROGRAM)],
            input=file.read(),
            stdout=rows_file,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=xls_process.MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TableError("broken") from error
    if done.returncode:
        is_locked = done.returncode == xls_process.EXIT_ENCRYPTED
        raise TableError("encrypted" if is_locked else "broken")
    return tuple(_grids(rows_file))


def _grids(rows_file: IO[bytes]) -> Iterator[LegacyGrid]:
    rows_file.seek(0)
    starts = [
        (number, json.loads(line)["sheet"], rows_file.tell())
        for number, line in enumerate(iter(rows_file.readline, b""))
        if line.startswith(b"{")
    ]
    rows_file.seek(0)
    total = sum(1 for _ in rows_file)
    ends = [*(number for number, _, _ in starts[1:]), total]
    for (start, name, offset), end in zip(starts, ends, strict=False):
        yield LegacyGrid(name, end - start - 1, offset, rows_file)
