"""The evidence pack of a published figure: everything that it rests on, in one ZIP.

The same publication gives the same bytes, as long as the address and the version of Kadra are the
same. What a pack holds, and why: docs/decisions/0029-evidence-packs.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from app.coverage.canonical import SNAPSHOT, TABLES
from app.coverage.evidence.archive import Entry, write_archive
from app.coverage.evidence.paper import draw
from app.coverage.models.snapshots import Snapshot
from app.coverage.publication import Publication
from app.coverage.queries.evidence import earlier_publications, files_of_lists
from app.coverage.queries.snapshots import pieces_of
from app.coverage.wording.evidence.guide import guide_of
from app.coverage.wording.evidence.report import report_of
from app.coverage.wording.evidence.sheets import sheets_of
from app.web.downloads import workbook_bytes

GUIDE, REPORT, WORKBOOK, VERIFIER = "CZYTAJ.txt", "raport.pdf", "tabele.xlsx", "verify.py"
PUBLICATION, LISTS = "publikacja", "listy"

_IN_MEMORY = 8 << 20
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Pack:
    """A ZIP that was written: its file, open at the beginning, its length in bytes, its hash."""

    file: IO[bytes]
    size: int
    sha256: str


def pack_of(snapshot: Snapshot, address: str) -> Pack:
    """The pack of the publication, whose page has this address; close its file in the end.

    What does not fit into some megabytes lies in a temporary file.
    """
    found = publication_of(snapshot)
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - whoever asked closes it
    entries = _entries(snapshot, found, address)
    write_archive(file, entries, _about(found), found.published_at)
    size = file.tell()
    return Pack(file, size, digest_of(file))


def report_bytes(snapshot: Snapshot, address: str) -> bytes:
    """The report of the publication as a PDF."""
    earlier = earlier_publications(snapshot)
    return draw(report_of(publication_of(snapshot), earlier, address))


def publication_of(snapshot: Snapshot) -> Publication:
    """What was published."""
    return Publication.read(partial(pieces_of, snapshot))


def file_stem(snapshot: Snapshot) -> str:
    """How files of the publication are called, without what they are: "W9-2026.1-2026-06-30-1"."""
    return f"{snapshot.version.code}-{snapshot.as_of}-{snapshot.number}"


def page_address(base_url: str, snapshot: Snapshot) -> str:
    """Where the page of the publication is, for those who hold a paper."""
    return f"{base_url}/coverage/snapshots/{snapshot.id}"


def _entries(snapshot: Snapshot, found: Publication, address: str) -> Iterator[Entry]:
    yield Entry(GUIDE, [guide_of(found, address)])
    yield Entry(REPORT, [report_bytes(snapshot, address)])
    yield Entry(WORKBOOK, [workbook_bytes(sheets_of(found), found.published_at)])
    yield Entry(VERIFIER, [Path(__file__).with_name("verify.py").read_bytes()])
    for name in (SNAPSHOT, *TABLES):
        yield Entry(f"{PUBLICATION}/{name}", pieces_of(snapshot, name))
    for one in files_of_lists([line.number for line in found.lists()]):
        stem = f"{LISTS}/{one.number.replace('/', '-')}"
        yield Entry(f"{stem}.csv", [one.table])
        yield Entry(f"{stem}.pdf", [one.document])


def _about(found: Publication) -> dict[str, Any]:
    document = found.document
    return {
        "sha256": found.sha256,
        "unit": document["unit"]["name"],
        "rule": document["rule"]["code"],
        "as_of": document["as_of"],
        "number": document["number"],
    }


def digest_of(file: IO[bytes]) -> str:
    """The hash of the whole file, which is at its beginning afterwards."""
    file.seek(0)
    digest = sha256()
    for piece in iter(partial(file.read, _CHUNK), b""):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()
