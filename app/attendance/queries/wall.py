"""What the wall of a hall shows: the code of the room while people may come in, and who is in."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from app.attendance.checkin import Refusal, closed_door
from app.attendance.queries.doors import Door
from app.attendance.queries.halls import secret_of
from app.attendance.queries.ledger import version_of
from app.attendance.queries.live import Room, room
from app.attendance.room_codes import Shown, shown, window_of

_DIGEST_BYTES = 9
_DAY_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Cursor:
    """What tells two looks at a wall apart: its code, or anything on it."""

    code: str
    whole: str


@dataclass(frozen=True, slots=True)
class Wall:
    """The wall at an instant; without a code, `closed` says why there is none."""

    door: Door
    at: datetime
    closed: Refusal | None
    code: Shown | None
    room: Room
    cursor: Cursor
    #: codes change so often
    seconds: int

    @property
    def opens_in_seconds(self) -> float:
        """Until the first code is shown; negative afterwards."""
        return (self.door.terms.opens_at - self.at).total_seconds()

    @property
    def is_soon(self) -> bool:
        """There is a first code to wait for, today."""
        return self.closed is Refusal.TOO_EARLY and self.opens_in_seconds < _DAY_SECONDS


def cursor_of(door: Door, at: datetime, seconds: int) -> Cursor:
    """What changes with whatever the wall shows at that instant; one query."""
    stage = closed_door(at, door.terms) or window_of(at, seconds)
    code = _digest((stage, door.terms, door.title, door.place))
    return Cursor(code, _digest((code, version_of(door.id))))


def wall(door: Door, at: datetime, seconds: int, cursor: Cursor) -> Wall:
    """The wall at that instant, when codes change every so many seconds; three queries."""
    closed = closed_door(at, door.terms)
    code = None if closed else shown(secret_of(door.id), door.id, at, seconds)
    return Wall(door, at, closed, code, room(door), cursor, seconds)


def _digest(facts: object) -> str:
    return blake2b(repr(facts).encode(), digest_size=_DIGEST_BYTES).hexdigest()
