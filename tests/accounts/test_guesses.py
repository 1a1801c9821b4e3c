"""Five tries at an address and a hundred from a network fit into a quarter of an hour."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app.accounts.guesses import (
    PER_ADDRESS,
    PER_NETWORK,
    WINDOW,
    TooManyGuesses,
    blocked_until,
    count_try,
    forgive,
    network_of,
    target_of,
)
from app.accounts.models import Guess
from app.core.db import transaction
from tests.accounts.keys import rows

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
KEY = "k" * 32
TERESA = target_of("password", "teresa@szkoly.example", "192.0.2.1", KEY)


@pytest.mark.parametrize(
    "ages, waits",
    [
        pytest.param([], None, id="none"),
        pytest.param([0, 1, 2, 3], None, id="four"),
        pytest.param([0, 1, 2, 3, 4], WINDOW - 4 * SECOND, id="five"),
        pytest.param([0, 1, 2, 3, 899], SECOND, id="the oldest a second before the window ends"),
        pytest.param([0, 1, 2, 3, 900], None, id="the oldest just out of the window"),
        pytest.param([0, 1, 2, 3, 4, 5, 6], WINDOW - 4 * SECOND, id="the fifth newest decides"),
    ],
)
def test_the_next_try_is_heard_when_the_fifth_newest_leaves_the_window(
    ages: list[int], waits: timedelta | None
) -> None:
    newest_first = [NOON - age * SECOND for age in ages]

    until = blocked_until(newest_first, limit=5, at=NOON)

    assert until == (None if waits is None else NOON + waits)


def test_the_sixth_try_at_an_address_waits_for_the_first_to_be_forgotten(app: Flask) -> None:
    with app.app_context():
        for second in range(PER_ADDRESS):
            with transaction():
                count_try(TERESA, NOON + second * SECOND)

        with pytest.raises(TooManyGuesses) as refused, transaction():
            count_try(TERESA, NOON + 10 * SECOND)
        with pytest.raises(TooManyGuesses), transaction():
            count_try(TERESA, NOON + WINDOW - SECOND)
        with transaction():
            count_try(TERESA, NOON + WINDOW)

    assert refused.value.until == NOON + WINDOW


def test_a_network_runs_out_whatever_the_addresses(app: Flask) -> None:
    with app.app_context():
        with transaction():
            for number in range(PER_NETWORK):
                count_try(target_of("password", f"{number}@b.pl", "192.0.2.1", KEY), NOON)

        with pytest.raises(TooManyGuesses), transaction():
            count_try(target_of("password", "next@b.pl", "192.0.2.1", KEY), NOON)
        with transaction():
            count_try(target_of("password", "next@b.pl", "192.0.2.2", KEY), NOON)


def test_a_refused_try_does_not_lengthen_the_wait(app: Flask) -> None:
    with app.app_context():
        with transaction():
            for _ in range(PER_ADDRESS):
                count_try(TERESA, NOON)
        with pytest.raises(TooManyGuesses), transaction():
            count_try(TERESA, NOON + WINDOW - SECOND)

    assert len(rows(app, Guess)) == 2 * PER_ADDRESS


def test_a_right_try_clears_the_address_and_is_not_held_against_the_network(app: Flask) -> None:
    """A hall of sixty people signing in from one network must not shut it."""
    with app.app_context(), transaction():
        count_try(TERESA, NOON)
        right = count_try(TERESA, NOON)
        forgive(right)

    assert [guess.bucket for guess in rows(app, Guess)] == [TERESA.network]


def test_old_tries_are_swept_away_with_the_next_one(app: Flask) -> None:
    with app.app_context():
        with transaction():
            count_try(target_of("password", "old@b.pl", "192.0.2.9", KEY), NOON - WINDOW)
        with transaction():
            count_try(TERESA, NOON)

    assert {guess.at for guess in rows(app, Guess)} == {NOON}


def test_the_table_tells_nobody_whose_address_was_tried() -> None:
    assert target_of("password", "teresa@szkoly.example", "192.0.2.1", KEY) == TERESA
    assert TERESA.address != target_of("password", "teresa@szkoly.example", "", "x" * 32).address
    assert TERESA.address != target_of("reset", "teresa@szkoly.example", "", KEY).address
    assert len(TERESA.address) == 64


@pytest.mark.parametrize(
    "client, network",
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("garbage", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_network_is_what_one_household_gets(client: str | None, network: str) -> None:
    assert network_of(client) == network


def test_many_tries_at_once_gain_nothing(app: Flask) -> None:
    """All processes share the count, so twelve browsers together have five tries."""

    def attempt(_number: int) -> bool:
        try:
            with app.app_context(), transaction():
                count_try(TERESA, NOON)
        except TooManyGuesses:
            return False
        return True

    with ThreadPoolExecutor(12) as crowd:
        heard = list(crowd.map(attempt, range(12)))

    assert heard.count(True) == PER_ADDRESS
