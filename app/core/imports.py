"""An uploaded table on its way in: what was uploaded, what it would do, what it did."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Coded, UtcDateTime


class ImportKind(StrEnum):
    """What sort of list is imported."""

    ROSTER = "roster"
    COMPLETIONS = "completions"


class FileImport(Base):
    """One upload. The file waits in the upload folder under the import's number until it is committed."""

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
    #: why it could not be read; None unless it failed
    failure: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    committed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def scope_paths(self) -> Iterable[str]:
        return (self.unit_path,)
