"""The official rule and a few people, for the tests of the rule."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.coverage.indicator.rule import (
    Aggregation,
    Measure,
    MultiSchool,
    Population,
    Posts,
    Rule,
)
from app.coverage.indicator.values import Achievement, Job, Period

TOPICS = frozenset(
    {"KRI.a", "KRI.b", "KRI.c", "KSC.a", "KSC.b", "KSC.c", "KSC.d"}
    | {"HDR.procedures", "HDR.failures_continuity"}
)
RULE = Rule(
    code="W9-2026.1",
    scope_unit_kinds=frozenset({"primary_school"}),
    posts=Posts.TEACHING,
    post_ids=frozenset(),
    min_fte=Decimal(0),
    measure=Measure.HEADCOUNT,
    multi_school=MultiSchool.ALL,
    population=Population.AS_OF_DATE,
    grace_days=0,
    absence_min_days=30,
    window_start=date(2026, 1, 1),
    validity_months=None,
    external_allowed=True,
    category="information_security",
    required_topics=TOPICS,
    any_of=frozenset(),
    all_of=frozenset(),
    target_percent=80,
    aggregation=Aggregation.BOTH,
    reference_dates=(
        date(2026, 6, 30),
        date(2026, 12, 31),
        date(2027, 6, 30),
        date(2027, 12, 31),
    ),
)
D = date(2026, 6, 30)
A, B, KINDERGARTEN = 1, 2, 3


def job(unit: int = A, *, post: bool | None = True, **more: object) -> Job:
    kind = "kindergarten" if unit == KINDERGARTEN else "primary_school"
    since = more.pop("since", date(2020, 9, 1))
    until = more.pop("until", None)
    fte = Decimal(str(more.pop("fte", "1")))
    post_id = more.pop("post_id", 1)
    assert not more
    return Job(unit, kind, post_id, post, fte, Period(since, until))  # type: ignore[arg-type]


TRAINED = Achievement(
    training_id=1,
    title="Bezpieczeństwo informacji",
    category="information_security",
    topics=TOPICS,
    completed_on=date(2026, 3, 10),
    is_external=False,
    is_passed=True,
    is_confirmed=True,
    is_revoked=False,
)


def trained(**changes: object) -> Achievement:
    return replace(TRAINED, **changes)  # type: ignore[arg-type]
