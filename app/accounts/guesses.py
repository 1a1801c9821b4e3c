"""Guessing is slow: failed tries are counted in the database, so all processes share the count.

A try is counted before it is judged and forgiven when it was right; many at once gain nothing.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import delete, func, select

from app.accounts.models import Guess
from app.core.db import db, dialect_name
from app.core.errors import DomainError

WINDOW = timedelta(minutes=15)
PER_ADDRESS = 5
#: all schools of a city may share one way out, and sixty people mistype in one hall: this only
#: has to stop somebody who tries one password on everybody
PER_NETWORK = 100

_SWEEP = 500


class TooManyGuesses(DomainError):
    """No further try is heard before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


@dataclass(frozen=True, slots=True)
class Target:
    """What is guessed at, and from where: hashes that nobody can turn back without the key."""

    address: str
    network: str


@dataclass(frozen=True, slots=True)
class Try:
    """A counted try, to be forgiven if it was right."""

    target: Target
    network_guess_id: int


def target_of(kind: str, address: str, client: str | None, key: str) -> Target:
    """The target of a try of this kind at `address`, made from the client's IP address."""
    return Target(
        _keyed_hash(key, f"{kind} address {address}"),
        _keyed_hash(key, f"{kind} network {network_of(client)}"),
    )


def network_of(client: str | None) -> str:
    """An IPv4 address, or the /64 that one household or school gets in IPv6."""
    try:
        address = ip_address(client or "")
    except ValueError:
        return "unknown"
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))


def count_try(target: Target, at: datetime) -> Try:
    """The try is counted against its address and its network; old ones are forgotten.

    Raises:
        TooManyGuesses: one of the two is exhausted; nothing was counted.
    """
    _wait_for_others(target)
    _sweep(at)
    full = (
        _full_until(target.address, PER_ADDRESS, at),
        _full_until(target.network, PER_NETWORK, at),
    )
    waits = [until for until in full if until is not None]
    if waits:
        raise TooManyGuesses(max(waits))
    guesses = [Guess(bucket=bucket, at=at) for bucket in (target.address, target.network)]
    db.session.add_all(guesses)
    db.session.flush()
    return Try(target, guesses[1].id)


def forgive(right: Try) -> None:
    """The try was right: it does not count, nor do the mistakes made at this address before."""
    forget_mistakes(right.target)
    db.session.execute(delete(Guess).where(Guess.id == right.network_guess_id))


def forget_mistakes(target: Target) -> None:
    """The owner of the address is known by other means: earlier mistakes there do not count."""
    db.session.execute(delete(Guess).where(Guess.bucket == target.address))


def blocked_until(
    newest_first: Sequence[datetime], limit: int, at: datetime, window: timedelta = WINDOW
) -> datetime | None:
    """When the next try is heard; None if it is heard now. `limit` tries fit into the window."""
    recent = [moment for moment in newest_first if moment > at - window]
    return recent[limit - 1] + window if len(recent) >= limit else None


def _full_until(bucket: str, limit: int, at: datetime) -> datetime | None:
    newest = select(Guess.at).where(Guess.bucket == bucket, Guess.at > at - WINDOW)
    return blocked_until(
        db.session.scalars(newest.order_by(Guess.at.desc()).limit(limit)).all(), limit, at
    )


def _wait_for_others(target: Target) -> None:
    """Nobody else counts for this address or network until the transaction ends.

    SQLite has one writer anyway. The locks are taken in one order, so nobody waits in a circle.
    """
    if dialect_name() == "postgresql":
        for bucket in sorted((target.address, target.network)):
            db.session.execute(select(func.pg_advisory_xact_lock(int(bucket[:15], 16))))


def _sweep(at: datetime) -> None:
    """Some tries that no longer matter are gone; whoever else sweeps takes others."""
    old = select(Guess.id).where(Guess.at <= at - WINDOW).limit(_SWEEP)
    db.session.execute(delete(Guess).where(Guess.id.in_(old.with_for_update(skip_locked=True))))


def _keyed_hash(key: str, text: str) -> str:
    return hmac.new(key.encode(), text.encode("utf-8", "replace"), "sha256").hexdigest()
