"""Which unit a line of the list names."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.people.roster.facts import Refused
from app.people.unit_names import unit_name_key

_TITLE_RSPO = re.compile(r"rspo\D{0,12}(\d{1,8})\b", re.IGNORECASE)
_RSPO = re.compile(r"(?:rspo)?\D{0,3}0*(\d{1,8})", re.IGNORECASE)
_SAYS_SOMETHING = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit within reach of the import."""

    id: int
    name: str
    short_name: str
    rspo: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """The unit a line means; `is_contradicted` when number and name are of two units."""

    unit: UnitFacts
    is_contradicted: bool = False


class Units:
    """The units at and below that of the import, found by number or by name.

    `alone` is the unit of lines that name none, when the import is for one school only.
    """

    def __init__(self, units: Iterable[UnitFacts], alone: UnitFacts | None = None) -> None:
        self.alone = alone
        self._by_id: dict[int, UnitFacts] = {}
        self._by_rspo: dict[int, UnitFacts] = {}
        self._by_key: dict[str, dict[int, UnitFacts]] = defaultdict(dict)
        for unit in units:
            self._by_id[unit.id] = unit
            if unit.rspo is not None:
                self._by_rspo[unit.rspo] = unit
            for name in (unit.name, unit.short_name):
                self._by_key[unit_name_key(name)][unit.id] = unit
        self._answers: dict[tuple[str, str], Found | Refused] = {}

    def __getitem__(self, unit_id: int) -> UnitFacts:
        return self._by_id[unit_id]

    def named(self, rspo: str, name: str) -> Found | None:
        """The unit with this number, or else with this name; None when neither says anything.

        Raises:
            Refused: ``unit_unknown``, ``unit_ambiguous`` or ``rspo_format``.
        """
        answer = self._answers.get((rspo, name))
        if answer is None:
            try:
                answer = self._named(rspo, name)
            except Refused as refused:
                answer = refused
            if answer is None:
                return None
            self._answers[rspo, name] = answer
        if isinstance(answer, Refused):
            raise answer
        return answer

    def titled(self, title: str, sheet: str) -> UnitFacts | None:
        """The unit that the title above a table names, or else the name of the sheet."""
        number = _TITLE_RSPO.search(title)
        if number and (unit := self._by_rspo.get(int(number[1]))):
            return unit
        for text in (*title.splitlines(), sheet):
            units = self._called(text)
            if len(units) == 1:
                return units[0]
        return None

    def _named(self, rspo: str, name: str) -> Found | None:
        by_name = self._called(name)
        number = _number(rspo)
        if number is None:
            return self._by_name(name, by_name)
        unit = self._by_rspo.get(number)
        if unit is not None:
            return Found(unit, is_contradicted=bool(by_name) and unit not in by_name)
        if len(by_name) == 1 and by_name[0].rspo is None:
            return Found(by_name[0])
        raise Refused("unit_unknown", unit=f"{name} (RSPO {number})" if name else f"RSPO {number}")

    def _by_name(self, name: str, units: list[UnitFacts]) -> Found | None:
        if not _SAYS_SOMETHING.search(name):
            return None
        if not units:
            raise Refused("unit_unknown", unit=name)
        if len(units) > 1:
            raise Refused("unit_ambiguous", unit=name)
        return Found(units[0])

    def _called(self, name: str) -> list[UnitFacts]:
        key = unit_name_key(name)
        return list(self._by_key.get(key, {}).values()) if key else []


def _number(rspo: str) -> int | None:
    if not _SAYS_SOMETHING.search(rspo):
        return None
    match = _RSPO.fullmatch(rspo)
    if not match:
        raise Refused("rspo_format", rspo=rspo)
    return int(match[1]) or None
