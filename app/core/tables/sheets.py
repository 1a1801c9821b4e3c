"""A sheet whose columns are known."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.core.tables.cells import Cell
from app.core.tables.columns import Columns
from app.core.tables.errors import TableError
from app.core.tables.grids import Grid
from app.core.tables.headers import Header, find_header, problem_of
from app.core.tables.rows import Row


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet seen through declared columns.

    ``title`` is the text above the header, ``headings`` the found fields with the headers the file
    uses, ``ignored`` the headers nobody asked for, ``header_line`` 0 when there is no header. With
    a ``problem`` the rows cannot be read.
    """

    name: str
    title: str
    header_line: int
    headings: dict[str, str]
    ignored: tuple[str, ...]
    problem: TableError | None
    grid: Grid
    columns: Columns
    header: Header | None

    @property
    def row_estimate(self) -> int:
        """At most how many rows ``rows`` will give, for a progress bar."""
        return max(0, self.grid.line_count - self.header_line)

    def rows(self) -> Iterator[Row]:
        """Every line below the header that fills a declared column, from the top at each call.

        Raises:
            TableError: the ``problem``, or while iterating a line that cannot be read.
        """
        if self.problem or self.header is None:
            raise self.problem or TableError("no_rows")
        return self._rows(self.header)

    def _rows(self, header: Header) -> Iterator[Row]:
        places = {field: places[0] for field, places in header.places.items()}
        width = len(header.cells) if self.grid.is_delimited else None
        for line, record in self.grid.records():
            if line <= header.line:
                continue
            cells = {field: _cell(record, place) for field, place in places.items()}
            if any(cell != "" for cell in cells.values()) and not self._is_header_again(cells):
                yield Row(self.name, line, cells, _extra(record, width), self.columns)

    def _is_header_again(self, cells: dict[str, Cell]) -> bool:
        return cells == self.headings


def sheet_table(grid: Grid, columns: Columns) -> SheetTable:
    """The sheet with its header found, or with the problem that there is none."""
    header = find_header(grid, columns)
    problem = problem_of(header, columns, grid.name)
    if header is None:
        return SheetTable(grid.name, "", 0, {}, (), problem, grid, columns, None)
    headings = {field: header.cells[places[0]] for field, places in header.places.items()}
    return SheetTable(
        name=grid.name,
        title=header.title,
        header_line=header.line,
        headings=headings,
        ignored=header.ignored,
        problem=problem,
        grid=grid,
        columns=columns,
        header=header,
    )


def _cell(record: list[Cell], place: int) -> Cell:
    cell = record[place] if place < len(record) else ""
    return cell.strip() if isinstance(cell, str) else cell


def _extra(record: list[Cell], width: int | None) -> tuple[str, ...]:
    if width is None or len(record) <= width:
        return ()
    return tuple(text for cell in record[width:] if (text := str(cell).strip()))
