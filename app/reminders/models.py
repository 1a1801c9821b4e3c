"""Mails that remind, and what each of them was about: nobody is told the same thing twice."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Coded, UtcDateTime
from app.people.models import Unit
from app.reminders.stages import Dropped, Stage


class Mailing(Base):
    """Mails that were planned together; more than the limit wait until somebody saw the list."""

    __tablename__ = "mailings"
    __table_args__ = (
        Index(
            "uq_mailings_planned_once_a_day",
            "unit_id",
            "planned_on",
            unique=True,
            sqlite_where=text("NOT is_by_hand"),
            postgresql_where=text("NOT is_by_hand"),
        ),
        CheckConstraint("(released_at IS NULL) = (released_by IS NULL)", name="released_whole"),
        CheckConstraint("(cancelled_at IS NULL) = (cancelled_by IS NULL)", name="cancelled_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: below which unit people were looked at
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="RESTRICT"), index=True)
    planned_on: Mapped[date]
    #: somebody pressed the button; else it was planned by itself, once a day
    is_by_hand: Mapped[bool]
    planned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    planned_by: Mapped[str] = mapped_column(String(210))
    #: since then nothing is added; before, it is planned in steps, and no page shows it
    whole_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: nothing is sent before; at once for few mails, by a human for many
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    released_by: Mapped[str | None] = mapped_column(String(210))
    #: since then nothing more of it is sent
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_by: Mapped[str | None] = mapped_column(String(210))

    unit: Mapped[Unit] = relationship()

    @property
    def label(self) -> str:
        """What the log calls it."""
        return f"{self.unit.name}, {self.planned_on}"

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.unit.scope_paths


class Reminder(Base):
    """One mail to one addressee: all that is to be said to her on a day. Frozen once it is sent."""

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("addressee", "day", "is_digest", "mailing_id"),
        CheckConstraint("sent_at IS NULL OR dropped_at IS NULL", name="ended_once"),
        CheckConstraint("(dropped_at IS NULL) = (dropped_because IS NULL)", name="dropped_whole"),
        Index(
            "ix_reminders_open",
            "day",
            "id",
            sqlite_where=text("sent_at IS NULL AND dropped_at IS NULL"),
            postgresql_where=text("sent_at IS NULL AND dropped_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mailing_id: Mapped[int] = mapped_column(
        ForeignKey("mailings.id", ondelete="RESTRICT"), index=True
    )
    #: "person:12" or "account:7"; addresses of mail change, this does not
    addressee: Mapped[str] = mapped_column(String(40))
    #: on which working day it is to arrive
    day: Mapped[date]
    #: about others (to a head, to the office), not about the addressee
    is_digest: Mapped[bool]
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dropped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dropped_because: Mapped[Dropped | None] = mapped_column(Coded(Dropped))
    #: as it was sent; empty until then
    email: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)

    mailing: Mapped[Mailing] = relationship()
    items: Mapped[list["ReminderItem"]] = relationship(
        back_populates="reminder", order_by="ReminderItem.id"
    )

    @property
    def is_open(self) -> bool:
        """Whether it is still to be sent."""
        return self.sent_at is None and self.dropped_at is None

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.mailing.scope_paths


class ReminderItem(Base):
    """That somebody is told once, at one stage, of one person's one due training."""

    __tablename__ = "reminder_items"
    __table_args__ = (
        UniqueConstraint(
            *("addressee", "person_id", "training_id", "due_on", "stage", "round"),
            name="uq_reminder_items_told_once",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reminder_id: Mapped[int] = mapped_column(
        ForeignKey("reminders.id", ondelete="CASCADE"), index=True
    )
    addressee: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="RESTRICT"), index=True
    )
    training_id: Mapped[int] = mapped_column(
        ForeignKey("trainings.id", ondelete="RESTRICT"), index=True
    )
    due_on: Mapped[date]
    stage: Mapped[Stage] = mapped_column(Coded(Stage))
    #: 0; by hand, the day on which the button was pressed, as YYYYMMDD: once a day
    round: Mapped[int]

    reminder: Mapped[Reminder] = relationship(back_populates="items")
