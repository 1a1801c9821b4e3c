"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

Item = TypeVar("Item")

PAGE_SIZE = 25


def nearest_page(number: int, total: int, size: int = PAGE_SIZE) -> int:
    """The page with this number; the first or the last one if a list of `total` has none such."""
    return min(max(number, 1), max(1, -(-total // size)))


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list: its items, and how many there are in all. Pages are numbered from 1."""

    items: Sequence[Item]
    total: int
    number: int
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    @classmethod
    def cut(cls, everything: Sequence[Item], number: int, size: int = PAGE_SIZE) -> Self:
        """The page of a list that is in memory; a number too high gives the last page."""
        number = nearest_page(number, len(everything), size)
        return cls(everything[(number - 1) * size : number * size], len(everything), number, size)
