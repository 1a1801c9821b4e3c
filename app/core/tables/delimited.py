"""CSV, however it was saved."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from app.core.tables.cells import Cell
from app.core.tables.encodings import encoding_of
from app.core.tables.errors import TableError

SEPARATORS = ";,\t|"
MAX_LINE_LENGTH = 1_000_000

_SAMPLE_CHARACTERS, _SAMPLE_LINES = 65_536, 20
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"(?:[^"]|"")*"?')
_DECLARATION = re.compile(r'"?sep=(.)"?([;,\t|]*)', re.IGNORECASE)


class DelimitedGrid:
    """The only sheet of a CSV file; reads the file piecemeal, from any number of places at once.

    Raises:
        TableError: ``undecodable`` or ``bad_separator``.
    """

    is_delimited = True

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self.name = name
        self.encoding = encoding_of(file)
        sample = self._text().read(_SAMPLE_CHARACTERS).replace("\0", "")
        declared = _declared_separator(sample)
        self._skipped_lines = 1 if declared else 0
        self.separator = declared or _likely_separator(sample)

    @property
    def line_count(self) -> int:
        """The number of line breaks in the file, give or take the last."""
        text = self._text()
        return sum(1 for _ in text)

    def records(self) -> Iterator[tuple[int, list[Cell]]]:
        """Every record with the line of the file in which it starts.

        Raises:
            TableError: ``cell_too_long`` or ``unclosed_quote``, while iterating.
        """
        lines = _Lines(self._text())
        for _ in range(self._skipped_lines):
            next(lines)
        reader = csv.reader(lines, delimiter=self.separator)
        while (record := self._next_record(reader, lines)) is not None:
            yield record

    def _next_record(
        self, reader: Iterator[list[str]], lines: "_Lines"
    ) -> tuple[int, list[Cell]] | None:
        start = lines.number + 1
        lines.taken.clear()
        try:
            cells: list[Cell] = [*next(reader)]
        except StopIteration:
            return None
        except csv.Error:
            raise TableError("cell_too_long", line=start, limit=csv.field_size_limit()) from None
        if lines.is_exhausted or (len(lines.taken) > 1 and self._is_torn(lines.taken)):
            raise TableError("unclosed_quote", line=start)
        return start, cells

    def _is_torn(self, lines: list[str]) -> bool:
        """Whether lines were joined by a stray quotation mark, not by a quoted cell."""
        try:
            list(csv.reader(lines, delimiter=self.separator, strict=True))
        except csv.Error:
            return True
        return False

    def _text(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(
            io.BufferedReader(_Window(self._file), 1 << 16),
            encoding=self.encoding,
            errors="replace",
            newline="",
        )


class _Window(io.RawIOBase):
    """A reader with a place of its own in a shared file; closing it leaves the file open."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self._file.seek(self._at)
        piece = self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


class _Lines:
    """Physical lines for the CSV reader: counted, remembered per record, without zero bytes."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.number = 0
        self.taken: list[str] = []
        self.is_exhausted = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(MAX_LINE_LENGTH + 1)
        if not line:
            self.is_exhausted = True
            raise StopIteration
        self.number += 1
        if len(line) > MAX_LINE_LENGTH:
            raise TableError("cell_too_long", line=self.number, limit=MAX_LINE_LENGTH)
        line = line.replace("\0", "")
        self.taken.append(line)
        return line


def _declared_separator(sample: str) -> str | None:
    match = _DECLARATION.fullmatch(_LINE_BREAK.split(sample, maxsplit=1)[0])
    if not match:
        return None
    if match[1] not in SEPARATORS:
        raise TableError("bad_separator", separator=match[1])
    return match[1]


def _likely_separator(sample: str) -> str:
    """The mark that parts most lines into equally many cells; the semicolon when none does."""
    lines = _LINE_BREAK.split(_QUOTED.sub("", sample))[:_SAMPLE_LINES]
    return max(SEPARATORS, key=lambda mark: _regularity(line.count(mark) for line in lines))


def _regularity(counts: Iterator[int]) -> int:
    frequencies = Counter(count for count in counts if count)
    return max((count * lines for count, lines in frequencies.items()), default=0)
