"""Mails that remind, and what each of them was about: nobody is told the same thing twice."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Coded, UtcDateTime
from app.people.models import Unit


class Stage(StrEnum):
    """At what point of a due training somebody is written to, and who."""

    AHEAD = "ahead"
    SOON = "soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    #: to the school head, in a digest
    TOLD_HEAD = "told_head"
    #: to the coordinators of the office, in a digest
    TOLD_OFFICE = "told_office"
    #: somebody pressed the button
    BY_HAND = "by_hand"


class Mailing(Base):
    """Mails that were planned together; more than the limit wait until somebody saw the list."""

    __tablename__ = "mailings"
    __table_args__ = (
        CheckConstraint("(released_at IS NULL) = (released_by IS NULL)", name="released_whole"),
        CheckConstraint("(cancelled_at IS NULL) = (cancelled_by IS NULL)", name="cancelled_whole"),
        CheckConstraint("released_at IS NULL OR cancelled_at IS NULL", name="decided_once"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: below which unit people were looked at
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="RESTRICT"), index=True)
    planned_on: Mapped[date]
    planned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    planned_by: Mapped[str] = mapped_column(String(210))
    #: nothing is sent before; at once for few mails, by a human for many
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    released_by: Mapped[str | None] = mapped_column(String(210))
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_by: Mapped[str | None] = mapped_column(String(210))

    unit: Mapped[Unit] = relationship()

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.unit.scope_paths


class Reminder(Base):
    """One mail to one addressee: all that is to be said to her on a day. Frozen once it is sent."""

    __tablename__ = "reminders"
    __table_args__ = (UniqueConstraint("addressee", "day", "is_digest", "mailing_id"),)

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
    #: why it is not sent any more: nothing of it holds, or the address is refused
    dropped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: as it was sent; empty until then
    email: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)

    mailing: Mapped[Mailing] = relationship()
    items: Mapped[list["ReminderItem"]] = relationship(back_populates="reminder")


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
