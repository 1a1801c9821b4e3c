"""Evidence packs that take minutes to make: written once, and then handed out from the folder."""

import os
import shutil
import zipfile
from pathlib import Path
from typing import IO

from app.coverage.evidence.pack import REPORT, Pack, digest_of, pack_of, page_address
from app.coverage.models.snapshots import Snapshot

#: nobody else on the machine reads it
_OWN = 0o600


def keep_pack(folder: Path, snapshot: Snapshot, base_url: str) -> None:
    """The pack of the publication lies in the folder, unless it does already."""
    path = _path(folder, snapshot)
    if path.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    with pack_of(snapshot, page_address(base_url, snapshot)).file as made:
        write_whole(path, made)


def has_pack(folder: Path, snapshot: Snapshot) -> bool:
    """Whether the pack lies there."""
    return _path(folder, snapshot).exists()


def kept_pack(folder: Path, snapshot: Snapshot) -> Pack | None:
    """The pack as it lies there; close its file in the end. None if it was not made."""
    try:
        file = _path(folder, snapshot).open("rb")
    except FileNotFoundError:
        return None
    return Pack(file, os.fstat(file.fileno()).st_size, digest_of(file))


def kept_report(folder: Path, snapshot: Snapshot) -> bytes | None:
    """The report that is in the pack; None if the pack was not made."""
    try:
        with zipfile.ZipFile(_path(folder, snapshot)) as archive:
            return archive.read(REPORT)
    except FileNotFoundError:
        return None


def write_whole(path: Path, content: IO[bytes]) -> None:
    """The file holds this, all of it or, if something fails, what it held before.

    Raises:
        OSError: it cannot be written.
    """
    new = path.with_name(f".{path.name}.new")
    try:
        with new.open("wb") as output:
            new.chmod(_OWN)
            shutil.copyfileobj(content, output)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _path(folder: Path, snapshot: Snapshot) -> Path:
    return folder / f"{snapshot.sha256}.zip"
