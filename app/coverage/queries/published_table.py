"""The table of a publication: its rows, and whose staff lists are confirmed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.coverage.canonical import UnitLine
from app.coverage.indicator.values import Figure, Record
from app.coverage.queries.confirmations import Confirmed, State, confirmations
from app.coverage.queries.ground import Ground
from app.coverage.queries.records import BriefUnit, units_below
from app.people.models import Unit, UnitKind


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as a publication names it."""

    id: int
    name: str
    short_name: str
    rspo: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """Which units have a row, and which confirmation each of them gave."""

    #: by name
    rows: tuple[BriefUnit, ...]
    #: unit of the scope → the row that it belongs to
    row_of: Mapping[int, int]
    #: unit → short name, of every unit at or below
    names: Mapping[int, str]
    #: of lists that are confirmed as they are, by unit
    confirmed: Mapping[int, Confirmed]
    #: units of the scope whose list is not, by name
    unconfirmed: tuple[Place, ...]

    def parted(self, record: Record) -> Iterator[tuple[int, Record]]:
        """The record once for each row in which the person works, in order of their numbers."""
        homes = {job.unit_id: self.row_of.get(job.unit_id) for job in record.jobs}
        rows = sorted({row for row in homes.values() if row is not None})
        for row in rows:
            here = tuple(job for job in record.jobs if homes[job.unit_id] == row)
            others = tuple(job for job in record.jobs if homes[job.unit_id] != row)
            yield row, replace(record, jobs=here, elsewhere=record.elsewhere + others)

    def lines(self, figures: Mapping[int, Figure]) -> Iterator[UnitLine]:
        """One line for each row, by name."""
        missing = Counter(self.row_of[one.id] for one in self.unconfirmed)
        for row in self.rows:
            figure, given = figures[row.id], self.confirmed.get(row.id)
            yield UnitLine(
                *(row.id, row.name, row.short_name, row.rspo),
                *(figure.eligible, figure.trained, figure.excluded),
                *(figure.tenths, figure.is_met, missing[row.id]),
                confirmed_at=given.at if given else None,
                confirmed_by=given.by if given else "",
                staff_sha256=given.sha256 if given else "",
            )


def table_now(unit: Unit, base: Ground, as_of: date) -> Table:
    """The table of the unit: its units of the scope, or above cities the units directly below."""
    places = units_below(unit.path)
    asked = [one for one in places if one.kind in base.rule.scope_unit_kinds]
    cities = _holds_cities(unit, places)
    row_of = {one.id: _directly_below(unit, one) if cities else one.id for one in asked}
    shown = set(row_of.values())
    given = confirmations((unit.path,), base.rule, as_of)
    confirmed = {key: one for key, one in given.items() if one.state is State.CONFIRMED}
    return Table(
        rows=tuple(one for one in places if one.id in shown),
        row_of=row_of,
        names={one.id: one.short_name for one in places},
        confirmed=confirmed,
        unconfirmed=tuple(place_of(one) for one in asked if one.id not in confirmed),
    )


def place_of(unit: Unit | BriefUnit) -> Place:
    """The unit as it is called now."""
    return Place(unit.id, unit.name, unit.short_name, unit.rspo)


def _holds_cities(unit: Unit, places: list[BriefUnit]) -> bool:
    return any(one.kind is UnitKind.RUNNING_BODY and one.id != unit.id for one in places)


def _directly_below(unit: Unit, place: BriefUnit) -> int:
    step = place.path[len(unit.path) :].partition(".")[0]
    return int(step) if step else place.id
