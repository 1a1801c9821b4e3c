"""Certificates of other organisers, and what was decided about them."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Coded, UtcDateTime
from app.people.models import Person
from app.training.models.completions import Completion
from app.training.models.trainings import TrainingVersion


class Step(StrEnum):
    """Who decides: first the school head, that it is genuine; then the office, that it counts."""

    HEAD = "head"
    OFFICE = "office"


class State(StrEnum):
    """How far a certificate has come. Derived, never stored."""

    WAITS_FOR_HEAD = "waits_for_head"
    WAITS_FOR_OFFICE = "waits_for_office"
    ACCEPTED = "accepted"
    #: the head does not hold it to be genuine
    REFUSED = "refused"
    #: the office does not count it
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


#: states in which somebody has to decide
OPEN = frozenset({State.WAITS_FOR_HEAD, State.WAITS_FOR_OFFICE})


class OutsideCertificate(Base):
    """What a person says to have completed elsewhere, with the paper as a file."""

    __tablename__ = "outside_certificates"
    __table_args__ = (
        CheckConstraint("length(title) > 0", name="title_given"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="RESTRICT"), index=True
    )
    title: Mapped[str] = mapped_column(String(200))
    #: who held the training
    organiser: Mapped[str] = mapped_column(String(200))
    #: as printed on the paper; empty if there is none
    number: Mapped[str] = mapped_column(String(80))
    #: the number without case, spaces and signs, as duplicates are found
    folded_number: Mapped[str] = mapped_column(String(80), index=True)
    completed_on: Mapped[date]
    minutes: Mapped[int | None]
    filename: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(60))
    #: of the file as it was sent; a picture is kept drawn anew
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_by: Mapped[str] = mapped_column(String(210))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str | None] = mapped_column(String(210))

    person: Mapped[Person] = relationship()
    decisions: Mapped[list["RecognitionDecision"]] = relationship(
        back_populates="certificate", order_by="RecognitionDecision.id"
    )

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.person.scope_paths


class OutsideFile(Base):
    """The uploaded paper itself, apart from its facts so that lists do not read it."""

    __tablename__ = "outside_files"

    certificate_id: Mapped[int] = mapped_column(
        ForeignKey("outside_certificates.id", ondelete="RESTRICT"), primary_key=True
    )
    content: Mapped[bytes] = mapped_column(LargeBinary)


class RecognitionDecision(Base):
    """What the head or the office decided about a certificate, once each. Never changed."""

    __tablename__ = "recognition_decisions"
    __table_args__ = (
        UniqueConstraint("certificate_id", "step"),
        CheckConstraint("is_accepted OR length(reason) > 0", name="refusal_has_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(
        ForeignKey("outside_certificates.id", ondelete="RESTRICT")
    )
    step: Mapped[Step] = mapped_column(Coded(Step))
    is_accepted: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(500))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(String(210))
    #: of the office's acceptance: what it counts as, and the completion it became
    version_id: Mapped[int | None] = mapped_column(
        ForeignKey("training_versions.id", ondelete="RESTRICT"), index=True
    )
    completion_id: Mapped[int | None] = mapped_column(
        ForeignKey("completions.id", ondelete="RESTRICT"), index=True
    )

    certificate: Mapped[OutsideCertificate] = relationship(back_populates="decisions")
    version: Mapped[TrainingVersion | None] = relationship()
    completion: Mapped[Completion | None] = relationship()
