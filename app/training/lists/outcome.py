"""What a list would do, or did: counts, and the lists behind them, as plain values."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from app.people.roster.facts import Place, Remark

#: how much of each list is kept in the database
KEPT_ITEMS = 200

LISTS = ("new", "doubtful", "skipped", "warnings", "refused")


@dataclass(slots=True)
class Counts:
    """The numbers of an import. Every row is in one of the last five, and so is a bad sheet."""

    rows_read: int = 0
    completions_new: int = 0
    completions_unchanged: int = 0
    doubtful: int = 0
    skipped: int = 0
    refused: int = 0


@dataclass(slots=True)
class Outcome:
    """What the import would do or did. `fingerprint` is equal for equal outcomes."""

    filename: str
    counts: Counts = field(default_factory=Counts)
    lists: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {name: [] for name in LISTS}
    )
    #: the names of the sheets, in their order
    sheets: list[str] = field(default_factory=list)
    _digest: Any = field(default_factory=hashlib.sha256)

    @property
    def fingerprint(self) -> str:
        """A hash over everything that would be written."""
        return str(self._digest.hexdigest())

    def as_json(self) -> dict[str, Any]:
        """Plain values: the counts, and the beginnings of the lists."""
        return {
            "filename": self.filename,
            "counts": asdict(self.counts),
            **{name: items[:KEPT_ITEMS] for name, items in self.lists.items()},
            "fingerprint": self.fingerprint,
        }

    def refused_where_nobody_chooses(self) -> list[dict[str, Any]]:
        """Refused and doubtful lines in the order of the file."""
        order = {sheet: at for at, sheet in enumerate(self.sheets)}
        items = [*self.lists["refused"], *self.lists["doubtful"]]
        return sorted(items, key=lambda item: (order[item["sheet"]], item["line"]))

    def add_new(self, place: Place, fact: tuple[object, ...], item: dict[str, Any]) -> None:
        """One more completion; `fact` is what would be written."""
        self.counts.completions_new += 1
        self._digest.update(repr(fact).encode())
        self.lists["new"].append({**_at(place), **item})

    def add_doubtful(self, place: Place, item: dict[str, Any]) -> None:
        """One more line whose person must be chosen."""
        self.counts.doubtful += 1
        self.lists["doubtful"].append({**_at(place), "key": key_of(place), **item})

    def add_remarks(self, name: str, remarks: Iterable[Remark]) -> None:
        """Refusals, skipped lines or warnings are in the lists."""
        for one in remarks:
            if name != "warnings":
                setattr(self.counts, name, getattr(self.counts, name) + 1)
            self.lists[name].append({**_at(one.place), "code": one.code, "data": dict(one.data)})


def key_of(place: Place) -> str:
    """What a choice about a line is kept under."""
    return f"{place.line}@{place.sheet}"


def _at(place: Place) -> dict[str, Any]:
    return {"sheet": place.sheet, "line": place.line}
