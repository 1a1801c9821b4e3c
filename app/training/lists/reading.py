"""From the rows of a file to entries that are understood."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from app.core.tables.errors import BadValue
from app.core.tables.names import NameOrder, name_order
from app.core.tables.opening import Table
from app.core.tables.rows import Row
from app.core.tables.sheets import SheetTable
from app.people.roster.facts import Place, Refused, Remark
from app.people.roster.places import UnitFacts, Units
from app.training.lists.columns import COLUMNS
from app.training.lists.names import ListedName, name_in_one_column, name_in_two_columns
from app.training.lists.results import Outcome, Result, parse_result, parse_score

#: older papers are typing errors
FIRST_DAY = date(2000, 1, 1)

_MAX_NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: who, where, what, when, and how it went."""

    place: Place
    email: str
    name: ListedName | None
    unit: UnitFacts | None
    #: what the list says about the school, when no unit within reach is called that
    unknown_unit: str
    training: str
    completed_on: date
    result: Result

    @property
    def shown(self) -> str:
        """Whom the list names, as it is written."""
        return self.name.shown if self.name else self.email


@dataclass(frozen=True, slots=True)
class Assumed:
    """What holds for lines that do not say it themselves."""

    today: date
    #: the day of the training, for lists without a column of dates
    completed_on: date | None = None


@dataclass(slots=True)
class Reading:
    """What was met on the way: lines that are no entries, and what should be known."""

    rows_read: int = 0
    #: at most how many rows there are
    row_estimate: int = 0
    refused: list[Remark] = field(default_factory=list)
    skipped: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    #: lines that gave only a percentage
    inferred: list[Place] = field(default_factory=list)
    #: the names of the sheets, in their order
    sheets: list[str] = field(default_factory=list)

    def in_order(self, remarks: list[Remark]) -> list[Remark]:
        """The remarks in the order of the file."""
        order = {sheet: at for at, sheet in enumerate(self.sheets)}
        return sorted(remarks, key=lambda one: (order[one.place.sheet], one.place.line))


def read_entries(table: Table, units: Units, assumed: Assumed, reading: Reading) -> Iterator[Entry]:
    """Every line of every sheet that says that somebody took part; the others go to `reading`.

    Raises:
        TableError: no sheet can be used, or the file breaks off.
    """
    sheets = table.sheets(COLUMNS)
    if all(sheet.problem for sheet in sheets) and sheets[0].problem:
        raise sheets[0].problem
    reading.row_estimate = sum(sheet.row_estimate for sheet in sheets)
    has_sheets = table.format != "csv"
    for sheet in sheets:
        reading.sheets.append(sheet.name if has_sheets else "")
        reader = _SheetReader(sheet, reading.sheets[-1], units, assumed)
        yield from reader.entries(reading)


class _SheetReader:
    """One sheet, and how its rows become entries."""

    def __init__(self, table: SheetTable, name: str, units: Units, assumed: Assumed) -> None:
        self._table = table
        self._name = name
        self._units = units
        self._assumed = assumed
        self._home = units.titled(table.title, name) or units.alone
        headings = table.headings
        self._order: NameOrder | None = name_order(headings.get("full_name", ""))
        self._has_two_columns = {"first_name", "last_name"} <= headings.keys()
        self._has_name = self._has_two_columns or "full_name" in headings
        self._result_heading = headings.get("result", "")

    def entries(self, reading: Reading) -> Iterator[Entry]:
        if self._table.problem is not None:
            problem = self._table.problem
            data = {key: _plain(value) for key, value in problem.data.items() if key != "fields"}
            place = Place(self._name, max(1, self._table.header_line))
            reading.refused.append(Remark(place, problem.code, data))
            return
        for row in self._table.rows():
            reading.rows_read += 1
            place = Place(self._name, row.line)
            try:
                entry = self._entry(row, place, reading)
            except BadValue as error:
                data = {"field": error.field, "value": error.value}
                reading.refused.append(Remark(place, error.code, data))
            except Refused as refused:
                reading.refused.append(Remark(place, refused.code, refused.data))
            else:
                if entry is not None:
                    yield entry

    def _entry(self, row: Row, place: Place, reading: Reading) -> Entry | None:
        """The row as an entry; None if it says that the person was absent.

        Raises:
            BadValue, Refused: it cannot be used.
        """
        email, name = row.email("email"), self._listed_name(row)
        if not email and name is None:
            raise Refused("person_missing")
        result = self._result(row)
        if result.outcome is Outcome.ABSENT:
            who = name.shown if name else email
            reading.skipped.append(Remark(place, "absent", {"name": who}))
            return None
        if result.is_inferred:
            reading.inferred.append(place)
        unit, unknown_unit = self._unit(row)
        return Entry(
            place=place,
            email=email,
            name=name,
            unit=unit,
            unknown_unit=unknown_unit,
            training=row.text("training"),
            completed_on=self._day(row),
            result=result,
        )

    def _listed_name(self, row: Row) -> ListedName | None:
        if not self._has_name:
            return None
        if self._has_two_columns:
            first_name = row.text("first_name", max_length=_MAX_NAME_LENGTH)
            last_name = row.text("last_name", max_length=_MAX_NAME_LENGTH)
            return name_in_two_columns(first_name, last_name)
        return name_in_one_column(row.text("full_name", max_length=_MAX_NAME_LENGTH), self._order)

    def _result(self, row: Row) -> Result:
        score = parse_score(row.cells.get("score", ""))
        if not row.has("result") and score is None:
            return Result(Outcome.PASSED)  # to be on the list confirms that one took part
        result = parse_result(row.cells.get("result", ""), self._result_heading, score)
        if result is None:
            raise Refused("result_missing")
        return result

    def _unit(self, row: Row) -> tuple[UnitFacts | None, str]:
        name, rspo = row.text("unit"), row.text("rspo")
        try:
            found = self._units.named(rspo, name)
        except Refused:
            return None, name or rspo
        return (found.unit if found else self._home), ""

    def _day(self, row: Row) -> date:
        day = row.date("completed_on") or self._assumed.completed_on
        if day is None:
            raise Refused("day_missing")
        if day > self._assumed.today:
            raise Refused("day_in_future", day=day.isoformat())
        if day < FIRST_DAY:
            raise Refused("day_too_early", day=day.isoformat())
        return day


def _plain(value: str | int | list[str]) -> str | int:
    return ", ".join(value) if isinstance(value, list) else value
