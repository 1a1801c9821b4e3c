"""Rows of the table of units: which are shown, and in what order."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from app.core.folding import fold
from app.coverage.queries.figures import UnitFigure


class Order(StrEnum):
    """In which order the units stand."""

    HIGHEST = "highest"
    LOWEST = "lowest"
    NAME = "name"


def rows_of(
    units: Iterable[UnitFigure], order: Order = Order.HIGHEST, words: str = ""
) -> list[UnitFigure]:
    """The units whose name has all the words; those where nobody is counted stand last.

    Units come in the order of their names, and those with the same share stay in it.
    """
    wanted = fold(words).split()
    found = [one for one in units if not wanted or _bears(one, wanted)]
    if order is Order.NAME:
        return found
    return sorted(found, key=_RANKS[order])


_RANKS: dict[Order, Callable[[UnitFigure], tuple[bool, int]]] = {
    Order.HIGHEST: lambda one: (one.figure.tenths is None, -(one.figure.tenths or 0)),
    Order.LOWEST: lambda one: (one.figure.tenths is None, one.figure.tenths or 0),
}


def _bears(one: UnitFigure, wanted: Sequence[str]) -> bool:
    name = fold(f"{one.unit.short_name} {one.unit.name}")
    return all(word in name for word in wanted)
