"""Closings of sessions, what they earned, and the lists of participation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.attendance.models.sessions import TrainingSession
from app.core.db import Base, UtcDateTime
from app.people.models import Unit
from app.training.models.completions import Completion


class Closing(Base):
    """A session was closed; after a correction it is closed once more. Never changed."""

    __tablename__ = "session_closings"
    __table_args__ = (
        UniqueConstraint("session_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("training_sessions.id", ondelete="RESTRICT"))
    #: from 1
    number: Mapped[int]
    closed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_by: Mapped[str] = mapped_column(String(210))

    session: Mapped[TrainingSession] = relationship()


class EarnedCompletion(Base):
    """A completion that a session earned."""

    __tablename__ = "earned_completions"

    completion_id: Mapped[int] = mapped_column(
        ForeignKey("completions.id", ondelete="RESTRICT"), primary_key=True
    )
    session_id: Mapped[int] = mapped_column(
        ForeignKey("training_sessions.id", ondelete="RESTRICT"), index=True
    )

    completion: Mapped[Completion] = relationship()


class ParticipationList(Base):
    """The *lista potwierdzenia udziału* of one school for one session. Never changed.

    A correction makes the next version, which takes its place.
    """

    __tablename__ = "participation_lists"
    __table_args__ = (
        UniqueConstraint("session_id", "unit_id", "version"),
        UniqueConstraint("year", "serial", "version"),
        CheckConstraint("version > 0", name="version_positive"),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    closing_id: Mapped[int] = mapped_column(
        ForeignKey("session_closings.id", ondelete="RESTRICT"), index=True
    )
    session_id: Mapped[int] = mapped_column(ForeignKey("training_sessions.id", ondelete="RESTRICT"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="RESTRICT"), index=True)
    #: from 1, over all closings of the session
    version: Mapped[int]
    #: of the first version's day; later versions keep the number
    year: Mapped[int]
    serial: Mapped[int]
    #: what anybody can check it by, see `app.core.paper.codes`
    code: Mapped[str] = mapped_column(String(16), unique=True)
    #: what the list says, see `app.attendance.participation`
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    #: the list as CSV, byte for byte what `sha256` is of
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    drawn_up_at: Mapped[datetime] = mapped_column(UtcDateTime)

    session: Mapped[TrainingSession] = relationship()
    unit: Mapped[Unit] = relationship()
    acceptance: Mapped["ListAcceptance | None"] = relationship()

    @property
    def number(self) -> str:
        """As it stands on the list: "LP/2026/000012", from its second version on "…/2"."""
        return list_number(self.year, self.serial, self.version)

    @property
    def scope_paths(self) -> Iterable[str]:
        return (self.unit.path,)

    @property
    def trainer_ids(self) -> frozenset[int]:
        return self.session.trainer_ids


def list_number(year: int, serial: int, version: int) -> str:
    """How the number of a list is written: "LP/2026/000012", from the second version on "…/2"."""
    first = f"LP/{year}/{serial:06}"
    return first if version == 1 else f"{first}/{version}"


class ListCount(Base):
    """How many lists were drawn up in a year; its row makes those who close queue."""

    __tablename__ = "participation_list_counts"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    drawn_up: Mapped[int]


class ListAcceptance(Base):
    """The school head stands for the list; from then on it is frozen as a document."""

    __tablename__ = "list_acceptances"

    list_id: Mapped[int] = mapped_column(
        ForeignKey("participation_lists.id", ondelete="RESTRICT"), primary_key=True
    )
    accepted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_by: Mapped[str] = mapped_column(String(210))
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="RESTRICT"), index=True
    )
    #: the PDF with the acceptance in it
    document: Mapped[bytes] = mapped_column(LargeBinary)
    #: of the PDF
    sha256: Mapped[str] = mapped_column(String(64))
