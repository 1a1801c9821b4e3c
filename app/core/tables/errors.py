"""What can be wrong with a table or with one value; translations go by the codes."""

#: why a file or a sheet cannot be read; the braces name the particulars in ``TableError.data``
TABLE_MESSAGES = {
    "bad_separator": "The first line declares an unknown separator: {separator}",
    "broken": "The file is damaged or incomplete and cannot be opened.",
    "cell_too_long": "A cell in line {line} is longer than {limit} characters.",
    "columns_duplicate": "{sheet}: more than one column means the same: {headers}.",
    "columns_missing": "{sheet}: line {line} lacks {missing}; it has {found}.",
    "empty": "The file is empty.",
    "encrypted": "The file is protected with a password.",
    "header_not_found": "{sheet}: no header in the first {searched} rows; expected {missing}.",
    "no_rows": "The file has no visible sheet with any text.",
    "sheet_too_large": "The sheets span more than {limit} cells.",
    "too_large": "The file is larger than {limit} bytes.",
    "too_many_columns": "{sheet}: line {line} has more than {limit} columns.",
    "unclosed_quote": "The quotation mark opened in line {line} is never closed.",
    "undecodable": "The letters in line {line} are in no known Polish encoding.",
    "unpacks_too_large": "The file unpacks to more than is reasonable ({size} bytes).",
    "unsafe_archive": "The file contains a suspicious name: {name}.",
    "wrong_type": "The file is neither CSV nor Excel ({kind}).",
}

#: why one value cannot be used
VALUE_MESSAGES = {
    "date_format": "is not a date like 2026-03-04 or 04.03.2026",
    "date_impossible": "is a day that does not exist",
    "date_month_first": "seems to have the month before the day",
    "date_range": "is not between 1900 and 2100",
    "email": "is not an e-mail address",
    "email_several": "holds more than one e-mail address",
    "formula": "begins like a formula",
    "fraction": "is a fraction; write a decimal number",
    "name_single": "is one word where a first name and a surname are expected",
    "number_format": "is not a number like 0,72",
    "number_is_date": "is a date where a number is expected",
    "row_too_long": "has more cells than the header has columns",
    "too_long": "is too long",
    "unreadable": "contains letters that were lost when the file was saved",
}

SHOWN_VALUE_LENGTH = 80


class TableError(Exception):
    """The file, a sheet or a line cannot be read.

    ``code`` is a key of ``TABLE_MESSAGES``; ``data`` holds plain values fit for JSON.
    The text is English, for the command line; screens translate the code.
    """

    def __init__(self, code: str, **data: str | int | list[str]) -> None:
        self.code = code
        self.data = data
        words = {key: _in_words(value) for key, value in data.items()}
        super().__init__(TABLE_MESSAGES[code].format(**words))


class BadValue(ValueError):
    """One value cannot be used.

    ``code`` is a key of ``VALUE_MESSAGES``; ``value`` is what stood there, shortened for a report;
    ``field`` is the declared column, empty outside of a row.
    """

    def __init__(self, code: str, value: object, field: str = "") -> None:
        self.code = code
        self.value = str(value)[:SHOWN_VALUE_LENGTH]
        self.field = field
        super().__init__(f"{field} {self.value!r} {VALUE_MESSAGES[code]}".strip())

    def at(self, field: str) -> "BadValue":
        """The same complaint, saying which column it is about."""
        return BadValue(self.code, self.value, field)


def _in_words(value: str | int | list[str]) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
