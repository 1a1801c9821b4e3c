"""One line of an uploaded table, and how to get values out of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar

from app.core.tables.cells import DEFAULT_MAX_LENGTH, Cell, parse_text
from app.core.tables.columns import Columns
from app.core.tables.dates import parse_date
from app.core.tables.emails import parse_email
from app.core.tables.errors import BadValue
from app.core.tables.numbers import parse_decimal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: ``line`` is its number in the file or sheet, as the user's program shows it.

    ``cells`` holds raw cells by field. A field whose column the file lacks is not in it, which is
    not the same as an empty cell. ``extra`` holds what stands to the right of the header's last
    column in CSV.

    Every reading method raises ``BadValue`` with the field's name: ``row_too_long`` when there is
    something extra, because then every cell may be in the wrong column, or else the code of the
    value's own kind. A field that was never declared is a ``KeyError``.
    """

    sheet: str
    line: int
    cells: dict[str, Cell]
    extra: tuple[str, ...] = ()
    columns: Columns = field(default_factory=Columns, repr=False, compare=False)

    def has(self, name: str) -> bool:
        """Whether the file has this column at all."""
        return name in self.cells

    def text(
        self, name: str, *, max_length: int = DEFAULT_MAX_LENGTH, formulas: bool = False
    ) -> str:
        """Clean text; empty when the cell is empty or the column absent."""
        return self._read(name, partial(parse_text, max_length=max_length, formulas=formulas))

    def email(self, name: str) -> str:
        """The address in lower case; empty when the cell is empty or the column absent."""
        return self._read(name, parse_email)

    def date(self, name: str) -> date | None:
        """The day; None when the cell is empty or the column absent."""
        return self._read(name, parse_date)

    def decimal(self, name: str) -> Decimal | None:
        """The number; None when the cell is empty or the column absent."""
        return self._read(name, parse_decimal)

    def _read(self, name: str, parse: Callable[[Cell], T]) -> T:
        if self.extra:
            raise BadValue("row_too_long", " ".join(self.extra), name)
        if name not in self.cells and name not in self.columns.fields:
            raise KeyError(name)
        try:
            return parse(self.cells.get(name, ""))
        except BadValue as error:
            raise error.at(name) from None
