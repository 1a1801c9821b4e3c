"""Codes of the room: what the wall of a hall shows for some seconds, and whether it still holds.

A code is computed from the secret of the meeting and the server's clock. Nothing is kept for it, so
all displays of a hall show the same one, whatever their own clocks say. For cameras it is a token,
which says whose meeting it is and proves it; for fingers it is six characters. The code that was
shown just before holds, too: nobody's runs out while they aim or type.
"""

import hmac
import math
from dataclasses import dataclass
from datetime import datetime

from app.attendance.checkin import Refusal
from app.core.paper.codes import ALPHABET, digits, meant, number_of

TYPED_LENGTH = 6

#: 50 bits: whoever tries a million tokens each second needs years to hit one that is shown
_PROOF_LENGTH = 10
_GROUP = 4
_BITS = 5
#: for so long it can be told that a code was genuine, and is only late
_REMEMBERED_SECONDS = 900
_LARGEST_ROW_NUMBER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Shown:
    """What the wall shows at an instant; `window` tells it from what it shows before and after."""

    token: str
    typed: str
    window: int
    #: until the next code is shown; this one is taken for another `seconds` of the window's length
    seconds_left: float


def shown(secret: str, meeting_id: int, at: datetime, seconds: int) -> Shown:
    """The code of the meeting at that instant, when codes change every so many seconds."""
    window = window_of(at, seconds)
    return Shown(
        token=_token(secret, meeting_id, window),
        typed=_typed(secret, meeting_id, window),
        window=window,
        seconds_left=(window + 1) * seconds - at.timestamp(),
    )


def window_of(at: datetime, seconds: int) -> int:
    """The number of the window that the instant is in: all codes of it are alike."""
    return math.floor(at.timestamp() / seconds)


def meeting_of(token: str) -> int | None:
    """The meeting that a token claims to be of; None if it is no token."""
    number = number_of(meant(token)[:-_PROOF_LENGTH])
    return number if number is not None and number <= _LARGEST_ROW_NUMBER else None


def read_typed(typed: str) -> str | None:
    """The six characters that somebody means: case, blanks and look-alikes do not matter.

    None if it cannot be a code.
    """
    plain = meant(typed)
    is_code = len(plain) == TYPED_LENGTH and set(plain) <= set(ALPHABET)
    return plain if is_code else None


def verdict(
    presented: str, secret: str, meeting_id: int, at: datetime, seconds: int
) -> Refusal | None:
    """Why a token, or a typed code, does not open the meeting at that instant; None: it does."""
    plain = meant(presented)
    if len(plain) == TYPED_LENGTH:
        compute = _typed
    elif meeting_of(plain) == meeting_id:
        compute = _token
    else:
        return Refusal.FOREIGN_MEETING if meeting_of(plain) else Refusal.UNKNOWN_CODE
    now = window_of(at, seconds)
    for window in range(now, now - math.ceil(_REMEMBERED_SECONDS / seconds) - 1, -1):
        code = compute(secret, meeting_id, window)
        if hmac.compare_digest(code.encode(), plain.encode()):
            return None if window >= now - 1 else Refusal.EXPIRED_CODE
    return Refusal.UNKNOWN_CODE


def spaced(typed: str) -> str:
    """The code as people read it: "7F4K 92"."""
    return f"{typed[:_GROUP]} {typed[_GROUP:]}"


def _token(secret: str, meeting_id: int, window: int) -> str:
    return digits(meeting_id) + _proof(secret, f"room {meeting_id} {window}", _PROOF_LENGTH)


def _typed(secret: str, meeting_id: int, window: int) -> str:
    return _proof(secret, f"typed {meeting_id} {window}", TYPED_LENGTH)


def _proof(secret: str, said: str, length: int) -> str:
    """So many characters that nobody finds without the secret."""
    digest = hmac.digest(bytes.fromhex(secret), said.encode(), "sha256")
    return digits(int.from_bytes(digest) >> (8 * len(digest) - _BITS * length), length)
