"""How often a quiz may be tried, how long one waits in between, and how long one try may take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


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

    def next_start(self, submitted: Sequence[datetime]) -> datetime | None:
        """From when one may start again, having handed in at these times; None: at once."""
        return max(submitted) + self.pause if submitted else None

    def closing(self, started_at: datetime) -> datetime | None:
        """The last instant at which an answer is heard; None without a limit."""
        return None if self.time_limit is None else started_at + self.time_limit
