"""Trainings and their versions."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Coded

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
