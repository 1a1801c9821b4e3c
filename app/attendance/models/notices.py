"""Mails about sessions: what is due, and what was sent."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.attendance.models.sessions import TrainingSession
from app.core.db import Base, Coded, UtcDateTime
from app.people.models import Person


class NoticeKind(StrEnum):
    """What a mail says."""

    INVITED = "invited"
    REMINDER = "reminder"
    MOVED = "moved"
    CANCELLED = "cancelled"
    #: a seat became free for somebody who waited
    SEAT = "seat"


class Notice(Base):
    """A person is told something about a session, once per occasion.

    It is written with what it tells of, and sent after that is durable.
    """

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("session_id", "person_id", "kind", "occasion"),
        Index("ix_notices_unsent", "sent_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("training_sessions.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="RESTRICT"), index=True
    )
    kind: Mapped[NoticeKind] = mapped_column(Coded(NoticeKind))
    #: what makes a second mail of the same kind lawful: the meeting and how often it was moved
    occasion: Mapped[str] = mapped_column(String(40))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: taken by somebody who is sending it; if long ago, it may be taken again
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    session: Mapped[TrainingSession] = relationship()
    person: Mapped[Person] = relationship()
