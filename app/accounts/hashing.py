"""Passwords as they are kept: argon2id, a few at a time."""

import unicodedata
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.accounts.passwords import MAX_LENGTH

_HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)

#: each takes 64 MiB: a hall of people signing in must wait for one another, not for the swap file
AT_ONCE = BoundedSemaphore(2)

#: what is compared when there is no account, so that "no such account" takes just as long
NOBODYS_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$bm9ib2R5IGF0IGFsbCEhIQ"
    "$3q2+796tvu/erb7v3q2+796tvu/erb7v3q2+796tvu8"
)


def hash_of(password: str) -> str:
    """What to keep of the password: slow to guess, with a salt of its own."""
    with AT_ONCE:
        return _HASHER.hash(_canonical(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password; with nothing kept it is not, after the same time."""
    with AT_ONCE:
        try:
            _HASHER.verify(kept or NOBODYS_HASH, _canonical(password))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def is_aged(kept: str) -> bool:
    """Whether it was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(kept)


def _canonical(password: str) -> bytes:
    """The same bytes whichever keyboard typed the ą; what is too long stays too long."""
    return unicodedata.normalize("NFKC", password[: MAX_LENGTH + 1]).encode("utf-8", "replace")
