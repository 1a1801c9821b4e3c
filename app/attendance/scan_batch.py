"""What a trainer's phone sends: scans, each with a key of its own and its age.

The phone's clock is never asked, only how long ago a scan was made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.attendance.checkin import Way

LARGEST_BATCH = 100
_LONGEST_KEY = 40
_LONGEST_CODE = 300
_LARGEST_NUMBER = 2**31 - 1
#: beyond any age that is believed, within what can be computed with
_LONGEST_AGE_MS = 10**12
_WAYS = {"badge": Way.BADGE, "name": Way.NAME}
_KINDS = {"in": False, "out": True}


class Malformed(StrEnum):
    """Why a batch cannot be read."""

    NO_OBJECT = "no_object"
    NO_DEVICE = "no_device"
    NO_SCANS = "no_scans"
    TOO_MANY = "too_many"


class MalformedBatch(Exception):
    """Nothing in it can be read; `why` says what is wrong with its frame."""

    def __init__(self, why: Malformed) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class SentScan:
    """One scan as it was sent."""

    key: str
    #: text of a QR code; None if the person was chosen by name
    code: str | None
    person_id: int | None
    #: the person leaves; else comes
    is_departure: bool
    way: Way
    age: timedelta
    is_offline: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """All that was sent at once, in its order."""

    device: str
    scans: tuple[SentScan, ...]
    #: keys of scans that make no sense
    unreadable: tuple[str, ...]


def read_batch(sent: object) -> Batch:
    """What was sent. A scan that makes no sense does not spoil the others.

    Whoever cannot even say its key gets no answer. What is unknown in a scan is ignored.

    Raises:
        MalformedBatch: the frame around the scans makes no sense.
    """
    if not isinstance(sent, Mapping):
        raise MalformedBatch(Malformed.NO_OBJECT)
    device, scans = sent.get("device"), sent.get("scans")
    if not _is_name(device):
        raise MalformedBatch(Malformed.NO_DEVICE)
    if not isinstance(scans, list) or not scans:
        raise MalformedBatch(Malformed.NO_SCANS)
    if len(scans) > LARGEST_BATCH:
        raise MalformedBatch(Malformed.TOO_MANY)
    named = [one for one in scans if isinstance(one, Mapping) and _is_name(one.get("key"))]
    read = [(str(one["key"]), _scan(one)) for one in named]
    return Batch(
        str(device),
        tuple(scan for _key, scan in read if scan),
        tuple(key for key, scan in read if scan is None),
    )


def _scan(sent: Mapping[str, object]) -> SentScan | None:
    """The scan; None if it makes no sense."""
    code, person_id = sent.get("code"), sent.get("person_id")
    way, kind = _WAYS.get(str(sent.get("way"))), _KINDS.get(str(sent.get("kind")))
    age, offline = sent.get("age_ms"), sent.get("offline")
    by_code = isinstance(code, str) and person_id is None and "\0" not in code
    by_name = code is None and _is_number(person_id) and 0 < int(str(person_id)) <= _LARGEST_NUMBER
    told = Way.BADGE if by_code else Way.NAME if by_name else None
    if told is None or way is not told or kind is None:
        return None
    if not _is_number(age) or not isinstance(offline, bool):
        return None
    milliseconds = max(-_LONGEST_AGE_MS, min(int(str(age)), _LONGEST_AGE_MS))
    return SentScan(
        str(sent["key"]),
        str(code)[:_LONGEST_CODE] if by_code else None,
        int(str(person_id)) if by_name else None,
        kind,
        way,
        timedelta(milliseconds=milliseconds),
        offline,
    )


def _is_name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_KEY and value.isprintable()


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
