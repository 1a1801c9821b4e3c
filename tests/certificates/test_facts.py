"""What a certificate says is kept as it was, and its worth follows from the day."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from certificates.facts import Facts, State, state_on
from tests.certificates.documents import FACTS


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(FACTS, id="everything known"),
        pytest.param(
            replace(FACTS, schools=(), score_percent=None, valid_until=None, topics=()),
            id="as little as possible",
        ),
        pytest.param(replace(FACTS, teaching_hours=Decimal("0.9")), id="less than an hour"),
    ],
)
def test_facts_survive_the_database(facts: Facts) -> None:
    kept = json.loads(json.dumps(facts.as_json()))

    assert Facts.from_json(kept) == facts


@pytest.mark.parametrize(
    "day, is_revoked, state",
    [
        pytest.param(date(2027, 5, 11), False, State.VALID, id="the day before the last"),
        pytest.param(date(2027, 5, 12), False, State.VALID, id="the last day"),
        pytest.param(date(2027, 5, 13), False, State.EXPIRED, id="the day after"),
        pytest.param(date(2027, 5, 12), True, State.REVOKED, id="revoked while valid"),
        pytest.param(date(2030, 1, 1), True, State.REVOKED, id="revoked, and old besides"),
    ],
)
def test_the_state_follows_from_the_day(day: date, is_revoked: bool, state: State) -> None:
    until = date(2027, 5, 12)

    assert state_on(day, valid_until=until, is_revoked=is_revoked) is state


def test_what_does_not_age_stays_valid() -> None:
    far = date(9999, 12, 31)

    assert state_on(far, valid_until=None, is_revoked=False) is State.VALID
