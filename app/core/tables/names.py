"""A person's name out of one column."""

import re
from dataclasses import dataclass
from typing import Literal

from app.core.folding import fold
from app.core.tables.errors import BadValue

NameOrder = Literal["last_first", "first_last"]

_SPACED_DASH = re.compile(r"\s*[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}]\s*")


@dataclass(frozen=True, slots=True)
class FullName:
    """A name in two parts; ``is_certain`` is false when more than two words left room for doubt."""

    first_name: str
    last_name: str
    is_certain: bool


def name_order(header: str) -> NameOrder | None:
    """The order a header such as ``Nazwisko i imię`` promises; None when it names one part."""
    folded = fold(header)
    last = min(
        (at for word in ("nazwisk", "surname", "last") if (at := folded.find(word)) >= 0),
        default=-1,
    )
    first = min(
        (at for word in ("imie", "imio", "first", "given") if (at := folded.find(word)) >= 0),
        default=-1,
    )
    if last < 0 or first < 0:
        return None
    return "last_first" if last < first else "first_last"


def split_full_name(text: str, order: NameOrder = "last_first") -> FullName:
    """First name and surname out of one cell.

    A comma parts them wherever it stands, surname first. Without a comma the surname is one word,
    the first (``last_first``) or the last (``first_last``): double surnames are written with a
    dash, blanks around which are dropped, and double first names without.

    Raises:
        BadValue: ``name_single`` for fewer than two words.
    """
    before, comma, after = (part.strip() for part in text.partition(","))
    if comma and before and after:
        return FullName(_joined(after), _joined(before), is_certain=True)
    words = _joined(before or after).split()
    if len(words) < 2:  # noqa: PLR2004
        raise BadValue("name_single", text)
    is_certain = len(words) == 2  # noqa: PLR2004
    if order == "last_first":
        return FullName(" ".join(words[1:]), words[0], is_certain)
    return FullName(" ".join(words[:-1]), words[-1], is_certain)


def _joined(text: str) -> str:
    return " ".join(_SPACED_DASH.sub("-", text).split())
