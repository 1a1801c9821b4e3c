"""A paper that was taken while the rest of the form was not: it need not be chosen again."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.recognition.papers.taking import Paper, media_type_of

_KEPT_FOR = timedelta(days=1)
_SHA256 = re.compile(r"[0-9a-f]{64}")


def drop_old(folder: Path, at: datetime) -> None:
    """Drafts of anybody that are older than a day are gone."""
    for old in folder.glob("*"):
        with suppress(FileNotFoundError):  # somebody else drops drafts, too
            if old.stat().st_mtime < (at - _KEPT_FOR).timestamp():
                old.unlink()


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts of one account, as files in a folder; each is known by the paper's SHA-256."""

    folder: Path
    account_id: int

    def keep(self, paper: Paper, at: datetime) -> None:
        """The paper can be found again for a day; older drafts, of anybody, are gone."""
        self.folder.mkdir(parents=True, exist_ok=True)
        drop_old(self.folder, at)
        self._path(paper.sha256).write_bytes(paper.content)

    def find(self, sha256: str) -> Paper | None:
        """The paper, if it was kept."""
        if not _SHA256.fullmatch(sha256):
            return None
        try:
            content = self._path(sha256).read_bytes()
        except FileNotFoundError:
            return None
        return Paper(content, media_type_of(content), sha256)

    def drop(self, sha256: str) -> None:
        """The paper is kept no longer; call it with what `find` found."""
        self._path(sha256).unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        return self.folder / f"{self.account_id}-{sha256}"
