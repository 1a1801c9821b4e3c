"""When a session meets: from the wall clock to instants, what overlaps, and how far it has come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from app.core.clock import LOCAL_ZONE
from app.core.errors import Conflict


class EndsFirst(Conflict):
    """On the clock of that day the end does not come after the start."""

    field = "ends"

    def __init__(self, starts: time, ends: time) -> None:
        super().__init__(starts, ends)
        self.starts, self.ends = starts, ends


class NoSuchTime(Conflict):
    """The clock is moved that night, and shows this time never, or twice."""

    def __init__(self, field: str, wall: datetime, *, is_doubled: bool) -> None:
        super().__init__(field, wall)
        self.field, self.wall, self.is_doubled = field, wall, is_doubled


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From one instant to a later one."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        """Whether they share any time; one that begins as the other ends does not."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


def span_of(day: date, starts: time, ends: time) -> Span:
    """That time of that day in Poland. It begins and ends on the same day.

    Raises:
        EndsFirst: the end does not come after the start; midnight belongs to the next day.
        NoSuchTime: the clock is moved that night.
    """
    if ends <= starts:
        raise EndsFirst(starts, ends)
    return Span(_instant(day, starts, "starts"), _instant(day, ends, "ends"))


def _instant(day: date, wall: time, field: str) -> datetime:
    shown = datetime.combine(day, wall)
    local = shown.replace(tzinfo=LOCAL_ZONE)
    instant = local.astimezone(UTC)
    if instant.astimezone(LOCAL_ZONE).replace(tzinfo=None) != shown:
        raise NoSuchTime(field, shown, is_doubled=False)
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise NoSuchTime(field, shown, is_doubled=True)
    return instant


class Stage(StrEnum):
    """How far a session has come: nobody stores it, it follows from times and events."""

    PLANNED = "planned"
    #: nothing is under way, but people may check in to the next meeting
    OPEN = "open"
    UNDER_WAY = "under_way"
    #: every meeting has ended, and nobody has closed it yet
    OVER = "over"
    CLOSED = "closed"
    CANCELLED = "cancelled"


def stage_of(
    spans: Iterable[Span],
    opens_before_minutes: int,
    at: datetime,
    *,
    is_cancelled: bool = False,
    is_closed: bool = False,
) -> Stage:
    """How far a session of these meetings has come at that instant."""
    if is_cancelled:
        return Stage.CANCELLED
    if is_closed:
        return Stage.CLOSED
    ahead = [span for span in spans if span.ends_at >= at]
    if not ahead:
        return Stage.OVER
    if any(span.starts_at <= at for span in ahead):
        return Stage.UNDER_WAY
    opens_at = min(ahead).starts_at - timedelta(minutes=opens_before_minutes)
    return Stage.OPEN if opens_at <= at else Stage.PLANNED


def next_of(spans: Sequence[Span], at: datetime) -> int:
    """Which of them matters now: the one under way, else the next, else the last; its index."""
    ahead = [number for number, span in enumerate(spans) if span.ends_at >= at]
    if ahead:
        return min(ahead, key=lambda number: spans[number])
    return max(range(len(spans)), key=lambda number: spans[number])
