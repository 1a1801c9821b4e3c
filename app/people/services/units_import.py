"""The command that brings a list of units in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from app.core import audit
from app.core.actors import Actor
from app.core.db import db
from app.people import facts
from app.people.models import Unit, UnitKind
from app.people.refusals import Refusal
from app.people.services.units import UnitDetails, change_unit, create_unit
from app.people.unit_list import UnitLine, UnusableLine, kind_named
from app.people.unit_names import short_name, unit_name_key


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that was not used, and why: in English, or as what a command raised."""

    line: int
    reason: str | Refusal


@dataclass(slots=True)
class UnitsReport:
    """What a list did: lines read, units by what became of them, and what needs a look."""

    rows_read: int = 0
    units_new: int = 0
    units_changed: int = 0
    units_unchanged: int = 0
    warnings: list[str] = field(default_factory=list)
    refused: list[RefusedLine] = field(default_factory=list)


def import_units(
    lines: Iterable[UnitLine | UnusableLine],
    root: Unit,
    filename: str,
    *,
    by: Actor,
    today: date,
) -> UnitsReport:
    """The units of the file stand below `root`, recognised by RSPO number, else by name.

    What the file does not say stays as it is; units that it lacks stay too. A line that cannot be
    used is refused, and the others are not held up.
    """
    reader = _Reader(root, filename, by, today)
    reader.read(lines)
    report = reader.report
    audit.record(
        "people.units_imported",
        audit.Subject("unit", root.id, filename),
        by=by,
        changes={
            "units_new": (None, report.units_new),
            "units_changed": (None, report.units_changed),
        },
    )
    return report


class _Reader:
    """Units as they are while lines are read."""

    def __init__(self, root: Unit, filename: str, by: Actor, today: date) -> None:
        self.root, self.filename, self.by, self.today = root, filename, by, today
        self.report = UnitsReport()
        self.by_rspo: dict[int, Unit] = {}
        self.by_name: dict[str, list[Unit]] = defaultdict(list)
        self.line_of: dict[int, int] = {}
        for unit in db.session.scalars(select(Unit).where(Unit.below(root.path))):
            self._know(unit)

    def read(self, lines: Iterable[UnitLine | UnusableLine]) -> None:
        """Every line is used or refused; a unit above before those below it."""
        waiting = self._usable(lines)
        while waiting:
            coming = {line.rspo for line in waiting} - {None}
            ready = [line for line in waiting if line.parent_rspo not in coming]
            for line in ready:
                self._use(line)
            if not ready:
                for line in waiting:
                    self._refuse(line, "the unit would stand below itself")
            waiting = [line for line in waiting if ready and line.parent_rspo in coming]
        self.report.refused.sort(key=lambda refused: refused.line)

    def _usable(self, lines: Iterable[UnitLine | UnusableLine]) -> Sequence[UnitLine]:
        usable: list[UnitLine] = []
        first_of: dict[int, int] = {}
        for line in lines:
            self.report.rows_read += 1
            if isinstance(line, UnusableLine):
                self.report.refused.append(RefusedLine(line.line, line.reason))
            elif line.rspo and line.rspo in first_of:
                self._refuse(line, f"line {first_of[line.rspo]} has the same RSPO number")
            else:
                first_of.update({line.rspo: line.line} if line.rspo else {})
                usable.append(line)
        return usable

    def _use(self, line: UnitLine) -> None:
        candidates = self._candidates(line)
        parent = self.by_rspo.get(line.parent_rspo) if line.parent_rspo else None
        if len(candidates) > 1:
            self._refuse(line, "several units have this name; give the RSPO number")
        elif line.parent_rspo and parent is None:
            self._refuse(line, f"no unit has the RSPO number {line.parent_rspo} of the unit above")
        elif candidates and candidates[0].id in self.line_of:
            self._refuse(line, f"line {self.line_of[candidates[0].id]} is about the same unit")
        else:
            self._store(line, candidates[0] if candidates else None, parent)

    def _candidates(self, line: UnitLine) -> list[Unit]:
        """The units that the line may be about."""
        if line.rspo in self.by_rspo:
            return [self.by_rspo[line.rspo]]
        alike = self.by_name.get(unit_name_key(line.name), [])
        return [unit for unit in alike if unit.rspo is None or line.rspo is None]

    def _store(self, line: UnitLine, unit: Unit | None, parent: Unit | None) -> None:
        try:
            with db.session.begin_nested():
                if unit is None:
                    unit = create_unit(parent or self.root, self._details(line), by=self.by)
                    self.report.units_new += 1
                    self._know(unit)
                else:
                    self._change(line, unit, parent)
        except Refusal as refusal:
            self.report.refused.append(RefusedLine(line.line, refusal))
        else:
            self.line_of[unit.id] = line.line

    def _change(self, line: UnitLine, unit: Unit, parent: Unit | None) -> None:
        details = self._details(line, unit)
        known = UnitDetails(unit.kind, unit.name, unit.short_name, unit.rspo)
        if details == known and (parent is None or parent.id == unit.parent_id):
            self.report.units_unchanged += 1
            return
        seen = facts.fingerprint(facts.of_unit(unit))
        reason = f"list of units {self.filename}, line {line.line}"
        change_unit(unit, parent, details, seen, reason, by=self.by, today=self.today)
        self.report.units_changed += 1
        self._know(unit)

    def _details(self, line: UnitLine, unit: Unit | None = None) -> UnitDetails:
        """What the unit is from now on: what the line says, else what is known."""
        kind = kind_named(line.kind or line.name)
        if kind is None:
            kind = unit.kind if unit else UnitKind.OTHER
            if line.kind or unit is None:
                self.report.warnings.append(
                    f"line {line.line}: unknown kind {line.kind!r}, taken as {kind.value}"
                )
        if unit is None:
            return UnitDetails(kind, line.name, line.short_name or short_name(line.name), line.rspo)
        name = _fuller(line.name, unit.name)
        was_derived = unit.short_name == short_name(unit.name)
        short = line.short_name or (short_name(name) if was_derived else unit.short_name)
        return UnitDetails(kind, name, short, line.rspo or unit.rspo)

    def _know(self, unit: Unit) -> None:
        if unit.rspo:
            self.by_rspo[unit.rspo] = unit
        alike = self.by_name[unit_name_key(unit.name)]
        if unit not in alike:
            alike.append(unit)

    def _refuse(self, line: UnitLine, reason: str) -> None:
        self.report.refused.append(RefusedLine(line.line, reason))


def _fuller(new: str, known: str) -> str:
    """The new name, unless it only says the known one in fewer letters."""
    is_same = unit_name_key(new) == unit_name_key(known)
    return known if is_same and len(new) <= len(known) else new
