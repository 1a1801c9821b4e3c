"""What the log says about rules."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.coverage.queries.rules import RuleNames
from app.coverage.wording.rule_choices import choices

ACTIONS = {
    "coverage.rule_drafted": _l("Rule drafted"),
    "coverage.draft_edited": _l("Draft of a rule changed"),
    "coverage.draft_discarded": _l("Draft of a rule discarded"),
    "coverage.rule_put_in_force": _l("Rule put in force"),
}

FIELDS = {
    "copied_from": _l("Copy of"),
    "title": _l("Name of the rule"),
    "note": _l("Why the rule is changed"),
    "scope_unit_kinds": _l("In which units"),
    "posts": _l("On which posts"),
    "post_ids": _l("Posts that count"),
    "population": _l("Employed when"),
    "min_fte": _l("Leave out employments up to this share of full time"),
    "grace_days": _l("First days of work that do not count"),
    "absence_min_days": _l("An absence is long from this many days on"),
    "measure": _l("What is added up"),
    "multi_school": _l("Where somebody counts who works in several units"),
    "category": _l("Category"),
    "all_of": _l("All of these have to be completed"),
    "any_of": _l("One of these has to be completed"),
    "required_topics": _l("Topics that the programme has to cover"),
    "window_start": _l("Completions count from"),
    "validity_months": _l("Months for which a completion counts"),
    "external_allowed": _l("Trainings taken elsewhere count as well"),
    "target_percent": _l("Target in percent"),
    "aggregation": _l("Of what the target is demanded"),
    "reference_dates": _l("Days of report"),
}

_NAMED_BY_CODE = (
    *("scope_unit_kinds", "posts", "population", "measure", "multi_school"),
    *("category", "aggregation"),
)


def change(name: str, old: object, new: object) -> str:
    """One setting that changed, in the words of the editor."""
    label = str(FIELDS[name])
    if old is None:
        return f"{label}: {_value(name, new)}"
    return f"{label}: {_value(name, old)} → {_value(name, new)}"


def _value(name: str, value: object) -> str:
    if value in (None, "", []):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    values = value if isinstance(value, list) else [value]
    if name not in _NAMED_BY_CODE:
        return ", ".join(map(str, values))
    labels = dict(choices(RuleNames({}, {}))[name])
    return ", ".join(labels.get(str(one), str(one)) for one in values)
