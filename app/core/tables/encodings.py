"""In which encoding a text was written. Nothing is guessed that could turn ł into ³."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from app.core.tables.errors import TableError

_CHUNK_BYTES = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: one byte, one letter; of equals the first is taken
_LEGACY = ("cp1250", "iso8859_2", "cp852")
_ASCII = bytes(range(128))

_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_FOREIGN = frozenset("áäčďéěëíňöőřšťúůüűýžßÁÄČĎÉĚËÍŇÖŐŘŠŤÚŮÜŰÝŽ")
_TYPOGRAPHY = frozenset("„”“’‘‚–—…§°€«»•·±×²³µ®©™\N{NO-BREAK SPACE}\N{SOFT HYPHEN}")
_STRAY_PERCENT = 10  # of letters outside ASCII, tolerated in an otherwise Polish text


def encoding_of(file: BinaryIO) -> str:
    """The Python name of the encoding that reads the whole file without a loss.

    Byte order mark, then the zero bytes of UTF-16, then strict UTF-8, then the Polish one-byte
    encoding whose letters make the most Polish sense.

    Raises:
        TableError: ``undecodable`` with the line of the first byte that is not UTF-8.
    """
    file.seek(0)
    head = file.read(4096)
    marked = marked_encoding(head)
    bad_line = _first_bad_line(file, marked or "utf-8")
    if not bad_line:
        return marked or "utf-8"
    legacy = None if marked else _legacy_encoding(_high_bytes(file))
    if legacy is None:
        raise TableError("undecodable", line=bad_line)
    return legacy


def marked_encoding(head: bytes) -> str | None:
    """The encoding the first bytes give away by a mark or, for UTF-16, by their zeros."""
    return next((name for bom, name in _BOMS if head.startswith(bom)), None) or _utf16(head)


def _utf16(head: bytes) -> str | None:
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd * 4 > len(head) and not even:
        return "utf-16-le"
    return "utf-16-be" if even * 4 > len(head) and not odd else None


def _first_bad_line(file: BinaryIO, encoding: str) -> int:
    """The number of the first line that does not decode, 0 when all do."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    try:
        for chunk in _chunks(file):
            line += _breaks(decoder.decode(chunk))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        before = bytes(error.object[: error.start]).decode(encoding, "ignore")
        return line + _breaks(before)
    return 0


def _breaks(text: str) -> int:
    return len(re.findall(r"\r\n?|\n", text))


def _high_bytes(file: BinaryIO) -> Counter[int]:
    counts: Counter[int] = Counter()
    for chunk in _chunks(file):
        counts.update(chunk.translate(None, _ASCII))
    return counts


def _legacy_encoding(counts: Counter[int]) -> str | None:
    best = max(_LEGACY, key=lambda encoding: _score(counts, encoding))
    polish, foreign, stray = _census(counts, best)
    is_sane = stray * 100 <= counts.total() * _STRAY_PERCENT and foreign <= polish
    return best if is_sane else None


def _score(counts: Counter[int], encoding: str) -> int:
    polish, _, stray = _census(counts, encoding)
    return polish - stray


def _census(counts: Counter[int], encoding: str) -> tuple[int, int, int]:
    """How often Polish letters, letters of neighbours, and things that make no sense occur."""
    polish = foreign = stray = 0
    for byte, count in counts.items():
        letter = bytes([byte]).decode(encoding, "replace")
        if letter in _POLISH:
            polish += count
        elif letter in _FOREIGN:
            foreign += count
        elif letter not in _TYPOGRAPHY:
            stray += count
    return polish, foreign, stray


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK_BYTES):
        yield chunk
