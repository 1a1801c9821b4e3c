"""Why an uploaded table, or one value in it, cannot be used, in sentences."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.web.languages import number

Data = Mapping[str, Any]

_MEGABYTE = 1024 * 1024


def file_sentence(code: str, data: Data) -> str:
    """Why the file or a sheet cannot be read, and what to do (see `TableError`)."""
    return _FILE[code](data)


def value_sentence(code: str, column: str, value: str) -> str:
    """Why the value in this column cannot be used, and what to do (see `BadValue`)."""
    return _VALUE[code]({"column": column, "value": value})


def _wrong_type(data: Data) -> str:
    return _(
        "This is not a table but another kind of file (%(kind)s)."
        " Save the list as CSV or as an Excel workbook, and send that.",
        kind=data["kind"],
    )


def _columns_missing(data: Data) -> str:
    return _(
        "The header in line %(line)s lacks a column: %(missing)s. It has: %(found)s."
        " Add the column, or give it that name, and send the file again.",
        line=data["line"],
        missing=_list(data["missing"]),
        found=_list(data["found"]),
    )


def _header_not_found(data: Data) -> str:
    return ngettext(
        "There is no header in the first %(num)s row. Columns are found by their names,"
        " such as %(missing)s. Write them above the list.",
        "There is no header in the first %(num)s rows. Columns are found by their names,"
        " such as %(missing)s. Write them above the list.",
        data["searched"],
        missing=_list(data["missing"]),
    )


def _undecodable(data: Data) -> str:
    return _(
        "The letters in line %(line)s cannot be read. Save the file as “CSV UTF-8”"
        " or as an Excel workbook, and send that.",
        line=data["line"],
    )


def _list(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


_FILE: Mapping[str, Callable[[Data], str]] = {
    "bad_separator": lambda data: _(
        "The first line declares a separator that is not used for lists: %(separator)s."
        " Save the file again with semicolons.",
        separator=data["separator"],
    ),
    "broken": lambda _data: _(
        "The file is damaged or incomplete and cannot be opened. Open it in Excel, save it again,"
        " and send the new file."
    ),
    "cell_too_long": lambda data: _(
        "A cell in line %(line)s is longer than %(limit)s characters. Probably a quotation mark"
        " before it is never closed.",
        line=data["line"],
        limit=number(data["limit"]),
    ),
    "columns_duplicate": lambda data: _(
        "Several columns mean the same: %(headers)s. Keep one of them, and send the file again.",
        headers=_list(data["headers"]),
    ),
    "columns_missing": _columns_missing,
    "empty": lambda _data: _("The file is empty. Choose another one."),
    "encrypted": lambda _data: _(
        "The file is protected with a password. Save it without one, and send it again."
    ),
    "header_not_found": _header_not_found,
    "no_rows": lambda _data: _("There is no text in the file. Choose another one."),
    "sheet_too_large": lambda data: _(
        "The sheets span more than %(limit)s cells. Divide the list into smaller files.",
        limit=number(data["limit"]),
    ),
    "too_large": lambda data: _(
        "The file is larger than %(limit)s MB. Divide the list into smaller files.",
        limit=number(data["limit"] // _MEGABYTE),
    ),
    "too_many_columns": lambda data: _(
        "Line %(line)s has more than %(limit)s columns. Delete the superfluous ones.",
        line=data["line"],
        limit=number(data["limit"]),
    ),
    "unclosed_quote": lambda data: _(
        "The quotation mark opened in line %(line)s is never closed. Correct that line,"
        " and send the file again.",
        line=data["line"],
    ),
    "undecodable": _undecodable,
    "unpacks_too_large": lambda _data: _(
        "The file unpacks to much more than a list needs, so it was not opened."
        " Copy the list into a new workbook, and send that."
    ),
    "unsafe_archive": lambda _data: _(
        "The file contains parts that a list never has, so it was not opened."
        " Copy the list into a new workbook, and send that."
    ),
    "wrong_type": _wrong_type,
}

_VALUE: Mapping[str, Callable[[Data], str]] = {
    "date_format": lambda data: _(
        "%(column)s: “%(value)s” is not a date. Write it like 04.03.2026.", **data
    ),
    "date_impossible": lambda data: _(
        "%(column)s: “%(value)s” is a day that does not exist. Correct it.", **data
    ),
    "date_month_first": lambda data: _(
        "%(column)s: “%(value)s” seems to have the month before the day. Write it like 04.03.2026.",
        **data,
    ),
    "date_range": lambda data: _(
        "%(column)s: “%(value)s” is not between the years 1900 and 2100. Correct it.", **data
    ),
    "email": lambda data: _(
        "%(column)s: “%(value)s” is not an e-mail address. Correct it.", **data
    ),
    "email_several": lambda data: _(
        "%(column)s: “%(value)s” holds more than one e-mail address. Keep one.", **data
    ),
    "formula": lambda data: _(
        "%(column)s: “%(value)s” begins like a formula. Write the text itself.", **data
    ),
    "fraction": lambda data: _(
        "%(column)s: “%(value)s” is a fraction. Write a decimal number like 0,72.", **data
    ),
    "name_single": lambda data: _(
        "%(column)s: “%(value)s” is one word. Write the surname and the first name.", **data
    ),
    "number_format": lambda data: _(
        "%(column)s: “%(value)s” is not a number like 0,72. Correct it.", **data
    ),
    "number_is_date": lambda data: _(
        "%(column)s: “%(value)s” is a date where a number is expected. Correct it.", **data
    ),
    "row_too_long": lambda data: _(
        "“%(value)s” stands to the right of the last column."
        " Perhaps there is a separator too many.",
        **data,
    ),
    "too_long": lambda data: _("%(column)s: “%(value)s” is too long. Shorten it.", **data),
    "unreadable": lambda data: _(
        "%(column)s: “%(value)s” contains letters that were lost when the file was saved."
        " Type it again.",
        **data,
    ),
}
