"""An uploaded table on its way in: what was uploaded, what it would do, what it did."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, String, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import audit
from app.core.actors import Actor
from app.core.db import Base, Coded, UtcDateTime, db
from app.core.errors import Conflict, NotFound


class ImportKind(StrEnum):
    """What sort of list is imported."""

    ROSTER = "roster"
    COMPLETIONS = "completions"


class ImportState(StrEnum):
    """How far an import has come. Derived, never stored."""

    WAITING = "waiting"
    FAILED = "failed"
    PREVIEWED = "previewed"
    COMMITTED = "committed"


class FileImport(Base):
    """One upload; its file waits in the upload folder under this number until it is committed."""

    __tablename__ = "file_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ImportKind] = mapped_column(Coded(ImportKind))
    filename: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    #: path of the unit below which everything in the file must lie
    unit_path: Mapped[str] = mapped_column(String(200))
    uploaded_by: Mapped[int] = mapped_column(index=True)
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: what the user decided: date, training, posts, which employments end
    decisions: Mapped[dict[str, Any]] = mapped_column(JSON)
    #: what the file would do, as of the last look
    preview: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    #: what it did; None until it is committed
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    #: why it could not be read, as code and data; None unless it failed
    failure: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    committed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def scope_paths(self) -> Iterable[str]:
        return (self.unit_path,)

    @property
    def state(self) -> ImportState:
        """How far it has come."""
        if self.result is not None:
            return ImportState.COMMITTED
        if self.failure is not None:
            return ImportState.FAILED
        return ImportState.WAITING if self.preview is None else ImportState.PREVIEWED


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that has been received: what it calls itself, and the hash of its bytes."""

    kind: ImportKind
    filename: str
    sha256: str


class Outdated(Conflict):
    """What the file would do is no longer what the user saw; `preview` is what it would do now."""

    def __init__(self, preview: dict[str, Any]) -> None:
        super().__init__()
        self.preview = preview


def add_import(
    upload: Upload, unit_path: str, decisions: Mapping[str, Any], *, by: Actor, at: datetime
) -> FileImport:
    """The upload has a number and waits for its preview; `by` has an account."""
    added = FileImport(
        kind=upload.kind,
        filename=upload.filename[-200:],
        sha256=upload.sha256,
        unit_path=unit_path,
        uploaded_by=by.account_id,
        uploaded_at=at,
        decisions=dict(decisions),
    )
    db.session.add(added)
    db.session.flush()
    audit.record(
        "imports.file_received",
        audit.Subject("file_import", added.id, added.filename),
        by=by,
        changes={"sha256": (None, upload.sha256)},
    )
    return added


def find_import(number: int, kind: ImportKind) -> FileImport:
    """The import with this number.

    Raises:
        NotFound: there is none of this kind.
    """
    found = db.session.get(FileImport, number)
    if found is None or found.kind is not kind:
        raise NotFound
    return found


def decide(file_import: FileImport, decisions: Mapping[str, Any]) -> None:
    """The user's decisions are kept besides the earlier ones, and the file must be looked at again.

    Raises:
        Conflict: it is committed already.
    """
    if file_import.state is ImportState.COMMITTED:
        raise Conflict
    file_import.decisions = {**file_import.decisions, **decisions}
    file_import.preview = file_import.failure = None


def locked(number: int) -> FileImport:
    """The import as it is now; nobody else commits it before this transaction ends."""
    query = select(FileImport).where(FileImport.id == number).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def abandoned(before: datetime) -> Sequence[int]:
    """Imports that were uploaded before that instant and never committed."""
    old = select(FileImport.id).where(FileImport.uploaded_at < before, _WAITS)
    return db.session.scalars(old.order_by(FileImport.id)).all()


def still_waiting(numbers: Iterable[int]) -> set[int]:
    """Those of these imports that exist and were not committed."""
    return set(db.session.scalars(select(FileImport.id).where(_WAITS))) & set(numbers)


def forget(number: int, *, by: Actor) -> bool:
    """The import that was never committed is gone; False if it was, or is gone already."""
    query = select(FileImport).where(FileImport.id == number, _WAITS).with_for_update()
    found = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        return False
    subject = audit.Subject("file_import", found.id, found.filename)
    audit.record("imports.file_removed", subject, by=by, changes={"sha256": (found.sha256, None)})
    db.session.delete(found)
    return True


_WAITS = FileImport.committed_at.is_(None)
