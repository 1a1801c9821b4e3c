"""A published figure, read back from the bytes that were published."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from typing import Any, Self, TypeVar

from app.coverage.canonical import (
    CERTIFICATES,
    LISTS,
    PEOPLE,
    SNAPSHOT,
    UNITS,
    CertificateLine,
    ListLine,
    PersonLine,
    UnitLine,
    read_lines,
    sha256_of,
)
from app.coverage.indicator.values import Figure, Standing

_Line = TypeVar("_Line")


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published. Amounts are persons, or thousandths of a full-time post."""

    content: Mapping[str, bytes]
    #: what `snapshot.json` says, see `app.coverage.canonical`
    document: Mapping[str, Any]
    people: tuple[PersonLine, ...]
    units: tuple[UnitLine, ...]
    lists: tuple[ListLine, ...]
    certificates: tuple[CertificateLine, ...]

    @classmethod
    def read(cls, content: Mapping[str, bytes]) -> Self:
        """The publication that these files are."""
        return cls(
            content=content,
            document=json.loads(content[SNAPSHOT]),
            people=tuple(_lines(content, PEOPLE, PersonLine)),
            units=tuple(_lines(content, UNITS, UnitLine)),
            lists=tuple(_lines(content, LISTS, ListLine)),
            certificates=tuple(_lines(content, CERTIFICATES, CertificateLine)),
        )

    @property
    def sha256(self) -> str:
        """The hash of the whole."""
        return sha256_of(self.content[SNAPSHOT])

    @property
    def as_of(self) -> date:
        return date.fromisoformat(self.document["as_of"])

    @property
    def published_at(self) -> datetime:
        return datetime.fromisoformat(self.document["published_at"])

    @property
    def is_provisional(self) -> bool:
        return bool(self.document["unconfirmed"])

    @property
    def figure(self) -> Figure:
        said = self.document["figure"]
        fields = ("eligible", "trained", "excluded", "target_percent", "is_fte")
        return Figure(**{name: said[name] for name in fields})

    def figure_of(self, unit: UnitLine) -> Figure:
        """The unit's own figure."""
        whole = self.figure
        return Figure(
            unit.eligible, unit.trained, unit.excluded, whole.target_percent, whole.is_fte
        )

    @property
    def reasons(self) -> list[tuple[tuple[str, str], int]]:
        """How many persons have each standing and reason; of a standing the most frequent first."""
        order = [one.value for one in Standing]
        counts = Counter((one.standing, one.reason) for one in self.people)
        return sorted(
            counts.items(), key=lambda pair: (order.index(pair[0][0]), -pair[1], pair[0][1])
        )

    @property
    def growth(self) -> list[tuple[date, Figure]]:
        """How those who are trained became so: after each day on which somebody did.

        It is of the people of this publication: whoever left before is not in it.
        """
        figure = self.figure
        gained: Counter[date] = Counter()
        for one in self.people:
            if one.standing == Standing.TRAINED and one.day is not None:
                gained[one.day] += one.weight
        days = sorted(gained)
        sums = accumulate(gained[day] for day in days)
        return [
            (day, Figure(figure.eligible, total, 0, figure.target_percent, figure.is_fte))
            for day, total in zip(days, sums, strict=True)
        ]


def _lines(content: Mapping[str, bytes], name: str, kind: type[_Line]) -> Iterator[_Line]:
    readers = [_READERS[one] for one in kind.__annotations__.values()]
    for cells in read_lines(name, content[name]):
        yield kind(*(read(cell) for read, cell in zip(readers, cells, strict=True)))


def _or_none(read: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda cell: read(cell) if cell else None


#: how a cell of each kind of field is read
_READERS: Mapping[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    int | None: _or_none(int),
    bool | None: _or_none(lambda cell: cell == "1"),
    date | None: _or_none(date.fromisoformat),
    datetime | None: _or_none(datetime.fromisoformat),
}
