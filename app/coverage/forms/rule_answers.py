"""From a rule to the answers of its editor, and back."""

from app.coverage.forms.rules import ANY_OF_CATEGORY, NAMED, RuleForm
from app.coverage.indicator.rule import (
    Aggregation,
    Measure,
    MultiSchool,
    Population,
    Posts,
    Rule,
)


def answers(rule: Rule) -> dict[str, object]:
    """What the editor shows while nobody has typed anything."""
    asked = NAMED if rule.any_of | rule.all_of else ANY_OF_CATEGORY
    numbers = ("post_ids", "all_of", "any_of")
    return {
        **{name: getattr(rule, name) for name in _PLAIN},
        **{name: [str(number) for number in getattr(rule, name)] for name in numbers},
        "scope_unit_kinds": list(rule.scope_unit_kinds),
        "required_topics": list(rule.required_topics),
        "min_fte": f"{rule.min_fte.normalize():f}".replace(".", ","),
        "grace_days": rule.grace_days or None,
        "asked": asked,
    }


_PLAIN = (
    *("posts", "population", "absence_min_days", "measure", "multi_school"),
    *("category", "window_start", "validity_months", "external_allowed"),
    *("target_percent", "aggregation", "reference_dates"),
)


def described(form: RuleForm, code: str) -> Rule:
    """The rule that was described, once the form is valid, under this code.

    What was ticked in a part of the form that other answers close is left out.
    """
    posts = Posts(form.posts.data)
    asked = form.asked.data == NAMED
    assert form.window_start.data is not None  # noqa: S101 - `Given`
    assert form.target_percent.data is not None  # noqa: S101 - `InputRequired`
    return Rule(
        code=code,
        scope_unit_kinds=frozenset(form.scope_unit_kinds.data or ()),
        posts=posts,
        post_ids=_numbers(form.post_ids.data if posts is Posts.NAMED else None),
        min_fte=form.min_fte.share,
        measure=Measure(form.measure.data),
        multi_school=MultiSchool(form.multi_school.data),
        population=Population(form.population.data),
        grace_days=form.grace_days.data or 0,
        absence_min_days=form.absence_min_days.data,
        window_start=form.window_start.data,
        validity_months=form.validity_months.data,
        external_allowed=form.external_allowed.data,
        category=form.category.data or "",
        required_topics=frozenset(form.required_topics.data or ()),
        any_of=_numbers(form.any_of.data if asked else None),
        all_of=_numbers(form.all_of.data if asked else None),
        target_percent=form.target_percent.data,
        aggregation=Aggregation(form.aggregation.data),
        reference_dates=form.reference_dates.data or (),
    )


def _numbers(ticked: list[str] | None) -> frozenset[int]:
    return frozenset(map(int, ticked or ()))
