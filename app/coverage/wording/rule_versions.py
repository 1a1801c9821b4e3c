"""Versions of a rule in words: their state, what differs, what is odd."""

from collections.abc import Callable

from flask_babel import gettext as _

from app.core.clock import local
from app.coverage.indicator.rule import Rule
from app.coverage.models.rules import RuleVersion
from app.coverage.queries.rules import RuleNames
from app.coverage.soundness import Doubt, Remark
from app.coverage.wording.rules import explained
from app.web.languages import date_full


def state(version: RuleVersion) -> tuple[str, str]:
    """Kind and text of the chip."""
    if version.is_draft:
        return "short", _("draft")
    return ("plain", _("replaced")) if version.is_replaced else ("met", _("in force"))


def since(version: RuleVersion) -> str:
    """Since when it is what it is, and by whom."""
    if version.in_force_at is None:
        return _(
            "Drafted on %(day)s by %(name)s. No figure follows it.",
            day=date_full(local(version.drafted_at).date()),
            name=version.drafted_by,
        )
    return _(
        "Put in force on %(day)s by %(name)s.",
        day=date_full(local(version.in_force_at).date()),
        name=version.in_force_by,
    )


def differences(before: Rule, after: Rule, names: RuleNames) -> list[tuple[str, str, str]]:
    """Each setting that differs: its name, what the one rule says, what the other says."""
    pairs = zip(explained(before, names), explained(after, names), strict=True)
    return [(term, old, new) for (term, old), (_term, new) in pairs if old != new]


def peculiarity(official: Rule, rule: Rule, names: RuleNames) -> str:
    """In which settings the rule differs from the official one; empty if in none."""
    settings = [term for term, _old, _new in differences(official, rule, names)]
    if not settings:
        return ""
    return _("Differs from the official rule in: %(settings)s.", settings=", ".join(settings))


def remark(one: Remark) -> str:
    """What is odd, in one sentence or two."""
    return _REMARKS[one.doubt](one)


_REMARKS: dict[Doubt, Callable[[Remark], str]] = {
    Doubt.NOBODY_TRAINED: lambda one: _(
        "Nobody can be counted as trained: the programmes of what is asked for do not cover"
        " these topics: %(topics)s. Ask for fewer topics, or for other trainings.",
        topics=", ".join(one.topics),
    ),
    Doubt.TRAINING_USELESS: lambda one: _(
        "These trainings are on the list, but their programmes leave out topics that are asked"
        " for, so completing them never counts: %(titles)s.",
        titles=", ".join(_("“%(title)s”", title=title) for title in one.titles),
    ),
    Doubt.CATEGORY_EMPTY: lambda _one: _(
        "No training with a programme fits this rule yet, so nobody can be counted as trained."
        " Add one to the catalogue of trainings."
    ),
    Doubt.REPORTS_TOO_EARLY: lambda one: _(
        "On these days of report no completion counts yet, so nobody is trained: %(days)s.",
        days="; ".join(date_full(day) for day in one.days),
    ),
    Doubt.REPORTS_OVER: lambda _one: _(
        "Every day of report is over: there is nothing to forecast any more. Add the next one."
    ),
    Doubt.POST_GONE: lambda _one: _(
        "A post that the rule names is no longer in the catalogue: it was joined to another one."
        " Whoever holds it is no longer counted. Tick the post that it was joined to."
    ),
}
