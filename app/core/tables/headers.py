"""Which row of a sheet names the columns, and what each column means."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from app.core.tables.cells import Cell, clean_text
from app.core.tables.columns import Columns
from app.core.tables.errors import TableError
from app.core.tables.grids import Grid

SEARCHED_ROWS = 30
MAX_COLUMNS = 1_000

_SHOWN_HEADERS = 40
_SHOWN_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Header:
    """The row of column names.

    ``places`` holds the positions in the row per field, more than one when the file is ambiguous;
    ``title`` the text of the rows above, one line per row.
    """

    line: int
    title: str
    cells: tuple[str, ...]
    places: dict[str, tuple[int, ...]]

    @property
    def found(self) -> list[str]:
        """All column names, shortened for a message."""
        return [text[:_SHOWN_LENGTH] for text in self.cells if text][:_SHOWN_HEADERS]

    @property
    def ignored(self) -> tuple[str, ...]:
        """The names of columns nobody asked for."""
        taken = {place for places in self.places.values() for place in places}
        return tuple(text for place, text in enumerate(self.cells) if text and place not in taken)


def find_header(grid: Grid, columns: Columns) -> Header | None:
    """The row, among the first 30, that names the most declared columns; the upper one of equals.

    None when no row names any.

    Raises:
        TableError: ``too_many_columns``.
    """
    top = [
        (line, _texts(grid, line, cells)) for line, cells in islice(grid.records(), SEARCHED_ROWS)
    ]
    places = [_places(texts, columns) for _, texts in top]
    best = max(range(len(top)), key=lambda row: len(places[row]), default=None)
    if best is None or not places[best]:
        return None
    line, texts = top[best]
    return Header(line, _title(top[:best]), texts, places[best])


def problem_of(header: Header | None, columns: Columns, sheet: str) -> TableError | None:
    """Why the rows below are unusable: no header, columns twice or missing; else None."""
    if header is None:
        missing = _labels(columns.missing_from(set()) or columns.fields, columns)
        return TableError("header_not_found", sheet=sheet, searched=SEARCHED_ROWS, missing=missing)
    doubled = [
        header.cells[at] for places in header.places.values() if len(places) > 1 for at in places
    ]
    if doubled:
        return TableError("columns_duplicate", sheet=sheet, line=header.line, headers=doubled)
    missing_fields = columns.missing_from(set(header.places))
    if missing_fields:
        return TableError(
            "columns_missing",
            sheet=sheet,
            line=header.line,
            missing=_labels(missing_fields, columns),
            fields=list(missing_fields),
            found=header.found,
        )
    return None


def _texts(grid: Grid, line: int, cells: list[Cell]) -> tuple[str, ...]:
    texts = [clean_text(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    if len(texts) > MAX_COLUMNS:
        raise TableError("too_many_columns", sheet=grid.name, line=line, limit=MAX_COLUMNS)
    return tuple(texts)


def _places(texts: tuple[str, ...], columns: Columns) -> dict[str, tuple[int, ...]]:
    places: dict[str, tuple[int, ...]] = {}
    for place, text in enumerate(texts):
        field = columns.field_of(text) if text else None
        if field:
            places[field] = (*places.get(field, ()), place)
    return places


def _title(rows: list[tuple[int, tuple[str, ...]]]) -> str:
    lines = (" ".join(filter(None, Counter(texts))) for _, texts in rows)
    return "\n".join(filter(None, lines))


def _labels(fields: tuple[str, ...], columns: Columns) -> list[str]:
    labels = {column.field: column.label for column in columns}
    return [labels[field] for field in fields]
