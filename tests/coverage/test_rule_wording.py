"""A rule says in words exactly what its settings are, and what is odd about them."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask

from app.coverage.indicator.rule import (
    Aggregation,
    Measure,
    MultiSchool,
    Population,
    Posts,
    Rule,
)
from app.coverage.queries.rules import RuleNames, TrainingName
from app.coverage.soundness import Doubt, Offered, remarks
from app.coverage.wording.rule_versions import differences, remark
from app.coverage.wording.rules import explained, sentence
from app.factory import create_app
from tests.conftest import settings_for
from tests.coverage.cases import RULE, TOPICS

NAMES = RuleNames(
    {7: TrainingName("S1", "Hasła"), 8: TrainingName("S2", "Phishing")}, {3: "dyrektor"}
)
NAMED_POST = replace(RULE, posts=Posts.NAMED, post_ids=frozenset({3}))
NAMED_TRAINING = replace(RULE, any_of=frozenset({7}))

#: each setting → a rule that differs in it from a rule in which it matters
CHANGED: dict[str, tuple[Rule, Rule]] = {
    "scope_unit_kinds": (RULE, replace(RULE, scope_unit_kinds=frozenset({"kindergarten"}))),
    "posts": (RULE, replace(RULE, posts=Posts.ALL)),
    "post_ids": (NAMED_POST, replace(NAMED_POST, post_ids=frozenset({4}))),
    "min_fte": (RULE, replace(RULE, min_fte=Decimal("0.5"))),
    "measure": (RULE, replace(RULE, measure=Measure.FTE)),
    "multi_school": (RULE, replace(RULE, multi_school=MultiSchool.PRIMARY_WORKPLACE)),
    "population": (RULE, replace(RULE, population=Population.ANYONE_IN_WINDOW)),
    "grace_days": (RULE, replace(RULE, grace_days=30)),
    "absence_min_days": (RULE, replace(RULE, absence_min_days=None)),
    "window_start": (RULE, replace(RULE, window_start=date(2025, 1, 1))),
    "validity_months": (RULE, replace(RULE, validity_months=12)),
    "external_allowed": (RULE, replace(RULE, external_allowed=False)),
    "category": (RULE, replace(RULE, category="digital_skills")),
    "required_topics": (RULE, replace(RULE, required_topics=frozenset())),
    "any_of": (NAMED_TRAINING, replace(RULE, any_of=frozenset({7, 8}))),
    "all_of": (NAMED_TRAINING, replace(NAMED_TRAINING, all_of=frozenset({8}))),
    "target_percent": (RULE, replace(RULE, target_percent=100)),
    "aggregation": (RULE, replace(RULE, aggregation=Aggregation.CITY)),
    "reference_dates": (RULE, replace(RULE, reference_dates=(date(2026, 9, 30),))),
}


@pytest.fixture(autouse=True)
def language(tmp_path: Path) -> Iterator[Flask]:
    """Somebody has to be spoken to; no database is asked."""
    app = create_app(settings_for("", tmp_path))
    with app.test_request_context():
        yield app


def test_no_setting_changes_without_a_sentence_that_changes() -> None:
    silent = [name for name, pair in CHANGED.items() if not differences(*pair, NAMES)]

    assert silent == []
    assert {"code", *CHANGED} == {one.name for one in fields(Rule)}


def test_rules_explain_the_same_settings_in_the_same_order() -> None:
    """So that any two can be laid beside each other."""
    told = {
        tuple(term for term, _said in explained(rule, NAMES))
        for pair in CHANGED.values()
        for rule in pair
    }
    assert len(told) == 1


def test_the_sentence_names_trainings_and_posts() -> None:
    rule = replace(NAMED_POST, all_of=frozenset({7}), any_of=frozenset({8}))

    said = sentence(rule, NAMES)

    for expected in ("dyrektor", "Hasła", "Phishing", "30 czerwca 2026"):
        assert expected in said


PART, REST = frozenset({"KRI.a"}), TOPICS - {"KRI.a"}
WHOLE = Offered(7, "Hasła", (TOPICS,))
FIRST, SECOND = Offered(7, "Hasła", (PART,)), Offered(8, "Phishing", (REST,))
EACH = replace(RULE, all_of=frozenset({7, 8}))
ONE = replace(RULE, any_of=frozenset({7, 8}))
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "rule, offered, doubts",
    [
        pytest.param(RULE, [WHOLE], [], id="nothing is odd"),
        pytest.param(RULE, [FIRST, WHOLE], [], id="another of the category is enough"),
        pytest.param(RULE, [], [Doubt.CATEGORY_EMPTY], id="a category without trainings"),
        pytest.param(EACH, [FIRST, SECOND], [], id="parts that are a whole together"),
        pytest.param(EACH, [FIRST], [Doubt.NOBODY_TRAINED], id="parts that are none"),
        pytest.param(ONE, [FIRST, SECOND], [Doubt.NOBODY_TRAINED], id="one of parts"),
        pytest.param(ONE, [WHOLE, SECOND], [Doubt.TRAINING_USELESS], id="one is but a part"),
        pytest.param(
            replace(RULE, window_start=date(2026, 7, 1)),
            [WHOLE],
            [Doubt.REPORTS_TOO_EARLY],
            id="a report before anything counts",
        ),
        pytest.param(
            replace(RULE, reference_dates=(date(2026, 6, 30),)),
            [WHOLE],
            [Doubt.REPORTS_OVER],
            id="no report to come",
        ),
        pytest.param(NAMED_POST, [WHOLE], [Doubt.POST_GONE], id="a post that was joined"),
    ],
)
def test_what_is_odd_is_said(rule: Rule, offered: list[Offered], doubts: list[Doubt]) -> None:
    found = remarks(rule, offered, posts={1, 2}, today=TODAY)

    assert [one.doubt for one in found] == doubts
    assert all(remark(one).endswith(".") for one in found)
