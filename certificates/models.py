"""Certificates with their frozen facts and files."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, UtcDateTime
from app.people.models import Person
from app.training.models.completions import Completion
from certificates.facts import State, state_on


class Certificate(Base):
    """A document of one completion. Never changed; it is revoked by revoking the completion."""

    __tablename__ = "certificates"
    __table_args__ = (
        UniqueConstraint("year", "serial"),
        CheckConstraint("serial > 0", name="serial_positive"),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: of the day of issue; numbers of a year have no gaps
    year: Mapped[int]
    serial: Mapped[int]
    #: 15 random characters and one that shows typing errors, see `app.core.paper.codes`
    code: Mapped[str] = mapped_column(String(16), unique=True)
    completion_id: Mapped[int] = mapped_column(
        ForeignKey("completions.id", ondelete="RESTRICT"), unique=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="RESTRICT"), index=True
    )
    #: what the document says, see `certificates.facts`
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_by: Mapped[str] = mapped_column(String(210))
    #: the last day on which it is valid; None: it does not age
    valid_until: Mapped[date | None]
    #: of the file
    sha256: Mapped[str] = mapped_column(String(64), unique=True)

    completion: Mapped[Completion] = relationship()
    person: Mapped[Person] = relationship()

    @property
    def number(self) -> str:
        """As it stands on the document: "KA/2026/000417"."""
        return number_of(self.year, self.serial)

    def state_on(self, day: date) -> State:
        """What it is worth on that day, as far as is known now; reads its completion."""
        is_revoked = self.completion.revoked_at is not None
        return state_on(day, valid_until=self.valid_until, is_revoked=is_revoked)

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.person.scope_paths


def number_of(year: int, serial: int) -> str:
    """How the number of a certificate is written: "KA/2026/000417"."""
    return f"KA/{year}/{serial:06}"


class CertificateFile(Base):
    """The PDF as it was issued."""

    __tablename__ = "certificate_files"

    certificate_id: Mapped[int] = mapped_column(
        ForeignKey("certificates.id", ondelete="RESTRICT"), primary_key=True
    )
    content: Mapped[bytes] = mapped_column(LargeBinary)


class CertificateCount(Base):
    """How many certificates were issued in a year; its row makes issuers queue."""

    __tablename__ = "certificate_counts"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    issued: Mapped[int]
