"""A program of its own: legacy Excel on standard input, visible sheets as JSON lines on output.

The old format is opened in one piece and can claim any amount of memory, so this runs in a process
that may be killed. It is started by path and imports nothing of the application.
"""

import io
import json
import resource
import sys
from datetime import date, time

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

MAX_MEMORY_BYTES = 1 << 30
MAX_OUTPUT_BYTES = 200 * 1024 * 1024
MAX_SECONDS = 60

EXIT_ENCRYPTED = 3


def main() -> int:
    """Write ``{"sheet": name}`` before the rows of each sheet, and one list per row."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_OUTPUT_BYTES, MAX_OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    except PasswordError:
        return EXIT_ENCRYPTED
    for index, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
            _write({"sheet": sheet.name})
            for row in workbook.get_sheet_by_index(index).iter_rows():
                _write([_plain(cell) for cell in row])
    return 0


def _plain(cell: object) -> object:
    if isinstance(cell, date | time):
        return cell.isoformat()
    return cell if isinstance(cell, str | int | float) else str(cell)


def _write(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")


if __name__ == "__main__":
    sys.exit(main())
