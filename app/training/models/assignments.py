"""Who is to complete what by when, and who need not."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, and_, or_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, UtcDateTime
from app.people.models import Person, Post, Unit
from app.training.models.trainings import Training


class AssignmentPost(Base):
    """An assignment asks whoever works on one of these posts; without any, on every post."""

    __tablename__ = "assignment_posts"

    assignment_id: Mapped[int] = mapped_column(
        ForeignKey("assignments.id", ondelete="CASCADE"), primary_key=True
    )
    post_id: Mapped[int] = mapped_column(
        ForeignKey("posts.id", ondelete="RESTRICT"), primary_key=True, index=True
    )


class Assignment(Base):
    """Everybody at or below a unit is to complete a training: by a day, or some days after a start.

    The start is the first day of work there, or the day of the assignment if that is later.
    """

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
        CheckConstraint("(due_on IS NULL) <> (due_days IS NULL)", name="due_one_way"),
        CheckConstraint("due_days BETWEEN 1 AND 730", name="due_days_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id", ondelete="RESTRICT"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="RESTRICT"), index=True)
    #: whoever works on a teaching post only; else everybody
    teaching_only: Mapped[bool]
    due_on: Mapped[date | None]
    due_days: Mapped[int | None]
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    assigned_by: Mapped[str] = mapped_column(String(210))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str | None] = mapped_column(String(210))

    training: Mapped[Training] = relationship()
    unit: Mapped[Unit] = relationship()
    #: whoever works on one of these; none: see `teaching_only`
    posts: Mapped[list[Post]] = relationship(secondary="assignment_posts", order_by=Post.name)

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.unit.scope_paths


class Waiver(Base):
    """A person need not complete what is asked of her; the figure does not know of it."""

    __tablename__ = "waivers"
    __table_args__ = (
        Index(
            "uq_waivers_standing",
            "person_id",
            "training_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_whole"),
        CheckConstraint("length(reason) > 0", name="reason_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="RESTRICT"), index=True
    )
    training_id: Mapped[int] = mapped_column(
        ForeignKey("trainings.id", ondelete="RESTRICT"), index=True
    )
    reason: Mapped[str] = mapped_column(String(500))
    #: the last day; None: until it is withdrawn
    until_on: Mapped[date | None]
    waived_at: Mapped[datetime] = mapped_column(UtcDateTime)
    waived_by: Mapped[str] = mapped_column(String(210))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str | None] = mapped_column(String(210))

    person: Mapped[Person] = relationship()
    training: Mapped[Training] = relationship()

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.person.scope_paths

    @classmethod
    def holds_on(cls, day: date | ColumnElement[date]) -> ColumnElement[bool]:
        """SQL: it stands, and its last day is not over."""
        return and_(cls.withdrawn_at.is_(None), or_(cls.until_on.is_(None), cls.until_on >= day))
