"""Codes that nobody has, counted per network, in the memory of this process.

Reading never writes to the database, so these are not the counts of `app.accounts.guesses`, though
the measure is theirs. Why that is enough: docs/decisions/0017-codes-cannot-be-guessed.md.
"""

from collections import OrderedDict, deque
from datetime import datetime
from threading import Lock

from app.accounts.guesses import PER_NETWORK, blocked_until, network_of

_NETWORKS = 500


class Misses:
    """The newest misses of each network, of the networks that missed last."""

    def __init__(self, networks: int = _NETWORKS) -> None:
        self._networks = networks
        self._newest_first: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def count(self, client: str | None, at: datetime) -> datetime | None:
        """The miss is counted, unless there were too many already: then until when that holds."""
        network = network_of(client)
        with self._lock:
            seen = self._newest_first.setdefault(network, deque(maxlen=PER_NETWORK))
            self._newest_first.move_to_end(network)
            if len(self._newest_first) > self._networks:
                self._newest_first.popitem(last=False)
            until = blocked_until(seen, PER_NETWORK, at)
            if until is None:
                seen.appendleft(at)
            return until
