"""Who completed what, and who stands for it."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Coded, UtcDateTime
from app.people.models import Person
from app.training.models.trainings import TrainingVersion


class Source(StrEnum):
    """How a completion came about."""

    ONLINE = "online"
    SESSION = "session"
    LIST = "list"
    EXTERNAL = "external"


class State(StrEnum):
    """Where a completion stands; the first of these that fits."""

    REVOKED = "revoked"
    FAILED = "failed"
    PENDING = "pending"
    CONFIRMED = "confirmed"


class Completion(Base):
    """A person completed a version of a training on a day. Confirmed or revoked, never edited."""

    __tablename__ = "completions"
    __table_args__ = (
        Index(
            "uq_completions_standing",
            "person_id",
            "version_id",
            "completed_on",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
        CheckConstraint("(confirmed_at IS NULL) = (confirmed_by IS NULL)", name="confirmed_whole"),
        CheckConstraint(
            "(revoked_at IS NULL) = (revoked_by IS NULL)"
            " AND (revoked_at IS NULL) = (revoked_reason IS NULL)",
            name="revoked_whole",
        ),
        CheckConstraint("score_percent BETWEEN 0 AND 100", name="score_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="RESTRICT"), index=True
    )
    version_id: Mapped[int] = mapped_column(
        ForeignKey("training_versions.id", ondelete="RESTRICT"), index=True
    )
    completed_on: Mapped[date] = mapped_column(index=True)
    source: Mapped[Source] = mapped_column(Coded(Source))
    #: whether the test was passed, or presence confirmed; a failed one is kept but does not count
    is_passed: Mapped[bool]
    score_percent: Mapped[int | None]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: what it was taken from: name of a list, number of a session
    reference: Mapped[str] = mapped_column(String(200))
    #: who stands for it (school head, coordinator); pending until then
    confirmed_by: Mapped[str | None] = mapped_column(String(210))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by: Mapped[str | None] = mapped_column(String(210))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_reason: Mapped[str | None] = mapped_column(String(500))

    person: Mapped[Person] = relationship()
    version: Mapped[TrainingVersion] = relationship()

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.person.scope_paths

    @property
    def state(self) -> State:
        """Derived from what was recorded; only a confirmed one can count."""
        if self.revoked_at is not None:
            return State.REVOKED
        if not self.is_passed:
            return State.FAILED
        return State.PENDING if self.confirmed_at is None else State.CONFIRMED
