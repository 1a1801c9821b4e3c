"""Receipts: what a scanned code of the room becomes at once, so that signing in may take its time.

A receipt is signed by the server and kept in the browser that scanned. It says which meeting, how,
and when by the server's clock; its number becomes the key of the check-in, so that it serves one
person only. Nothing is stored for it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from itsdangerous import BadData, URLSafeSerializer

from app.attendance.checkin import Way

_PURPOSE = "kadra receipt"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Somebody stood in the room of the meeting at that instant; who, is told later."""

    meeting_id: int
    way: Way
    scanned_at: datetime
    key: str


def new_receipt(meeting_id: int, way: Way, at: datetime) -> Receipt:
    """A receipt like no other, of a scan at that instant."""
    return Receipt(meeting_id, way, at, str(uuid4()))


def sealed(receipt: Receipt, secret_key: str) -> str:
    """The receipt as the browser keeps it: readable, but nobody can change it."""
    ticks = (receipt.scanned_at - _EPOCH) // _TICK
    said = [receipt.meeting_id, receipt.way.value, ticks, UUID(receipt.key).hex]
    return _signature(secret_key).dumps(said)


def opened(text: str | None, secret_key: str) -> Receipt | None:
    """The receipt that was sealed; None if there is none, or somebody else made it."""
    try:
        meeting_id, way, ticks, key = _signature(secret_key).loads(text or "")
    except BadData:
        return None
    return Receipt(meeting_id, Way(way), _EPOCH + ticks * _TICK, str(UUID(key)))


def is_expired(receipt: Receipt, at: datetime, minutes: int) -> bool:
    """Whether the scan is more than so many minutes ago."""
    return at - receipt.scanned_at > timedelta(minutes=minutes)


def _signature(secret_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt=_PURPOSE)
