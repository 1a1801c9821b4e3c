"""What a worker does about published figures, because it takes minutes: how far it is."""

from dataclasses import dataclass
from datetime import date, datetime

from app.core.jobs.alone import newest_about
from app.core.jobs.models import JobState
from app.core.jobs.queries import living_workers

#: jobs: a figure is published; an evidence pack is written
PUBLISH = "coverage.publish"
PACK = "coverage.pack"


@dataclass(frozen=True, slots=True)
class Errand:
    """A job that somebody asked for."""

    state: JobState
    asked_at: datetime
    asked_by: str
    #: when it is tried, or tried again
    due_at: datetime
    #: it waits, and no worker is there to do it
    is_stuck: bool

    @property
    def is_open(self) -> bool:
        return self.state not in {JobState.DONE, JobState.GIVEN_UP}


def figure_to_publish(unit_id: int, rule_key: str, as_of: date) -> str:
    """What a job of the kind `PUBLISH` is about."""
    return f"{unit_id}:{rule_key}:{as_of}"


def errand(kind: str, about: str, now: datetime) -> Errand | None:
    """The last job of this kind about this thing; None if nobody has asked for one lately."""
    job = newest_about(kind, about)
    if job is None:
        return None
    state = job.state_at(now)
    waits = state in {JobState.WAITING, JobState.RETRYING}
    is_stuck = waits and not living_workers(now)
    return Errand(state, job.created_at, job.created_by, job.due_at, is_stuck)
