"""A ZIP that is written file by file. The same files give the same bytes, whenever it is written.

Names are plain ASCII and lead nowhere but into the folder that it is unpacked to.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import IO, Any

from app.core import clock

MANIFEST = "manifest.json"
FORMAT = "kadra-evidence/1"

_SAFE = re.compile(r"(?:[a-z]+/)?[A-Za-z0-9][A-Za-z0-9._-]*")
_FIRST_YEAR_OF_ZIP = 1980
_READABLE = 0o644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the pack, in pieces."""

    name: str
    pieces: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the manifest names it; `bytes` is its length."""

    name: str
    bytes: int
    sha256: str


def write_archive(
    output: IO[bytes], entries: Iterable[Entry], about: Mapping[str, Any], at: datetime
) -> None:
    """The ZIP with these entries, and last a manifest of them that says what it is `about`.

    All files bear the time `at`. One entry is in memory at a time, and of it a piece.

    Raises:
        ValueError: a name is not safe, or stands twice.
    """
    listed: dict[str, Listed] = {}
    with zipfile.ZipFile(output, "w") as archive:
        for entry in entries:
            if entry.name in listed or entry.name == MANIFEST:
                raise ValueError(f"two files are called {entry.name}")
            listed[entry.name] = _write(archive, entry, at)
        manifest = _manifest(listed.values(), about)
        _write(archive, Entry(MANIFEST, [manifest]), at)


def _write(archive: zipfile.ZipFile, entry: Entry, at: datetime) -> Listed:
    if not _SAFE.fullmatch(entry.name):
        raise ValueError(f"{entry.name!r} is no name for a file of a pack")
    size, digest = 0, hashlib.sha256()
    with archive.open(_info(entry.name, at), "w") as file:
        for piece in entry.pieces:
            file.write(piece)
            size += len(piece)
            digest.update(piece)
    return Listed(entry.name, size, digest.hexdigest())


def _info(name: str, at: datetime) -> zipfile.ZipInfo:
    local = clock.local(at)
    year = max(local.year, _FIRST_YEAR_OF_ZIP)
    moment = (year, local.month, local.day, local.hour, local.minute, local.second)
    info = zipfile.ZipInfo(name, moment)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = _UNIX, _READABLE
    return info


def _manifest(listed: Iterable[Listed], about: Mapping[str, Any]) -> bytes:
    files = sorted((asdict(one) for one in listed), key=lambda one: one["name"])
    document = {"format": FORMAT, "publication": about, "files": files}
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()
