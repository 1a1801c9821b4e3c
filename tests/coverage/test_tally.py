"""Figures by SQL, by the rule and by a slow, obvious count are the same, whatever happened.

2 000 lives on each database, under rules whose every setting is drawn.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.db import db
from app.coverage.indicator.judgement import judge_at, own_figures, weight
from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import Figure, Record, Standing
from app.coverage.queries.comparison import compare
from app.coverage.queries.counted_jobs import Parts
from app.coverage.queries.figures import figure_of, total_of
from app.coverage.queries.ground import Ground
from app.coverage.queries.records import Population, records_of
from app.coverage.queries.tally import Tally, tally
from tests.coverage.cases import RULE
from tests.coverage.lives import PATHS, below, random_day, random_rule
from tests.coverage.reference import Away, Life, Work, amounts
from tests.coverage.worlds import World, furnish

WORLDS = 20
PEOPLE = 100
RULES = 2
CITY, SCHOOL, ROOT = 11, 12, 1

Amounts = tuple[int, int, int]
#: of the three amounts
STANDINGS = (
    (Standing.TRAINED, Standing.NOT_TRAINED),
    (Standing.TRAINED,),
    (Standing.EXCLUDED,),
)


def of(figure: Figure) -> Amounts:
    return figure.eligible, figure.trained, figure.excluded


@pytest.fixture
def furnished(app: Flask) -> Iterator[None]:
    """The units and trainings of `worlds`, without people, inside the application."""
    with app.app_context():
        furnish()
        yield
        db.session.rollback()


@pytest.mark.timeout(400)
@pytest.mark.usefixtures("furnished")
def test_sql_and_the_rule_agree_with_a_slow_count() -> None:
    check_world()


@settings(max_examples=WORLDS, deadline=None, database=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def check_world(seed: int) -> None:
    dice = Random(seed)
    world = World.random(dice, PEOPLE)
    with db.session.begin_nested() as savepoint:
        world.write()
        for _ in range(RULES):
            rule, day = random_rule(dice), random_day(dice)
            check_units(world, rule, day, PATHS[CITY])
            check_below(world, rule, day)
            check_school(world, rule, day)
            check_change(rule, day)
        savepoint.rollback()


@pytest.mark.usefixtures("furnished")
def test_of_an_absence_still_to_come_the_first_day_is_known() -> None:
    known = Away(None, date(2026, 6, 21), date(2026, 7, 19))
    to_come = Away(None, date(2026, 7, 20), None)
    work = Work(SCHOOL, "primary_school", 901, True, Decimal(1), date(2020, 9, 1), None)

    World({1: Life([work], [known, to_come]), 2: Life([work], [known])}).write()

    assert of(tally(RULE, PATHS[SCHOOL], date(2026, 6, 30)).total) == (1, 0, 1)


def check_units(world: World, rule: Rule, day: date, path: str) -> None:
    """A city: everybody once, and every school with its own staff."""
    whole = amounts(world.lives.values(), rule, day, below(CITY))
    own = {one: amounts(world.lives.values(), rule, day, {one}) for one in below(CITY)}
    records = records_of(Population.in_scope_of(rule, path, from_day=day, to_day=day)).values()

    assert of(total_of(records, rule, day)) == whole
    assert {one: of(_own(one, records, rule, day)) for one in own} == own
    by_sql = tally(rule, path, day, Parts.UNITS)
    assert of(by_sql.total) == whole
    assert named(by_sql) == {one: found for one, found in own.items() if any(found)}


def check_below(world: World, rule: Rule, day: date) -> None:
    """All cities: everybody once, and every city with all that stands below it."""
    by_sql = tally(rule, PATHS[ROOT], day, Parts.BELOW)
    parts = {one: below(one) for one, path in PATHS.items() if path.count(".") == 2} | {
        ROOT: {ROOT}
    }
    expected = {
        one: amounts(world.lives.values(), rule, day, units) for one, units in parts.items()
    }

    assert of(by_sql.total) == amounts(world.lives.values(), rule, day, below(ROOT))
    assert named(by_sql) == {one: found for one, found in expected.items() if any(found)}


def check_school(world: World, rule: Rule, day: date) -> None:
    by_sql = tally(rule, PATHS[SCHOOL], day)

    assert of(by_sql.total) == amounts(world.lives.values(), rule, day, {SCHOOL})


def check_change(rule: Rule, day: date) -> None:
    """Two days of a city: the persons who changed are the whole difference."""
    base = Ground(rule, "", is_official=False, version_id=0, position=0, undecided_posts=0)
    before = day - timedelta(days=45)
    found = compare(base, PATHS[CITY], before, day)

    assert of(found.before) == of(tally(rule, PATHS[CITY], before).total)
    assert of(found.after) == tuple(
        amount + sum(one.difference(*standings) for one in found.changes)
        for amount, standings in zip(of(found.before), STANDINGS, strict=True)
    )


def named(found: Tally) -> dict[int, Amounts]:
    return {one: of(figure) for one, figure in found.parts.items()}


def _own(unit_id: int, records: Iterable[Record], rule: Rule, day: date) -> Figure:
    members = (one for one in records if unit_id in own_figures(one, rule, day))
    return figure_of(
        (
            (judge_at(unit_id, one, rule, day).standing, weight(one, rule, day, unit_id))
            for one in members
        ),
        rule,
    )
