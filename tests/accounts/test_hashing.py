"""Passwords are kept as argon2id; comparing takes the same time with and without an account."""

import unicodedata
from threading import Event, Thread

from argon2 import PasswordHasher

from app.accounts import hashing
from tests.accounts.keys import PASSWORD, WRONG


def test_only_the_password_itself_matches() -> None:
    kept = hashing.hash_of(PASSWORD)

    assert kept.startswith("$argon2id$")
    assert hashing.matches(kept, PASSWORD)
    assert not hashing.matches(kept, WRONG)
    assert not hashing.matches(kept, "")


def test_the_same_letters_match_however_the_keyboard_composes_them() -> None:
    kept = hashing.hash_of(unicodedata.normalize("NFD", PASSWORD))

    assert hashing.matches(kept, PASSWORD)


def test_a_thousand_characters_count_to_the_last_one() -> None:
    kept = hashing.hash_of("a" * 1000)

    assert hashing.matches(kept, "a" * 1000)
    assert not hashing.matches(kept, "a" * 999)
    assert not hashing.matches(kept, "a" * 1001)
    assert not hashing.matches(kept, "a" * 100_000)


def test_nothing_matches_where_nothing_is_kept() -> None:
    assert not hashing.matches(None, PASSWORD)
    assert not hashing.matches("not a hash", PASSWORD)


def test_nobodys_hash_costs_as_much_as_anybodys() -> None:
    """Else the time of an answer would tell whether there is an account."""
    assert not hashing.is_aged(hashing.NOBODYS_HASH)
    assert not hashing.is_aged(hashing.hash_of(PASSWORD))


def test_a_hash_with_weaker_parameters_is_aged() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)

    assert hashing.is_aged(weak)
    assert hashing.matches(weak, PASSWORD)


def test_no_more_than_two_are_computed_at_once() -> None:
    """Each takes 64 MiB."""
    done = Event()

    def compute() -> None:
        hashing.hash_of(PASSWORD)
        done.set()

    third = Thread(target=compute)

    with hashing.AT_ONCE, hashing.AT_ONCE:
        third.start()
        assert not done.wait(1)
    third.join()

    assert done.is_set()
