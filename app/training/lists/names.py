"""A name on a list, and the ways in which it may be meant."""

from dataclasses import dataclass

from app.core.folding import fold
from app.core.tables.names import NameOrder


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name as it is written, and its readings as "surname first name", folded.

    `keys` are what the list promises, `swapped` what it would mean if its parts changed places.
    """

    shown: str
    keys: tuple[str, ...]
    swapped: tuple[str, ...]


def name_in_two_columns(first_name: str, last_name: str) -> ListedName | None:
    """Surname and first name from columns of their own; None if both are empty."""
    key = _key(last_name, first_name)
    if not key:
        return None
    shown = f"{last_name} {first_name}".strip()
    return ListedName(shown, (key,), _others((key,), (_key(first_name, last_name),)))


def name_in_one_column(text: str, order: NameOrder | None) -> ListedName | None:
    """Both parts from one cell whose header promises an order, or none; None if it is empty.

    A comma parts surname from first name wherever it stands.
    """
    last_name, comma, first_name = text.partition(",")
    if comma:
        return name_in_two_columns(first_name.strip(), last_name.strip())
    words = _key(text).split()
    if not words:
        return None
    turned = tuple(" ".join([*words[at:], *words[:at]]) for at in range(1, len(words)))
    written = (" ".join(words),)
    if order == "last_first":
        return ListedName(text, written, _others(written, turned))
    if order == "first_last":
        return ListedName(text, turned or written, _others(turned, written))
    return ListedName(text, (*written, *_others(written, turned)), ())


def _key(*parts: str) -> str:
    """Folded, without blanks around the dash of a double surname."""
    folded = fold(" ".join(parts))
    return "-".join(piece.strip() for piece in folded.split("-"))


def _others(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys(more) if key not in known)
