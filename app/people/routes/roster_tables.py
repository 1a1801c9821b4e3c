"""The lists of an import as files to take away, and a staff list to begin with."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core.imports import FileImport
from app.people.roster.columns import COLUMNS
from app.people.wording.roster import field_name, field_value
from app.people.wording.roster_remarks import remark
from app.web.downloads import TABLE_FORMATS, Value, csv_response
from app.web.import_lists import read_list

Item = Mapping[str, Any]
_SAMPLE_FIELDS = (
    *("first_name", "last_name", "email", "unit", "rspo", "post", "fte"),
    *("started_on", "ended_on", "absence_from", "absence_to"),
)
_SAMPLE_ROWS: tuple[tuple[Value, ...], ...] = (
    (
        *("Anna", "Nowak", "anna.nowak@szkola.example", "Szkoła Podstawowa nr 1", 123456),
        *("nauczyciel", Decimal("0.72"), date(2019, 9, 1), None, None, None),
    ),
    (
        *("Jan", "Kowalski", "jan.kowalski@szkola.example", "Szkoła Podstawowa nr 1", 123456),
        *("pedagog", 1, date(2021, 9, 1), date(2027, 8, 31), date(2026, 10, 1), date(2026, 12, 31)),
    ),
)


def list_table(file_import: FileImport, name: str, ending: str) -> Response:
    """Everything in one of the lists of the import."""
    headers, rows_of = _TABLES[name]
    items = read_list(file_import.id, name)
    rows = (row for item in items for row in rows_of(item))
    return TABLE_FORMATS[ending](_NAMES[name](), headers(), rows)


def sample_list() -> Response:
    """A small staff list with every column, to be filled in."""
    labels = {column.field: column.label for column in COLUMNS}
    headers = [labels[field] for field in _SAMPLE_FIELDS]
    return csv_response(_("staff-list"), headers, _SAMPLE_ROWS)


def _place_headers() -> list[str]:
    return [_("Sheet"), _("Line")]


def _who_headers() -> list[str]:
    return [*_place_headers(), _("First name and surname"), _("E-mail"), _("Unit"), _("Post")]


def _who(item: Item) -> list[Value]:
    who = [item["sheet"], item["line"], item["name"], item["email"]]
    return [*who, item.get("unit", ""), item.get("post", "")]


def _changed_rows(item: Item) -> Iterable[list[Value]]:
    for field, (before, after) in item["fields"].items():
        was = "" if item["is_new"] else field_value(field, before)
        yield [*_who(item), field_name(field), was, field_value(field, after)]


def _new_rows(item: Item) -> Iterable[list[Value]]:
    days = (item["started_on"], item["ended_on"])
    first, last = (date.fromisoformat(day) if day else None for day in days)
    yield [*_who(item), Decimal(item["fte"]), first, last]


def _remark_rows(item: Item) -> Iterable[list[Value]]:
    yield [item["sheet"], item["line"], remark(item)]


def _missing_rows(item: Item) -> Iterable[list[Value]]:
    since = date.fromisoformat(item["started_on"])
    yield [item["name"], item["email"], item["unit"], item["post"], since]


_TABLES: Mapping[str, tuple[Callable[[], list[str]], Callable[[Item], Iterable[list[Value]]]]] = {
    "changed": (
        lambda: [*_who_headers(), _("What"), _("Now"), _("After the import")],
        _changed_rows,
    ),
    "new": (
        lambda: [*_who_headers(), _("Share of full time"), _("First day"), _("Last day")],
        _new_rows,
    ),
    "refused": (lambda: [*_place_headers(), _("Reason")], _remark_rows),
    "warnings": (lambda: [*_place_headers(), _("Warning")], _remark_rows),
    "not_in_file": (
        lambda: [_("First name and surname"), _("E-mail"), _("Unit"), _("Post"), _("First day")],
        _missing_rows,
    ),
}
_NAMES: Mapping[str, Callable[[], str]] = {
    "changed": lambda: _("changes"),
    "new": lambda: _("new-employments"),
    "refused": lambda: _("refused-lines"),
    "warnings": lambda: _("warnings"),
    "not_in_file": lambda: _("not-in-the-list"),
}
