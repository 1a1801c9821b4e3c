"""Jobs are written down with what they follow from, and called for again by hand or by the clock.

Doing them is told by their rows; the log holds what somebody decided about them.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from app.core import audit
from app.core.actors import Actor
from app.core.db import after_commit, conflict_insert, db, dialect_name
from app.core.errors import Conflict
from app.core.events import job_enqueued
from app.core.jobs.models import Job, JobState, Worker
from app.core.prompt import insert_once

log = logging.getLogger(__name__)

#: what was done, or given up, so long ago is forgotten
KEPT = timedelta(days=30)
#: a worker that said nothing for so long is not coming back
_WORKER_KEPT = timedelta(days=1)
#: keys of jobs that the clock calls for begin so
TICK = "tick:"


def enqueue(
    kind: str,
    arguments: Mapping[str, Any],
    *,
    key: str | None = None,
    due_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> int | None:
    """The job will be done once the transaction is durable, not before `due_at`; its number.

    `arguments` are what JSON holds. None, and no second job, if there was one with the same `key`:
    open, done or given up.
    """
    number = insert_once(
        Job,
        {
            "kind": kind,
            "arguments": dict(arguments),
            "key": key,
            "created_at": at,
            "created_by": by.name[:210],
            "due_at": max(due_at or at, at),
            "attempts": 0,
            "last_error": "",
        },
    )
    if number is not None:
        log.debug("job %s: %s, by %s", number, kind, by.name)
        after_commit(_call)
    return number


def tick(kind: str, minutes: int, *, by: Actor, at: datetime) -> None:
    """The job of this kind is due once in each period of `minutes`, whoever says so how often.

    One that is still open is not doubled; if it waits after a failure, it waits no longer.
    """
    key = f"{TICK}{kind}:"
    still_open = select(Job).where(
        Job.key.startswith(key, autoescape=True),
        Job.finished_at.is_(None),
        Job.given_up_at.is_(None),
    )
    if waiting := db.session.scalars(still_open.limit(1)).first():
        waiting.due_at = min(waiting.due_at, at)
        return
    enqueue(kind, {}, key=f"{key}{int(at.timestamp()) // (minutes * 60)}", by=by, at=at)


def retry(job: Job, *, by: Actor, at: datetime) -> None:
    """The job is due now, with all its attempts before it.

    Raises:
        Conflict: it is done, or being done.
    """
    if job.state_at(at) in {JobState.DONE, JobState.RUNNING}:
        raise Conflict
    before = {"attempts": job.attempts, "given_up": job.given_up_at is not None}
    job.attempts, job.given_up_at, job.due_at = 0, None, at
    audit.record(
        "jobs.retried",
        audit.Subject("job", job.id, job.kind),
        by=by,
        changes=audit.difference(before, {"attempts": 0, "given_up": False}),
    )
    after_commit(_call)


def clean(*, by: Actor, at: datetime) -> int:
    """Jobs that ended long ago and workers that fell silent are forgotten; how many jobs."""
    ended = delete(Job).where((Job.finished_at < at - KEPT) | (Job.given_up_at < at - KEPT))
    silent = delete(Worker).where(Worker.seen_at < at - _WORKER_KEPT)
    forgotten = db.session.connection().execute(ended).rowcount
    db.session.connection().execute(silent)
    log.info("%s jobs forgotten, by %s", forgotten, by.name)
    return forgotten


def report(name: str, started_at: datetime, *, by: Actor, at: datetime) -> None:
    """The worker is alive at that instant."""
    row = {"name": name, "started_at": started_at, "seen_at": at}
    insert = conflict_insert(Worker, dialect_name())
    db.session.connection().execute(
        insert.on_conflict_do_update(
            index_elements=["name"], set_={"seen_at": insert.excluded.seen_at}
        ),
        row,
    )
    log.debug("%s is alive, says %s", name, by.name)


def sign_off(name: str, *, by: Actor) -> None:
    """The worker has stopped as it should."""
    db.session.connection().execute(delete(Worker).where(Worker.name == name))
    log.info("%s has stopped, says %s", name, by.name)


def _call() -> None:
    job_enqueued.send()
