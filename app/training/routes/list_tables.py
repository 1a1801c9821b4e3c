"""The lines of an import as files to take away, and a list of confirmation to begin with."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core.imports import FileImport
from app.training.lists.columns import COLUMNS
from app.training.wording.lists import candidate, doubt, remark
from app.web.downloads import TABLE_FORMATS, Value, csv_response
from app.web.import_lists import read_list

Item = Mapping[str, Any]
_SAMPLE_FIELDS = ("last_name", "first_name", "unit", "email", "completed_on", "result")
_SAMPLE_ROWS: tuple[tuple[Value, ...], ...] = (
    (
        *("Nowak", "Anna", "Szkoła Podstawowa nr 1", "anna.nowak@szkola.example"),
        *(date(2026, 3, 12), "zaliczony"),
    ),
    (
        *("Kowalski", "Jan", "Szkoła Podstawowa nr 1", "jan.kowalski@szkola.example"),
        *(date(2026, 3, 12), "85%"),
    ),
)


def list_table(file_import: FileImport, name: str, ending: str) -> Response:
    """Every line of one of the lists of the import."""
    filename, headers, cells = _TABLES[name]
    rows = ([item["sheet"], item["line"], *cells(item)] for item in read_list(file_import.id, name))
    return TABLE_FORMATS[ending](filename(), [_("Sheet"), _("Line"), *headers()], rows)


def sample_list() -> Response:
    """A small list with every column that helps, to be filled in."""
    labels = {column.field: column.label for column in COLUMNS}
    headers = [labels[field] for field in _SAMPLE_FIELDS]
    return csv_response(_("list-of-confirmation"), headers, _SAMPLE_ROWS)


def _remark_cells(item: Item) -> list[Value]:
    return [remark(item)]


def _doubtful_cells(item: Item) -> list[Value]:
    return [item["name"], doubt(item), "; ".join(map(candidate, item["candidates"]))]


def _new_cells(item: Item) -> list[Value]:
    result = _("Passed") if item["is_passed"] else _("Not passed")
    day = date.fromisoformat(item["completed_on"])
    return [item["name"], item["training"], day, result, item["score_percent"]]


_Table = tuple[Callable[[], str], Callable[[], list[str]], Callable[[Item], Sequence[Value]]]

_TABLES: Mapping[str, _Table] = {
    "new": (
        lambda: _("new-completions"),
        lambda: [_("First name and surname"), _("Training"), _("Date"), _("Result"), _("Percent")],
        _new_cells,
    ),
    "doubtful": (
        lambda: _("doubtful-lines"),
        lambda: [_("First name and surname"), _("Doubt"), _("Who it may be")],
        _doubtful_cells,
    ),
    "skipped": (lambda: _("skipped-lines"), lambda: [_("Reason")], _remark_cells),
    "warnings": (lambda: _("warnings"), lambda: [_("Warning")], _remark_cells),
    "refused": (lambda: _("refused-lines"), lambda: [_("Reason")], _remark_cells),
}
