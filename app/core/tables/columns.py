"""The declaration of a table: which columns a feature wants and what people call them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.core.folding import fold

_PARENTHESES = re.compile(r"\([^)]*\)|\[[^]]*\]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column under the name the code uses, with the headers people write above it.

    Case, diacritics, dots, blanks and dashes of headers do not matter; the field's own name counts
    as one.
    """

    field: str
    synonyms: tuple[str, ...] = ()
    required: bool = False

    @property
    def label(self) -> str:
        """The name to use when speaking to people: the first synonym."""
        return self.synonyms[0] if self.synonyms else self.field


class Columns:
    """All columns of one kind of table.

    ``alternatives`` are sets of fields of which at least one must be present completely, for
    example ``(("first_name", "last_name"), ("full_name",))``.

    Raises:
        ValueError: two columns share a header, or an alternative names an undeclared field.
    """

    def __init__(self, *columns: Column, alternatives: tuple[tuple[str, ...], ...] = ()) -> None:
        self.columns = columns
        self.alternatives = alternatives
        self._field_of: dict[str, str] = {}
        for column in columns:
            for header in (column.field, *column.synonyms):
                self._claim(header_key(header), column.field)
        undeclared = {field for group in alternatives for field in group} - set(self.fields)
        if undeclared:
            raise ValueError(f"alternatives name undeclared fields: {sorted(undeclared)}")

    @property
    def fields(self) -> tuple[str, ...]:
        """The declared fields in order."""
        return tuple(column.field for column in self.columns)

    def field_of(self, header: str) -> str | None:
        """The field a header stands for, remarks in parentheses apart; None when unknown."""
        return self._field_of.get(header_key(header)) or self._field_of.get(
            header_key(_PARENTHESES.sub("", header))
        )

    def missing_from(self, found: set[str]) -> tuple[str, ...]:
        """The fields still needed; of the alternatives, those of the fullest."""
        required = [c.field for c in self.columns if c.required and c.field not in found]
        nearest = max(
            self.alternatives, key=lambda group: len(found.intersection(group)), default=()
        )
        if not any(found.issuperset(group) for group in self.alternatives):
            required += [field for field in nearest if field not in found]
        return tuple(dict.fromkeys(required))

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)

    def _claim(self, key: str, field: str) -> None:
        if self._field_of.setdefault(key, field) != field:
            raise ValueError(f"{key!r} stands for both {self._field_of[key]} and {field}")


def header_key(header: str) -> str:
    """A header reduced to letters and digits: ``Adres e–mail:`` and ``adres E-Mail`` are one."""
    return "".join(letter for letter in fold(header) if letter.isalnum())
