"""Sessions, their meetings, and who is invited."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core import clock
from app.core.db import Base, Coded, UtcDateTime
from app.people.models import Person, Unit
from app.training.models.trainings import TrainingVersion


class Form(StrEnum):
    """Where people meet."""

    ON_SITE = "on_site"
    REMOTE = "remote"


class TrainingSession(Base):
    """A live delivery of a training, in one meeting or several."""

    __tablename__ = "training_sessions"
    __table_args__ = (
        CheckConstraint("length(title) > 0", name="title_given"),
        CheckConstraint("capacity > 0", name="capacity_positive"),
        CheckConstraint("credit_percent BETWEEN 1 AND 100", name="credit_percent_range"),
        CheckConstraint("credit_minutes > 0", name="credit_minutes_positive"),
        CheckConstraint("credit_percent IS NULL OR credit_minutes IS NULL", name="one_credit_rule"),
        CheckConstraint("opens_before_minutes BETWEEN 0 AND 240", name="opens_before_range"),
        CheckConstraint("late_after_minutes BETWEEN 0 AND 240", name="late_after_range"),
        CheckConstraint(
            "(cancelled_at IS NULL) = (cancelled_by IS NULL)"
            " AND (cancelled_at IS NULL) = (cancelled_reason IS NULL)",
            name="cancelled_whole",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(
        ForeignKey("training_versions.id", ondelete="RESTRICT"), index=True
    )
    #: the unit that holds it; its coordinators look after it
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="RESTRICT"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    #: what to bring, where to enter
    remarks: Mapped[str] = mapped_column(String(1000))
    form: Mapped[Form] = mapped_column(Coded(Form))
    #: seats; None: everybody invited is expected, and nobody signs up
    capacity: Mapped[int | None]
    #: whether somebody who is not expected may come in, while there are seats
    walk_ins: Mapped[bool]
    #: share of all meetings' minutes that earns credit; None if minutes decide, or any presence
    credit_percent: Mapped[int | None]
    #: minutes over all meetings that earn credit; None if a share decides, or any presence
    credit_minutes: Mapped[int | None]
    #: check-in opens so long before each meeting
    opens_before_minutes: Mapped[int]
    #: whoever comes later than so long after the start is late
    late_after_minutes: Mapped[int]
    #: whether people check out, too; without it they stay until the end
    has_check_out: Mapped[bool]
    planned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    planned_by: Mapped[str] = mapped_column(String(210))
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_by: Mapped[str | None] = mapped_column(String(210))
    cancelled_reason: Mapped[str | None] = mapped_column(String(500))

    version: Mapped[TrainingVersion] = relationship()
    unit: Mapped[Unit] = relationship()
    meetings: Mapped[list["Meeting"]] = relationship(
        back_populates="session", order_by="Meeting.starts_at"
    )
    trainers: Mapped[list["SessionTrainer"]] = relationship(order_by="SessionTrainer.account_id")
    invited: Mapped[list["InvitedUnit"]] = relationship(order_by="InvitedUnit.unit_id")

    @property
    def scope_paths(self) -> Iterable[str]:
        """Where it is held: what its coordinators and auditors look after."""
        return (self.unit.path,)

    @property
    def trainer_ids(self) -> frozenset[int]:
        """Accounts of the trainers."""
        return frozenset(trainer.account_id for trainer in self.trainers)

    @property
    def invited_paths(self) -> Iterable[str]:
        """Paths of the invited units."""
        return [invitation.unit.path for invitation in self.invited]


def _new_secret() -> str:
    return secrets.token_hex(32)


class Meeting(Base):
    """A session meets from one instant to another at a place, or behind a link."""

    __tablename__ = "meetings"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_meetings_starts_at", "starts_at"),
        Index("ix_meetings_ends_at", "ends_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(
        ForeignKey("training_sessions.id", ondelete="RESTRICT"), index=True
    )
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(String(200))
    link: Mapped[str] = mapped_column(String(500))
    #: what the codes of the room are computed from; 64 hexadecimal digits, never shown
    secret: Mapped[str] = mapped_column(String(64), default=_new_secret)
    #: how often it was moved; calendars tell old news from new by it
    revision: Mapped[int] = mapped_column(default=0)

    session: Mapped[TrainingSession] = relationship(back_populates="meetings")

    @property
    def day(self) -> date:
        """The day on which it begins, in Poland."""
        return clock.local(self.starts_at).date()

    @property
    def minutes(self) -> int:
        """How long it takes, in whole minutes."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.session.scope_paths

    @property
    def trainer_ids(self) -> frozenset[int]:
        return self.session.trainer_ids

    @property
    def invited_paths(self) -> Iterable[str]:
        return self.session.invited_paths


class SessionTrainer(Base):
    """Somebody with an account leads the session."""

    __tablename__ = "session_trainers"

    session_id: Mapped[int] = mapped_column(
        ForeignKey("training_sessions.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    #: as it stands on the list ("specjalista ds. bezpieczeństwa informacji"); may be empty
    function: Mapped[str] = mapped_column(String(120))

    account: Mapped[Account] = relationship()


class InvitedUnit(Base):
    """Whoever works at the unit or below it on the day of a meeting is invited to the session."""

    __tablename__ = "invited_units"

    session_id: Mapped[int] = mapped_column(
        ForeignKey("training_sessions.id", ondelete="CASCADE"), primary_key=True
    )
    unit_id: Mapped[int] = mapped_column(
        ForeignKey("units.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    #: whoever works on a teaching post only; else everybody
    teaching_only: Mapped[bool]

    unit: Mapped[Unit] = relationship()


class SignUp(Base):
    """A person asked for a seat, or was given one by name.

    Seats go by the order of signing up; whoever stands behind the last seat waits. Without a
    capacity everybody who signed up has one.
    """

    __tablename__ = "sign_ups"
    __table_args__ = (
        Index("ix_sign_ups_session_id", "session_id", "id"),
        Index(
            "uq_sign_ups_standing",
            "session_id",
            "person_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_whole"),
    )

    #: later ones have higher numbers, and so it is the order of seats
    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("training_sessions.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="RESTRICT"), index=True
    )
    signed_up_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed_up_by: Mapped[str] = mapped_column(String(210))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str | None] = mapped_column(String(210))

    person: Mapped[Person] = relationship()
    session: Mapped[TrainingSession] = relationship()
