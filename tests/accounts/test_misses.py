"""Misses are counted per guesser, so many in so long, and only of so many guessers."""

from datetime import UTC, datetime, timedelta

from app.accounts.guesses import network_of
from app.accounts.misses import Misses

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE, THERE = "192.0.2.1", "2001:db8:1:2::/64"
ROOM = 100


def test_misses_of_a_network_are_counted_for_a_quarter_of_an_hour() -> None:
    misses = Misses()
    moments = [NOON + timedelta(seconds=number) for number in range(ROOM)]

    assert [misses.count(HERE, moment) for moment in moments] == [None] * ROOM
    assert misses.count(HERE, NOON + timedelta(minutes=2)) == NOON + timedelta(minutes=15)
    assert misses.count(THERE, NOON + timedelta(minutes=2)) is None
    assert misses.count(HERE, NOON + timedelta(minutes=15)) is None
    assert misses.count(HERE, NOON + timedelta(minutes=15)) is not None


def test_all_addresses_of_one_household_count_together() -> None:
    misses = Misses()
    for number in range(ROOM):
        misses.count(network_of(f"2001:db8:1:2::{number:x}"), NOON)

    assert misses.count(THERE, NOON) is not None
    assert misses.count(network_of("2001:db8:1:3::1"), NOON) is None


def test_only_so_many_guessers_are_remembered() -> None:
    misses = Misses(guessers=3)
    for _ in range(ROOM):
        misses.count(HERE, NOON)

    for number in range(3):
        misses.count(f"192.0.2.{number + 10}", NOON)

    assert misses.count(HERE, NOON) is None
    assert len(misses._newest_first) == 3


def test_ten_thousand_misses_take_little_room() -> None:
    misses = Misses(guessers=20)

    for number in range(10_000):
        misses.count(f"10.0.{number % 40}.1", NOON + timedelta(milliseconds=number))

    assert len(misses._newest_first) == 20
    assert max(map(len, misses._newest_first.values())) <= ROOM


def test_a_stricter_measure_counts_fewer_in_less_time() -> None:
    misses = Misses(limit=2, window=timedelta(minutes=5))

    assert misses.blocked_until(HERE, NOON) is None
    assert [misses.count(HERE, NOON) for _ in range(2)] == [None, None]
    assert misses.blocked_until(HERE, NOON) == NOON + timedelta(minutes=5)
    assert misses.blocked_until(THERE, NOON) is None
    assert misses.blocked_until(HERE, NOON + timedelta(minutes=5)) is None
