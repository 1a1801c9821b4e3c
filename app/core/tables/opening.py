"""From an uploaded file to a table, whatever the file calls itself."""

import io
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO, Literal, Self, cast

from app.core.tables.archives import check_archive
from app.core.tables.columns import Columns
from app.core.tables.delimited import DelimitedGrid
from app.core.tables.encodings import marked_encoding
from app.core.tables.errors import TableError
from app.core.tables.grids import Grid
from app.core.tables.legacy import legacy_sheets
from app.core.tables.sheets import SheetTable, sheet_table
from app.core.tables.workbooks import visible_sheets

MAX_BYTES = 30 * 1024 * 1024

_SPOOLED_BYTES = 1 << 20
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "rar"),
    (b"{\\rtf", "rtf"),
)
_MARKUP = ((b"<html", "html"), (b"<!doctype", "html"), (b"<table", "html"), (b"<?xml", "xml"))
_CONTROL = bytes(set(range(32)) - set(b"\t\r\n\0")) + b"\x7f"
_CONTROL_PERCENT = 10  # of the first bytes, above which a file is no text

Format = Literal["csv", "xlsx", "xls"]


@dataclass(frozen=True, slots=True)
class Table:
    """An opened file. Close it, or use it in ``with``; rows are read from the file while iterating.

    ``encoding`` and ``separator`` are empty for Excel.
    """

    filename: str
    format: Format
    size_bytes: int
    grids: tuple[Grid, ...]
    encoding: str = ""
    separator: str = ""
    resources: ExitStack = field(default_factory=ExitStack, repr=False)

    def sheets(self, columns: Columns) -> tuple[SheetTable, ...]:
        """The visible sheets that hold any text, each with its header found or with its problem.

        Raises:
            TableError: ``no_rows`` when there is no such sheet, ``too_many_columns``, or as for
            rows.
        """
        tables = tuple(sheet_table(grid, columns) for grid in self.grids if _says_something(grid))
        if not tables:
            raise TableError("no_rows")
        return tables

    def close(self) -> None:
        """Let go of what this table opened; a stream handed in stays open."""
        self.resources.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_table(
    source: Path | IO[bytes], filename: str = "", *, max_bytes: int = MAX_BYTES
) -> Table:
    """The table in a file or a binary stream, read by its content; the name serves messages only.

    Raises:
        TableError: ``empty``, ``too_large``, ``wrong_type``, ``broken``, ``encrypted``,
        ``undecodable``,
            ``unsafe_archive``, ``unpacks_too_large``, ``sheet_too_large`` or ``bad_separator``.
    """
    with ExitStack() as resources:
        file = _seekable(source, resources, max_bytes)
        size = file.seek(0, io.SEEK_END)
        if size == 0:
            raise TableError("empty")
        if size > max_bytes:
            raise TableError("too_large", limit=max_bytes, size=size)
        name = filename or (source.name if isinstance(source, Path) else "")
        table = _read(file, Path(name).name, size, resources)
        table.resources.push(resources.pop_all())
    return table


def _seekable(source: Path | IO[bytes], resources: ExitStack, max_bytes: int) -> BinaryIO:
    if isinstance(source, Path):
        return resources.enter_context(source.open("rb"))
    if source.seekable():
        return cast("BinaryIO", source)
    spool = tempfile.SpooledTemporaryFile(_SPOOLED_BYTES)  # noqa: SIM115  closed with the table
    resources.enter_context(spool)
    left = max_bytes + 1
    while left > 0 and (piece := source.read(min(left, _SPOOLED_BYTES))):
        spool.write(piece)
        left -= len(piece)
    return cast("BinaryIO", spool)


def _read(file: BinaryIO, filename: str, size: int, resources: ExitStack) -> Table:
    file.seek(0)
    head = file.read(4096)
    if head.startswith(_ZIP):
        check_archive(file)
        return Table(filename, "xlsx", size, visible_sheets(file))
    if head.startswith(_OLE):
        _check_compound(file)
        return Table(filename, "xls", size, legacy_sheets(file, resources))
    _check_text(head)
    grid = DelimitedGrid(file, filename)
    return Table(filename, "csv", size, (grid,), grid.encoding, grid.separator)


def _check_compound(file: BinaryIO) -> None:
    """Old Office files share one container; the names of the streams inside tell them apart."""
    file.seek(0)
    content = file.read()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise TableError("encrypted")
    if "WordDocument".encode("utf-16-le") in content:
        raise TableError("wrong_type", kind="doc")


def _check_text(head: bytes) -> None:
    kind = next((kind for magic, kind in _OTHER_KINDS if head.startswith(magic)), None)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    kind = kind or next((kind for tag, kind in _MARKUP if start.startswith(tag)), None)
    is_wide = (marked_encoding(head) or "").startswith("utf-16")
    controls = 0 if is_wide else len(head) - len(head.translate(None, _CONTROL))
    if kind or controls * 100 > len(head) * _CONTROL_PERCENT:
        raise TableError("wrong_type", kind=kind or "binary")


def _says_something(grid: Grid) -> bool:
    return any(str(cell).strip() for _, cells in grid.records() for cell in cells)
