"""A published figure, read back from what was published, line by line."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate, chain
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
    sha256_of,
)
from app.coverage.indicator.values import Figure, Standing

_Line = TypeVar("_Line", PersonLine, UnitLine, ListLine, CertificateLine)

_ORDER = [one.value for one in Standing]

#: the file of this name in pieces, each of whole lines; may be asked for more than once
Pieces = Callable[[str], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published. Amounts are persons, or thousandths of a full-time post."""

    pieces: Pieces
    sha256: str
    #: what `snapshot.json` says, see `app.coverage.canonical`
    document: Mapping[str, Any]

    @classmethod
    def read(cls, pieces: Pieces) -> Self:
        """The publication of which these are the files."""
        content = b"".join(pieces(SNAPSHOT))
        return cls(pieces, sha256_of(content), json.loads(content))

    @property
    def as_of(self) -> date:
        return date.fromisoformat(self.document["as_of"])

    @property
    def published_at(self) -> datetime:
        return datetime.fromisoformat(self.document["published_at"])

    @property
    def figure(self) -> Figure:
        said = self.document["figure"]
        fields = ("eligible", "trained", "excluded", "target_percent", "is_fte")
        return Figure(**{name: said[name] for name in fields})

    def figure_of(self, unit: UnitLine) -> Figure:
        """The unit's own figure."""
        whole = self.figure
        amounts = unit.eligible, unit.trained, unit.excluded
        return Figure(*amounts, whole.target_percent, whole.is_fte)

    def people(self) -> Iterator[PersonLine]:
        """Everybody in the figure, by number."""
        return self._lines(PEOPLE, PersonLine)

    def units(self) -> Iterator[UnitLine]:
        """The rows of the table, by name."""
        return self._lines(UNITS, UnitLine)

    def lists(self) -> Iterator[ListLine]:
        """The accepted lists of participation, by number."""
        return self._lines(LISTS, ListLine)

    def certificates(self) -> Iterator[CertificateLine]:
        """The register of certificates."""
        return self._lines(CERTIFICATES, CertificateLine)

    def summary(self) -> "Summary":
        """What can be told without names; reads everybody once."""
        reasons: Counter[tuple[Standing, str]] = Counter()
        gained: Counter[date] = Counter()
        for one in self.people():
            standing = Standing(one.standing)
            reasons[standing, one.reason] += 1
            if standing is Standing.TRAINED and one.day is not None:
                gained[one.day] += one.weight
        return Summary(
            reasons=tuple(sorted(reasons.items(), key=_frequent_first)),
            growth=tuple(self._growth(gained)),
            lists=sum(1 for _ in self.lists()),
            certificates=sum(1 for _ in self.certificates()),
        )

    def _growth(self, gained: Mapping[date, int]) -> Iterator[tuple[date, Figure]]:
        whole = self.figure
        days = sorted(gained)
        for day, trained in zip(days, accumulate(gained[day] for day in days), strict=True):
            yield day, Figure(whole.eligible, trained, 0, whole.target_percent, whole.is_fte)

    def _lines(self, name: str, kind: type[_Line]) -> Iterator[_Line]:
        readers = [_READERS[one] for one in kind.__annotations__.values()]
        pieces = (io.StringIO(piece.decode("utf-8-sig"), "") for piece in self.pieces(name))
        rows = csv.reader(chain.from_iterable(pieces), delimiter=";")
        next(rows)  # the names of the columns
        for cells in rows:
            yield kind(*(read(cell) for read, cell in zip(readers, cells, strict=True)))


@dataclass(frozen=True, slots=True)
class Summary:
    """What a publication says about its people as a whole."""

    #: how many persons have each standing and reason; of a standing the most frequent first
    reasons: tuple[tuple[tuple[Standing, str], int], ...]
    #: how those who are trained became so: the sum after each day on which somebody did; of the
    #: people of this publication, so whoever left before is not in it
    growth: tuple[tuple[date, Figure], ...]
    lists: int
    certificates: int


def _frequent_first(counted: tuple[tuple[Standing, str], int]) -> tuple[int, int, str]:
    (standing, reason), count = counted
    return _ORDER.index(standing.value), -count, reason


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
