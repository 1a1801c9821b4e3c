"""A figure of a day gone by is what it was, except through an entry that is called a correction.

Everything that an office may do is done at random, on one day after another, through the services;
after each deed every person's standing on past days is looked at under rules of every setting.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.core.errors import DomainError
from app.coverage.indicator.judgement import judge, weight
from app.coverage.indicator.values import Standing
from app.coverage.queries.records import Population, records_of
from tests.coverage.lives import DAY, random_rule
from tests.coverage.office import DEEDS_OF_AN_OFFICE, Office, hire
from tests.coverage.worlds import furnish

SEED = 1
DEEDS = 150
PEOPLE = 8
LOOKED_AT = [DAY - timedelta(days=number) for number in (90, 45, 31, 30, 29, 20, 10, 2, 1, 0)]

Picture = dict[tuple[str, int, date], tuple[Standing, int]]


@pytest.fixture
def furnished(app: Flask) -> Iterator[None]:
    with app.app_context():
        with transaction():
            furnish()
        yield


@pytest.mark.usefixtures("furnished")
def test_a_past_figure_moves_only_by_a_correction() -> None:
    dice = Random(SEED)
    office = Office(dice, DAY - timedelta(days=100), rules=[random_rule(dice) for _ in range(6)])
    moved = 0
    for number in range(DEEDS):
        if number % 2:
            office.today += timedelta(days=1)
        before, position = picture(office), newest_entry()
        deed = hire if number < PEOPLE else dice.choice(DEEDS_OF_AN_OFFICE)
        try:
            with transaction():
                deed(office)
        except DomainError:
            continue
        if picture(office) != before:
            moved += 1
            assert is_correction_since(position), (deed.__name__, office.today)

    assert moved, "nothing was ever corrected, so nothing was tried"


def picture(office: Office) -> Picture:
    """Where everybody stands on the days gone by, under every rule, in the whole and in a city."""
    found: Picture = {}
    past = [day for day in LOOKED_AT if day < office.today]
    for path in ("1.", "1.11."):
        records = records_of(Population.at(path))
        for rule_number, rule in enumerate(office.rules):
            for person_id, record in records.items():
                for day in past:
                    verdict = judge(record, rule, day).standing
                    stands = verdict, weight(record, rule, day)
                    if verdict is not Standing.OUTSIDE:
                        found[f"{path} {rule_number}", person_id, day] = stands
    return found


def newest_entry() -> int:
    return db.session.scalar(select(func.max(AuditEntry.id))) or 0


def is_correction_since(position: int) -> bool:
    later = select(AuditEntry.is_correction).where(AuditEntry.id > position)
    return any(db.session.scalars(later))
