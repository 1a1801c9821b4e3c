"""Wrong codes of the room: how many are heard, and kept, before somebody has to wait.

A typed code has 30 bits, so guessing has to be slow. Counted in the memory of this process; why
that is enough: docs/decisions/0021-codes-of-the-room.md.
"""

from datetime import datetime, timedelta

from app.accounts.guesses import network_of
from app.accounts.misses import Misses

PER_DEVICE, DEVICE_WINDOW = 10, timedelta(minutes=5)
#: a hall shares one network, and everybody in it mistypes
PER_NETWORK, NETWORK_WINDOW = 100, timedelta(minutes=10)


class WrongCodes:
    """Counts by device, and by network: devices are as many as somebody likes to have."""

    def __init__(self) -> None:
        self._devices = Misses(PER_DEVICE, DEVICE_WINDOW)
        self._networks = Misses(PER_NETWORK, NETWORK_WINDOW)

    def blocked_until(self, device: str, client: str | None, at: datetime) -> datetime | None:
        """Until when no code is heard; None: the next one is."""
        waits = (
            self._devices.blocked_until(device, at),
            self._networks.blocked_until(network_of(client), at),
        )
        return max((until for until in waits if until is not None), default=None)

    def count(self, device: str, client: str | None, at: datetime) -> datetime | None:
        """One more was wrong; it is counted unless there were too many: then until when."""
        until = self.blocked_until(device, client, at)
        if until is None:
            self._devices.count(device, at)
            self._networks.count(network_of(client), at)
        return until
