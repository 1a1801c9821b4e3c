"""Figures in words: amounts are cut, and the target is told of what has to meet it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from app.coverage.indicator.rule import Aggregation, Posts
from app.coverage.indicator.values import Figure
from app.coverage.queries.figures import Overview, UnitFigure
from app.coverage.queries.records import BriefUnit
from app.coverage.wording import labels
from app.people.models import UnitKind
from app.web.languages import init_languages
from tests.coverage.cases import RULE


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Nothing is translated."""
    app = Flask("words")
    init_languages(app)
    with app.test_request_context(headers={"Cookie": "language=en"}):
        yield


def figure(trained: int, eligible: int, *, is_fte: bool = False) -> Figure:
    return Figure(eligible, trained, 0, 80, is_fte)


@pytest.mark.parametrize(
    "one, counts, missing",
    [
        pytest.param(figure(200, 251), "200 of 251", "1", id="people"),
        pytest.param(figure(1999, 2999, is_fte=True), "1.99 of 2.99", "0.41", id="posts are cut"),
        pytest.param(
            figure(7999, 10_000, is_fte=True), "7.99 of 10.00", "0.01", id="a trace lacks"
        ),
    ],
)
def test_amounts_are_cut_and_what_is_missing_is_enough(
    one: Figure, counts: str, missing: str
) -> None:
    assert (labels.counts(one), labels.missing(one)) == (counts, missing)


TRAINED = "15 of 20 people are trained."
WHOLE = "1 person is missing to meet the target."
EACH = "By themselves, 1 of 2 units meet it."


@pytest.mark.parametrize(
    "aggregation, said",
    [
        (Aggregation.CITY, f"{TRAINED} {WHOLE}"),
        (Aggregation.EACH_SCHOOL, f"{TRAINED} {EACH}"),
        (Aggregation.BOTH, f"{TRAINED} {WHOLE} {EACH}"),
    ],
)
def test_the_target_is_told_of_what_it_is_demanded_of(aggregation: Aggregation, said: str) -> None:
    unit = BriefUnit(2, UnitKind.PRIMARY_SCHOOL, "Szkoła", "SP", None, "1.2.")
    rule = replace(RULE, posts=Posts.ALL, aggregation=aggregation)
    units = (UnitFigure(unit, figure(9, 10)), UnitFigure(unit, figure(6, 10)))
    found = Overview(rule, date(2026, 6, 30), 1, figure(15, 20), units, {}, (), 0)

    assert labels.told(found) == said
