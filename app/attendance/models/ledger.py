"""The ledger of presence: check-ins, check-outs, corrections, and scans that were refused."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.attendance.checkin import Refusal, Way
from app.attendance.models.sessions import Meeting
from app.core.db import Base, Coded, UtcDateTime
from app.people.models import Person


class _Scan:
    """What is kept of every scan that told of a presence. Never changed."""

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="RESTRICT"), index=True
    )
    way: Mapped[Way] = mapped_column(Coded(Way))
    #: when the person stood there, as far as the device can tell; never after `recorded_at`
    claimed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: when the server wrote it down
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: random name of the browser that sent it; empty for paper
    device: Mapped[str] = mapped_column(String(40))
    #: who stands for it: the trainer who scanned, or the person
    confirmed_by: Mapped[str] = mapped_column(String(210))
    #: the same scan sent again has the same key
    key: Mapped[str] = mapped_column(String(40), unique=True)
    #: it was kept on the device while there was no network
    is_offline: Mapped[bool]


class CheckIn(_Scan, Base):
    """The person came to the meeting: one row, however often it is told."""

    __tablename__ = "check_ins"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    #: another person checked in to this meeting from the same device before
    shares_device: Mapped[bool]
    #: why it would have been refused with a network; somebody is to look at it
    review: Mapped[Refusal | None] = mapped_column(Coded(Refusal))

    meeting: Mapped[Meeting] = relationship()
    person: Mapped[Person] = relationship()


class CheckOut(_Scan, Base):
    """The person left the meeting; it may be told before the check-in."""

    __tablename__ = "check_outs"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)


class FurtherScan(_Scan, Base):
    """Another scan of somebody who is known to have come or left says more.

    It tells an earlier arrival or a later departure than those kept before, or one that nobody
    need look at; with the first it makes the ledger the same in whatever order scans come in.
    """

    __tablename__ = "further_scans"
    __table_args__ = (Index("ix_further_scans_meeting_id", "meeting_id", "person_id"),)

    #: the person left; else came
    is_departure: Mapped[bool]
    review: Mapped[Refusal | None] = mapped_column(Coded(Refusal))


class Correction(Base):
    """Somebody says how it really was; the newest word about a person counts. Never changed."""

    __tablename__ = "attendance_corrections"
    __table_args__ = (
        CheckConstraint("length(reason) > 0", name="reason_given"),
        CheckConstraint(
            "NOT (is_present AND is_excused) AND (is_present OR arrived_at IS NULL)"
            " AND (is_present OR left_at IS NULL)",
            name="absent_without_times",
        ),
        CheckConstraint("left_at IS NULL OR left_at >= arrived_at", name="left_after_arrival"),
        Index("ix_attendance_corrections_meeting_id", "meeting_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="RESTRICT"), index=True
    )
    is_present: Mapped[bool]
    #: None: as the ledger says, or from the start
    arrived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: None: as the ledger says, or until the end
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: absent with a good reason, which nobody writes down
    is_excused: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(300))
    corrected_at: Mapped[datetime] = mapped_column(UtcDateTime)
    corrected_by: Mapped[str] = mapped_column(String(210))

    person: Mapped[Person] = relationship()


class RefusedScan(Base):
    """A scan that made no check-in, and why."""

    __tablename__ = "refused_scans"
    __table_args__ = (Index("ix_refused_scans_meeting_id", "meeting_id", "recorded_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: None: what was presented belongs to no meeting
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="RESTRICT"))
    #: None: nobody knows whose it was
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("persons.id", ondelete="RESTRICT"), index=True
    )
    way: Mapped[Way] = mapped_column(Coded(Way))
    reason: Mapped[Refusal] = mapped_column(Coded(Refusal))
    claimed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    device: Mapped[str] = mapped_column(String(40))
    #: who scanned; empty if nobody was signed in
    presented_by: Mapped[str] = mapped_column(String(210))
    #: the same scan sent again has the same key; None if it had none
    key: Mapped[str | None] = mapped_column(String(40), unique=True)

    person: Mapped[Person | None] = relationship()
