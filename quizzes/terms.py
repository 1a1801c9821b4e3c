"""When a quiz may be tried: how often, how long one waits in between, how long one try may take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Entry(StrEnum):
    """How somebody stands before a quiz."""

    #: the course was not started
    NOT_STARTED = "not_started"
    #: lessons are still unread
    LESSONS_FIRST = "lessons_first"
    #: an attempt waits to be handed in
    OPEN = "open"
    #: an attempt may begin
    READY = "ready"
    #: not before the pause is over
    PAUSED = "paused"
    USED_UP = "used_up"
    #: the course is finished
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Try:
    """An attempt as far as it decides about the next one."""

    number: int
    started_at: datetime
    submitted_at: datetime | None
    #: 0 to 100, truncated; None until it was handed in
    percent: int | None
    is_passed: bool | None


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for one quiz: its own terms, else those of the operator."""

    #: None: as often as one likes
    attempts: int | None
    pause: timedelta
    #: None: take your time
    time_limit: timedelta | None

    def attempts_left(self, used: int) -> int | None:
        """How many attempts there are after `used` of them; None if there is no end."""
        return None if self.attempts is None else max(0, self.attempts - used)

    def next_start(self, tries: Sequence[Try]) -> datetime | None:
        """From when one may start again; None: at once."""
        submitted = [one.submitted_at for one in tries if one.submitted_at is not None]
        return max(submitted) + self.pause if submitted else None

    def entry(self, tries: Sequence[Try], at: datetime) -> Entry:
        """Whether somebody who has read everything, and made these tries, may begin one more."""
        if any(one.submitted_at is None for one in tries):
            return Entry.OPEN
        if self.attempts_left(len(tries)) == 0:
            return Entry.USED_UP
        next_start = self.next_start(tries)
        return Entry.READY if next_start is None or next_start <= at else Entry.PAUSED

    def closing(self, started_at: datetime) -> datetime | None:
        """The last instant at which an answer is heard; None without a limit."""
        return None if self.time_limit is None else started_at + self.time_limit
