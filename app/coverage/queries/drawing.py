"""A figure as it would be published: drawn up person by person, a few thousand at a time.

What is kept of them is compressed, so it does not matter how large the unit is. Draw up inside
`app.core.steady.steady_reading`: everything is then of the moment that `Drawn.log` names.
"""

import hashlib
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.db import db
from app.coverage.canonical import (
    CERTIFICATES,
    LISTS,
    PEOPLE,
    TABLES,
    UNITS,
    PersonLine,
    UnitLine,
    header_bytes,
    lines_bytes,
)
from app.coverage.indicator.judgement import counts, judge, weight
from app.coverage.indicator.values import Figure, Record, Standing, Verdict
from app.coverage.queries.behind import accepted_lists, certificate_lines, list_ids
from app.coverage.queries.figures import figure_of
from app.coverage.queries.ground import Ground
from app.coverage.queries.published_table import Place, Table, place_of, table_now
from app.coverage.queries.records import Name, Population, names_of, records_of
from app.people.models import Employment, Unit

#: so many people are in memory at once
_CHUNK = 2000


class Words(Protocol):
    """The words of a publication, in its language."""

    def sentence(self, verdict: Verdict) -> str:
        """The reason as one sentence."""

    def rule(self) -> str:
        """The whole rule as one paragraph."""


@dataclass(frozen=True, slots=True)
class LogEnd:
    """The newest entry of the log."""

    position: int
    hash: str


@dataclass(slots=True)
class Packed:
    """A file that is being written: its compressed pieces, and its hash so far."""

    pieces: list[bytes] = field(default_factory=list)
    _digest: Any = field(default_factory=hashlib.sha256)

    def add(self, content: bytes) -> None:
        """These bytes follow."""
        if content:
            self._digest.update(content)
            self.pieces.append(zlib.compress(content))

    @property
    def sha256(self) -> str:
        return str(self._digest.hexdigest())

    def unpacked(self) -> Iterator[bytes]:
        """The file so far, piece by piece."""
        return map(zlib.decompress, self.pieces)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everything that a publication says, but its number, by whom, when and why."""

    unit: Place
    base: Ground
    rule_sentence: str
    as_of: date
    log: LogEnd
    total: Figure
    units: tuple[UnitLine, ...]
    #: whose staff list of that day is not confirmed, by name
    unconfirmed: tuple[Place, ...]
    #: how many people are in the figure
    people: int
    parts: Mapping[str, Packed]


def draw_up(unit: Unit, base: Ground, as_of: date, words: Words) -> Drawn:
    """The figure of the unit on that day, with everybody in it and all that is behind it."""
    drawing = _Drawing(base, as_of, words, table_now(unit, base, as_of))
    population = Population.in_scope_of(base.rule, unit.path, from_day=as_of, to_day=as_of)
    for some in _chunks(population):
        drawing.take(some)
    return drawing.finished(place_of(unit))


def log_end() -> LogEnd:
    """The newest entry of the log."""
    newest = select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
    row = db.session.execute(newest).one_or_none()
    return LogEnd(*row) if row else LogEnd(0, "")


def _chunks(population: Population) -> Iterator[Population]:
    """The same people in parts, in the order of their numbers."""
    last = 0
    while ids := _ids_after(last, population):
        whose = Employment.person_id.between(ids[0], ids[-1])
        yield replace(population, condition=population.condition & whose)
        last = ids[-1]


def _ids_after(last: int, population: Population) -> Sequence[int]:
    following = population.ids().where(Employment.person_id > last).distinct()
    return db.session.scalars(following.order_by(Employment.person_id).limit(_CHUNK)).all()


class _Drawing:
    """A publication that is being written."""

    def __init__(self, base: Ground, as_of: date, words: Words, table: Table) -> None:
        self._base, self._as_of, self._words, self._table = base, as_of, words, table
        self._parts = {name: Packed() for name in TABLES}
        for name, part in self._parts.items():
            part.add(header_bytes(name))
        self._total: Counter[Standing] = Counter()
        self._rows: dict[int, Counter[Standing]] = defaultdict(Counter)
        self._lists: dict[tuple[int, int], int] = {}
        self._people = 0

    def take(self, some: Population) -> None:
        """These people stand in it, and what is behind those of them who are trained."""
        rule, as_of = self._base.rule, self._as_of
        names = {name.person_id: name for name in names_of(some)}
        records = records_of(some)
        lines = [
            line
            for person_id in sorted(records)
            if (line := self._line(names[person_id], records[person_id]))
        ]
        self._people += len(lines)
        self._parts[PEOPLE].add(lines_bytes(lines))
        trained = {one.person_id for one in lines if one.standing == Standing.TRAINED}
        self._parts[CERTIFICATES].add(lines_bytes(certificate_lines(trained, rule, as_of)))
        self._lists |= list_ids(trained, rule, as_of)

    def _line(self, name: Name, record: Record) -> PersonLine | None:
        """What is said about the person; None if she is not in the figure."""
        rule, as_of = self._base.rule, self._as_of
        verdict = judge(record, rule, as_of)
        if verdict.standing is Standing.OUTSIDE:
            return None
        amount = weight(record, rule, as_of)
        self._total[verdict.standing] += amount
        places = dict.fromkeys(
            self._table.names[job.unit_id] for job in record.jobs if counts(job, rule, as_of)
        )
        return PersonLine(
            *(name.person_id, name.last_name, name.first_name, ", ".join(places)),
            *(verdict.standing, verdict.reason, self._words.sentence(verdict)),
            *(verdict.day, verdict.title, amount),
            counted_in=", ".join(self._counted(record)),
        )

    def _counted(self, record: Record) -> Iterator[str]:
        """In which rows the person counts, where she stands there, and with what weight."""
        rule, as_of = self._base.rule, self._as_of
        for row, there in self._table.parted(record):
            standing = judge(there, rule, as_of).standing
            if standing is not Standing.OUTSIDE:
                amount = weight(there, rule, as_of)
                self._rows[row][standing] += amount
                yield f"{row}:{standing}:{amount}"

    def finished(self, place: Place) -> Drawn:
        """Everybody was taken."""
        figures = {row.id: self._figure(self._rows[row.id]) for row in self._table.rows}
        units = tuple(self._table.lines(figures))
        self._parts[UNITS].add(lines_bytes(units))
        for some in accepted_lists(set(self._lists.values())):
            self._parts[LISTS].add(lines_bytes(some))
        return Drawn(
            unit=place,
            base=self._base,
            rule_sentence=self._words.rule(),
            as_of=self._as_of,
            log=log_end(),
            total=self._figure(self._total),
            units=units,
            unconfirmed=self._table.unconfirmed,
            people=self._people,
            parts=self._parts,
        )

    def _figure(self, amounts: Counter[Standing]) -> Figure:
        return figure_of(amounts.items(), self._base.rule)
