"""From the rows of a file to lines that are understood, grouped by person."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.core.tables.errors import BadValue, TableError
from app.core.tables.names import NameOrder, name_order, split_full_name
from app.core.tables.opening import Table
from app.core.tables.rows import Row
from app.core.tables.sheets import SheetTable
from app.people.roster.columns import COLUMNS, TOLD_WHEN_ABSENT
from app.people.roster.facts import Data, Line, Name, Place, Refused, Remark
from app.people.roster.places import UnitFacts, Units
from app.people.roster.posts import Posts

MAX_FTE = 2
MAX_NAME_LENGTH = 100
MAX_POST_LENGTH = 120

_FTE_STEP = Decimal("0.001")
_SHOWN_HEADERS = 50
_REPORT_EVERY_ROWS = 500


@dataclass(slots=True)
class Reading:
    """What a file says: lines by e-mail in the order of the file, and what could not be used."""

    people: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    refusals: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    #: addresses on refused lines: nothing can be concluded from their absence
    doubtful_emails: set[str] = field(default_factory=set)
    rows_read: int = 0
    #: how each sheet was understood, as plain values for the page
    sheets: list[dict[str, Any]] = field(default_factory=list)


def read_lines(
    table: Table, units: Units, posts: Posts, report: Callable[[int, int], None]
) -> Reading:
    """Every row of every sheet, understood or refused.

    Raises:
        TableError: no sheet can be used, or the file breaks off.
    """
    sheets = table.sheets(COLUMNS)
    if all(sheet.problem for sheet in sheets) and sheets[0].problem:
        raise sheets[0].problem
    reading = Reading()
    total = sum(sheet.row_estimate for sheet in sheets)
    has_sheets = table.format != "csv"
    for sheet in sheets:
        known_as = sheet.name if has_sheets else ""
        _read_sheet(
            _Sheet(sheet, known_as, units, posts), reading, lambda done: report(done, total)
        )
    return reading


def _read_sheet(sheet: "_Sheet", reading: Reading, report: Callable[[int], None]) -> None:
    reading.sheets.append(sheet.summary())
    refusal = sheet.refusal()
    if refusal is not None:
        reading.refusals.append(refusal)
        return
    for row in sheet.table.rows():
        reading.rows_read += 1
        if reading.rows_read % _REPORT_EVERY_ROWS == 0:
            report(reading.rows_read)
        try:
            line = sheet.line(row, reading.warnings)
            reading.people[line.email].append(line)
        except BadValue as error:
            data = {"field": error.field, "value": error.value}
            _refuse(row, sheet, Refused(error.code, **data), reading)
        except Refused as refused:
            _refuse(row, sheet, refused, reading)


def _refuse(row: Row, sheet: "_Sheet", refused: Refused, reading: Reading) -> None:
    reading.refusals.append(Remark(Place(sheet.name, row.line), refused.code, refused.data))
    try:
        reading.doubtful_emails.add(row.email("email"))
    except BadValue:
        return


class _Sheet:
    """One sheet, and how its rows become lines."""

    def __init__(self, table: SheetTable, name: str, units: Units, posts: Posts) -> None:
        self.table = table
        self.name = name
        self._units = units
        self._posts = posts
        self._titled = units.titled(table.title, name)
        self._order: NameOrder = name_order(table.headings.get("full_name", "")) or "last_first"
        self._has_both_names = {"first_name", "last_name"} <= table.headings.keys()
        self._says_end = "ended_on" in table.headings
        self._says_absence_end = "absence_to" in table.headings

    def summary(self) -> dict[str, Any]:
        """How the sheet was understood."""
        return {
            "sheet": self.name,
            "unit": self._titled.name if self._titled else "",
            "headings": self.table.headings,
            "ignored": list(self.table.ignored[:_SHOWN_HEADERS]),
            "absent": [one for one in TOLD_WHEN_ABSENT if one not in self.table.headings],
        }

    def refusal(self) -> Remark | None:
        """Why no row of the sheet can be used."""
        problem: TableError | None = self.table.problem
        if problem is not None:
            place = Place(self.name, max(1, self.table.header_line))
            data = {key: _plain(value) for key, value in problem.data.items() if key != "fields"}
            return Remark(place, problem.code, data)
        names_unit = {"unit", "rspo"} & self.table.headings.keys()
        if names_unit or self._titled or self._units.alone:
            return None
        title = self.table.title.partition("\n")[0]
        place = Place(self.name, self.table.header_line)
        return Remark(place, "sheet_without_unit", {"title": title or self.name})

    def line(self, row: Row, warnings: list[Remark]) -> Line:
        """The row as a line.

        Raises:
            BadValue, Refused: it cannot be used.
        """
        place = Place(self.name, row.line)
        email = row.email("email")
        if not email:
            raise Refused("email_missing")
        started_on, ended_on = row.date("started_on"), row.date("ended_on")
        if started_on and ended_on and ended_on < started_on:
            data = {"started_on": started_on.isoformat(), "ended_on": ended_on.isoformat()}
            raise Refused("ends_before_start", **data)
        absence_from, absence_to = row.date("absence_from"), row.date("absence_to")
        if absence_to and not absence_from:
            raise Refused("absence_without_start", ended_on=absence_to.isoformat())
        if absence_from and absence_to and absence_to < absence_from:
            data = {"started_on": absence_from.isoformat(), "ended_on": absence_to.isoformat()}
            raise Refused("absence_ends_before_start", **data)
        return Line(
            place=place,
            email=email,
            name=self._name(row),
            unit_id=self._unit(row, place, warnings).id,
            fte=_fte(row),
            started_on=started_on,
            ended_on=ended_on,
            absence_from=absence_from,
            absence_to=absence_to,
            says_end=self._says_end,
            says_absence_end=self._says_absence_end,
            post_id=self._posts.id_of(row.text("post", max_length=MAX_POST_LENGTH), place),
        )

    def _name(self, row: Row) -> Name:
        if self._has_both_names:
            first_name = row.text("first_name", max_length=MAX_NAME_LENGTH)
            last_name = row.text("last_name", max_length=MAX_NAME_LENGTH)
            if not first_name or not last_name:
                raise Refused("name_missing")
            return Name(first_name, last_name)
        text = row.text("full_name", max_length=MAX_NAME_LENGTH)
        if not text:
            raise Refused("name_missing")
        try:
            full = split_full_name(text, self._order)
        except BadValue as error:
            raise error.at("full_name") from None
        return Name(full.first_name, full.last_name, is_split=True, is_guess=not full.is_certain)

    def _unit(self, row: Row, place: Place, warnings: list[Remark]) -> UnitFacts:
        name = row.text("unit")
        found = self._units.named(row.text("rspo"), name)
        if found is None:
            unit = self._titled or self._units.alone
            if unit is None:
                raise Refused("unit_missing")
            return unit
        if found.is_contradicted:
            data: Data = {"unit": found.unit.name, "rspo": found.unit.rspo or 0, "name": name}
            warnings.append(Remark(place, "unit_contradicted", data))
        return found.unit


def _fte(row: Row) -> Decimal | None:
    fte = row.decimal("fte")
    if fte is None:
        return None
    rounded = fte.quantize(_FTE_STEP)
    if not 0 < rounded <= MAX_FTE:
        raise Refused("fte_range", value=str(row.cells["fte"]))
    return rounded


def _plain(value: str | int | list[str]) -> str | int:
    return ", ".join(value) if isinstance(value, list) else value


def batches(people: dict[str, list[Line]], size: int) -> Iterator[dict[str, list[Line]]]:
    """The people in portions of `size`, in the order of the file."""
    portion: dict[str, list[Line]] = {}
    for email, lines in people.items():
        portion[email] = lines
        if len(portion) == size:
            yield portion
            portion = {}
    if portion:
        yield portion
