"""What waits, runs and failed, when the clock called last, and who works."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, select

from app.core.db import db
from app.core.errors import NotFound
from app.core.jobs.claims import is_open
from app.core.jobs.models import Job, Worker
from app.core.jobs.services import TICK
from app.core.paging import PAGE_SIZE, Page

#: a worker that said nothing for so long is not alive
SILENT_AFTER = timedelta(minutes=2)


class Part(StrEnum):
    """Which jobs are looked at."""

    OPEN = "open"
    GIVEN_UP = "given_up"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class TickRuns:
    """When a job that the clock calls for ended last, and what is wrong with it since."""

    kind: str
    done_at: datetime | None
    #: empty if it went well the last time
    error: str


_PARTS: dict[Part, ColumnElement[bool]] = {
    Part.OPEN: is_open(),
    Part.GIVEN_UP: Job.given_up_at.is_not(None),
    Part.DONE: Job.finished_at.is_not(None),
}
_ORDER = {
    Part.OPEN: (Job.due_at, Job.id),
    Part.GIVEN_UP: (Job.given_up_at.desc(), Job.id.desc()),
    Part.DONE: (Job.finished_at.desc(), Job.id.desc()),
}


def job_or_404(job_id: int) -> Job:
    """Raises NotFound if there is none with this number."""
    job = db.session.get(Job, job_id)
    if job is None:
        raise NotFound
    return job


def counts() -> dict[Part, int]:
    """How many jobs of each part there are."""
    columns = [func.count().filter(condition) for condition in _PARTS.values()]
    return dict(zip(Part, db.session.execute(select(*columns)).one(), strict=True))


def jobs_page(part: Part, number: int) -> Page[Job]:
    """A page of these jobs: what is due first, or what ended last, on top."""
    total = db.session.scalars(select(func.count()).select_from(Job).where(_PARTS[part])).one()
    rows = _jobs(part).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page(db.session.scalars(rows).all(), total, number)


def every_job(part: Part) -> Iterator[Job]:
    """All of these jobs in the same order, as they are read."""
    return iter(db.session.scalars(_jobs(part).execution_options(yield_per=500)))


def _jobs(part: Part) -> Select[Job]:
    return select(Job).where(_PARTS[part]).order_by(*_ORDER[part])


def tick_runs(kinds: Iterable[str]) -> list[TickRuns]:
    """How the jobs of these kinds that the clock called for went, in the order given."""
    by_clock = Job.key.startswith(TICK, autoescape=True)
    done = select(Job.kind, func.max(Job.finished_at)).where(by_clock).group_by(Job.kind)
    done_at = dict(db.session.execute(done).all())
    failing = select(Job.kind, Job.last_error).where(
        by_clock, Job.finished_at.is_(None), Job.last_error != ""
    )
    newest_last = failing.order_by(Job.id)
    errors = dict(db.session.execute(newest_last).all())
    return [TickRuns(kind, done_at.get(kind), errors.get(kind, "")) for kind in kinds]


def living_workers(at: datetime) -> list[Worker]:
    """The workers that said not long ago that they are alive, the oldest first."""
    alive = select(Worker).where(Worker.seen_at > at - SILENT_AFTER)
    return list(db.session.scalars(alive.order_by(Worker.started_at, Worker.id)))


def last_seen() -> datetime | None:
    """When any worker said for the last time that it is alive; None if that was long ago."""
    return db.session.scalar(select(func.max(Worker.seen_at)))
