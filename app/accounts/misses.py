"""Codes that nobody has, counted per network or device, in the memory of this process.

Whoever only reads writes nothing, so these are not the counts of `app.accounts.guesses`, though the
measure is theirs. Why that is enough: docs/decisions/0017-codes-cannot-be-guessed.md.
"""

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from threading import Lock

from app.accounts.guesses import PER_NETWORK, WINDOW, blocked_until

_GUESSERS = 500


class Misses:
    """The newest misses of each guesser, of those who missed last: `limit` fit into `window`."""

    def __init__(
        self, limit: int = PER_NETWORK, window: timedelta = WINDOW, guessers: int = _GUESSERS
    ) -> None:
        self._limit = limit
        self._window = window
        self._guessers = guessers
        self._newest_first: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def count(self, guesser: str, at: datetime) -> datetime | None:
        """The miss is counted, unless there were too many already: then until when that holds."""
        with self._lock:
            seen = self._newest_first.setdefault(guesser, deque(maxlen=self._limit))
            self._newest_first.move_to_end(guesser)
            if len(self._newest_first) > self._guessers:
                self._newest_first.popitem(last=False)
            until = blocked_until(seen, self._limit, at, self._window)
            if until is None:
                seen.appendleft(at)
            return until

    def blocked_until(self, guesser: str, at: datetime) -> datetime | None:
        """Until when there were too many; None if one more miss would be counted."""
        with self._lock:
            seen = self._newest_first.get(guesser, ())
            return blocked_until(tuple(seen), self._limit, at, self._window)
