"""Trainings, their versions, and completions."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Coded, UtcDateTime
from app.people.models import Person, Unit

TEACHING_HOUR_MINUTES = 45


class Category(StrEnum):
    """What field a training belongs to."""

    INFORMATION_SECURITY = "information_security"
    DIGITAL_SKILLS = "digital_skills"
    ENTITY_HEAD = "entity_head"
    OTHER = "other"


class Topic(StrEnum):
    """Obligatory topics: KRI §19(2)(6) a-c, KSC annex 4 I.17 a-d, and two of the city's plan."""

    KRI_A = "KRI.a"
    KRI_B = "KRI.b"
    KRI_C = "KRI.c"
    KSC_A = "KSC.a"
    KSC_B = "KSC.b"
    KSC_C = "KSC.c"
    KSC_D = "KSC.d"
    HDR_PROCEDURES = "HDR.procedures"
    HDR_FAILURES = "HDR.failures_continuity"


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


class Training(Base):
    """What can be learned, however it is delivered."""

    __tablename__ = "trainings"
    __table_args__ = (
        CheckConstraint("length(code) > 0", name="code_given"),
        CheckConstraint("validity_months > 0", name="validity_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: short, typed by people and by the command line ("BI-2026")
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    category: Mapped[Category] = mapped_column(Coded(Category))
    #: months after which it should be repeated; None if it does not age
    validity_months: Mapped[int | None]

    versions: Mapped[list["TrainingVersion"]] = relationship(
        back_populates="training", order_by="TrainingVersion.in_force_from.desc()"
    )

    @property
    def scope_paths(self) -> Iterable[str]:
        """Trainings belong to the whole tree."""
        return ("",)


class TrainingVersion(Base):
    """The programme of a training from a date on. Frozen once somebody completed it."""

    __tablename__ = "training_versions"
    __table_args__ = (
        UniqueConstraint("training_id", "label"),
        UniqueConstraint("training_id", "in_force_from"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id", ondelete="RESTRICT"))
    label: Mapped[str] = mapped_column(String(40))
    in_force_from: Mapped[date]
    minutes: Mapped[int]
    #: codes of `Topic`, in its order
    topics: Mapped[list[str]] = mapped_column(JSON)

    training: Mapped[Training] = relationship(back_populates="versions")

    @property
    def teaching_hours(self) -> Decimal:
        """Length in teaching hours of 45 minutes, to one decimal, truncated."""
        return Decimal(self.minutes * 10 // TEACHING_HOUR_MINUTES) / 10

    @property
    def scope_paths(self) -> Iterable[str]:
        """Like its training, it belongs to the whole tree."""
        return self.training.scope_paths


def version_in_force(versions: Iterable[TrainingVersion], on: date) -> TrainingVersion | None:
    """The newest version that had begun by that day; before the first one, the first; None of none.

    A list from before the programme was written down still finds a version.
    """
    oldest_first = sorted(versions, key=lambda version: version.in_force_from)
    begun = [version for version in oldest_first if version.in_force_from <= on]
    return begun[-1] if begun else next(iter(oldest_first), None)


class Assignment(Base):
    """Everybody at or below a unit is to complete a training by a day."""

    __tablename__ = "assignments"
    __table_args__ = (
        Index(
            "uq_assignments_standing",
            "training_id",
            "unit_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        Index("ix_assignments_training_id", "training_id"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id", ondelete="RESTRICT"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="RESTRICT"), index=True)
    #: whoever works on a teaching post only; else everybody
    teaching_only: Mapped[bool]
    due_on: Mapped[date]
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    assigned_by: Mapped[str] = mapped_column(String(210))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str | None] = mapped_column(String(210))

    training: Mapped[Training] = relationship()
    unit: Mapped[Unit] = relationship()

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.unit.scope_paths


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
