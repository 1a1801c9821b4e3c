"""What a CSV file and a worksheet have in common: numbered lines of cells."""

from collections.abc import Iterator
from typing import Protocol

from app.core.tables.cells import Cell


class Grid(Protocol):
    """One sheet of raw cells."""

    @property
    def name(self) -> str:
        """The sheet's name, or the file's when there are no sheets."""

    @property
    def line_count(self) -> int:
        """How many lines there are at most, for a progress bar."""

    @property
    def is_delimited(self) -> bool:
        """Whether one stray separator can shift the cells of a line."""

    def records(self) -> Iterator[tuple[int, list[Cell]]]:
        """Every record with the number of the line it starts in, from the top at each call.

        Raises:
            TableError: while iterating, when a line cannot be read.
        """
