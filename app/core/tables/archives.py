"""Whether an Excel file, which is a zip of XML, is safe to open."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO
from xml.parsers import expat

from app.core.tables.errors import TableError

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_RATIO = 200
MAX_MEMBERS = 2_000
#: a worksheet is held as one rectangle, from its first corner to the last cell in use
MAX_CELLS = 5_000_000

_ALWAYS_FINE_BYTES = 20 * 1024 * 1024  # unpacks without a look at the ratio
_CHUNK_BYTES = 1 << 18
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_OTHER_KINDS = (
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("xl/workbook.bin", "xlsb"),
    ("content.xml", "ods"),
)


def check_archive(file: BinaryIO) -> None:
    """Nothing happens when the file is a workbook that opens in bounded memory.

    Every XML part is read once: its true size, its checksum, and the rectangle its cells span.

    Raises:
        TableError: ``broken``, ``encrypted``, ``wrong_type``, ``unsafe_archive``,
        ``unpacks_too_large``
            or ``sheet_too_large``.
    """
    file.seek(0)
    with _damage_reported(), zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        _check_names(members)
        _check_sizes(members)
        _check_kind({_normal(member.filename) for member in members})
        for member in members:
            with archive.open(member) as part:
                _check_part(part, member.filename)


@contextmanager
def _damage_reported() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise TableError("broken") from error
    except (expat.ExpatError, LookupError, UnicodeError, RuntimeError, ValueError) as error:
        raise TableError("broken") from error


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 0x1 for member in members):
        raise TableError("encrypted")
    seen: set[str] = set()
    for name in (_normal(member.filename) for member in members):
        is_outside = name.startswith("/") or ":" in name or ".." in name.split("/")
        if is_outside or name.casefold() in seen or len(seen) >= MAX_MEMBERS:
            raise TableError("unsafe_archive", name=name[:200])
        seen.add(name.casefold())


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    is_bomb = unpacked > _ALWAYS_FINE_BYTES and unpacked > packed * MAX_RATIO
    if is_bomb or unpacked > MAX_UNPACKED_BYTES:
        raise TableError("unpacks_too_large", size=unpacked)


def _check_kind(names: set[str]) -> None:
    lowered = {name.lower() for name in names}
    for part, kind in _OTHER_KINDS:
        if part in lowered:
            raise TableError("wrong_type", kind=kind)
    if "[content_types].xml" not in lowered or not any(n.startswith("xl/") for n in lowered):
        raise TableError("wrong_type", kind="zip")


def _check_part(part: IO[bytes], name: str) -> None:
    """Read the part to its end when it is XML, whatever it is called."""
    head = part.read(_CHUNK_BYTES)
    if not head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        return
    extent = _Extent(name)
    while head:
        extent.feed(head)
        head = part.read(_CHUNK_BYTES)
    extent.finish()


class _Extent:
    """Follows the cells of a worksheet and stops when their rectangle grows too large."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._row = self._column = 0
        self._last_row = self._last_column = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype

    def feed(self, data: bytes) -> None:
        self._parser.Parse(data, False)

    def finish(self) -> None:
        self._parser.Parse(b"", True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        element = tag.rpartition(" ")[2]
        if element in ("v", "is", "f"):
            self._grow()
        elif element == "c":
            self._enter_cell(attributes.get("r", ""))
        elif element == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0

    def _enter_cell(self, reference: str) -> None:
        match = _REFERENCE.fullmatch(reference)
        self._column += 1
        if match:
            self._column, self._row = _column_number(match[1]), int(match[2])

    def _grow(self) -> None:
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        if self._last_row * self._last_column > MAX_CELLS:
            raise TableError("sheet_too_large", limit=MAX_CELLS)

    def _refuse_doctype(self, *_: object) -> None:
        raise TableError("unsafe_archive", name=self._name[:200])


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _normal(name: str) -> str:
    return name.replace("\\", "/")
