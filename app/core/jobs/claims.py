"""Who does a job: one worker at a time, by a lease that ends with the worker.

A worker that is alive renews its lease. One that was killed does not, and the job is taken again.
Each taking has a number (`attempts`), so one that lost its lease unawares changes nothing any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, update

from app.core.db import db
from app.core.jobs.models import Job

#: a worker that did not renew its lease for so long is dead
LEASE = timedelta(minutes=2)
#: how often a living one renews it
RENEWED_AFTER = timedelta(seconds=30)
#: after so many failures nobody tries any more; with the pauses between them that is 41 hours,
#: so that a mail server may be down for a day
MOST_ATTEMPTS = 15
_LONGEST_PAUSE_MINUTES = 6 * 60
_ERROR_LENGTH = 1000


class WorkerDied(Exception):
    """The worker that did the job was killed, or its machine went down."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that is ours for now; `attempt` counts from 1."""

    job_id: int
    kind: str
    arguments: Mapping[str, Any]
    attempt: int


def pause_after(attempt: int) -> timedelta:
    """How long to wait after that failure: a minute, then twice as long each time, to six hours."""
    return timedelta(minutes=min(2 ** (attempt - 1), _LONGEST_PAUSE_MINUTES))


def take(at: datetime) -> Claim | None:
    """The job that has been due for longest is ours; None if nothing is due that is not taken.

    One whose worker died for the last time is given up on the way.
    """
    while (job := db.session.scalars(_due(at)).first()) is not None:
        if job.attempts < MOST_ATTEMPTS:
            job.attempts += 1
            job.leased_until = at + LEASE
            return Claim(job.id, job.kind, job.arguments, job.attempts)
        job.given_up_at, job.leased_until = at, None
        job.last_error = error_text(WorkerDied())
        db.session.flush()
    return None


def renew(claim: Claim, at: datetime) -> bool:
    """Whether the job is still ours; if so, for another while."""
    return _change(claim, leased_until=at + LEASE)


def finish(claim: Claim, at: datetime) -> bool:
    """The job is done; False if it was not ours any more."""
    return _change(claim, leased_until=None, finished_at=at, last_error="")


def fail(claim: Claim, error: Exception, at: datetime) -> bool:
    """The job will be tried again after a pause, or is given up; False if it was not ours."""
    is_last = claim.attempt >= MOST_ATTEMPTS
    return _change(
        claim,
        leased_until=None,
        due_at=at + pause_after(claim.attempt),
        last_error=error_text(error),
        given_up_at=at if is_last else None,
    )


def error_text(error: Exception) -> str:
    """What is kept of an error: its kind and what it says."""
    return f"{type(error).__name__}: {error}"[:_ERROR_LENGTH]


def is_open() -> ColumnElement[bool]:
    """SQL: neither done nor given up."""
    return and_(Job.finished_at.is_(None), Job.given_up_at.is_(None))


def _due(at: datetime) -> Select[Job]:
    free = or_(Job.leased_until.is_(None), Job.leased_until <= at)
    return (
        select(Job)
        .where(is_open(), Job.due_at <= at, free)
        .order_by(Job.due_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )


def _change(claim: Claim, **values: object) -> bool:
    mine = update(Job).where(Job.id == claim.job_id, Job.attempts == claim.attempt, is_open())
    return db.session.connection().execute(mine.values(values)).rowcount == 1
