"""The durable list of what is to be done."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, UtcDateTime


class JobState(StrEnum):
    """How far a job has come. Derived, never stored."""

    WAITING = "waiting"
    RUNNING = "running"
    RETRYING = "retrying"
    DONE = "done"
    GIVEN_UP = "given_up"


class Job(Base):
    """One thing to be done, as often as it takes; doing it again does no harm."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("attempts >= 0", name="attempts_positive"),
        Index(
            "ix_jobs_open",
            "due_at",
            sqlite_where=text("finished_at IS NULL AND given_up_at IS NULL"),
            postgresql_where=text("finished_at IS NULL AND given_up_at IS NULL"),
        ),
        Index("ix_jobs_created_at", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: which handler does it
    kind: Mapped[str] = mapped_column(String(60))
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    #: asking for the same again makes no second job
    key: Mapped[str | None] = mapped_column(String(200), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(210))
    #: not before; moved on after a failure
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: until when the worker that took it may be trusted to be alive
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int]
    last_error: Mapped[str] = mapped_column(String(1000))
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    given_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def scope_paths(self) -> Iterable[str]:
        """Jobs belong to the whole tree."""
        return ("",)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.finished_at is None and self.given_up_at is None

    def state_at(self, at: datetime) -> JobState:
        """How far it has come at that instant."""
        if self.finished_at is not None:
            return JobState.DONE
        if self.given_up_at is not None:
            return JobState.GIVEN_UP
        if self.leased_until is not None and self.leased_until > at:
            return JobState.RUNNING
        return JobState.RETRYING if self.attempts else JobState.WAITING


class Worker(Base):
    """A process that does jobs, as long as it says so; one that stops takes its row along."""

    __tablename__ = "workers"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: machine and process
    name: Mapped[str] = mapped_column(String(120), unique=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
