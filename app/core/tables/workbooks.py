"""Excel files, through calamine."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.core.tables.cells import Cell
from app.core.tables.errors import TableError


class SheetGrid:
    """One worksheet; loaded when it is read, let go when the next one is."""

    is_delimited = False

    def __init__(self, loader: "_Loader", index: int, name: str) -> None:
        self._loader = loader
        self._index = index
        self.name = name

    @property
    def line_count(self) -> int:
        """The number of the last row in use."""
        end = self._loader.sheet(self._index).end
        return end[0] + 1 if end else 0

    def records(self) -> Iterator[tuple[int, list[Cell]]]:
        """Every row with the number Excel shows beside it."""
        yield from enumerate(self._loader.sheet(self._index).iter_rows(), start=1)


def visible_sheets(file: BinaryIO) -> tuple[SheetGrid, ...]:
    """The worksheets a user sees, in their order; charts, macros and hidden sheets are left out.

    Raises:
        TableError: ``encrypted`` or ``broken``.
    """
    file.seek(0)
    with _failure_reported():
        workbook = CalamineWorkbook.from_filelike(file)
    loader = _Loader(workbook)
    return tuple(
        SheetGrid(loader, index, sheet.name)
        for index, sheet in enumerate(workbook.sheets_metadata)
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    )


class _Loader:
    """Keeps one worksheet in memory, the last one asked for."""

    def __init__(self, workbook: CalamineWorkbook) -> None:
        self._workbook = workbook
        self._loaded: tuple[int, CalamineSheet] | None = None

    def sheet(self, index: int) -> CalamineSheet:
        if self._loaded is None or self._loaded[0] != index:
            self._loaded = None
            with _failure_reported():
                self._loaded = index, self._workbook.get_sheet_by_index(index)
        return self._loaded[1]


@contextmanager
def _failure_reported() -> Iterator[None]:
    try:
        yield
    except PasswordError as error:
        raise TableError("encrypted") from error
    except (CalamineError, OSError, ValueError) as error:
        raise TableError("broken") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the library gave up; it derives from nothing
            raise TableError("broken") from error
        raise
