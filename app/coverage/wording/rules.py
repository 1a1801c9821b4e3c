"""A rule in plain words: whoever reads them could count by hand and come to the same figure."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from app.coverage.indicator.rule import Aggregation, Posts, Rule
from app.coverage.queries.rules import RuleNames
from app.coverage.wording.rule_people import looks_everywhere, people, units
from app.coverage.wording.rule_training import training
from app.web.languages import date_full


def summary(rule: Rule) -> str:
    """The rule in two sentences, as the head of a page says it."""
    return f"{_who_in_short(rule)} {_absence_in_short(rule)}"


def sentence(rule: Rule, names: RuleNames) -> str:
    """The whole rule as one paragraph."""
    return " ".join(said for _term, said in explained(rule, names))


def explained(rule: Rule, names: RuleNames) -> list[tuple[str, str]]:
    """Every setting of the rule with what it means, in the order of the reckoning.

    Two rules differ in what they say if and only if they differ in a setting that matters.
    """
    said = (*people(rule, names), *training(rule, names), *_demand(rule))
    return [(term, " ".join(sentences)) for term, sentences in said]


def _who_in_short(rule: Rule) -> str:
    if looks_everywhere(rule):
        return {
            Posts.TEACHING: _("Teaching posts in every unit."),
            Posts.ALL: _("All posts in every unit."),
            Posts.NAMED: _("The posts that the rule names, in every unit."),
        }[rule.posts]
    return {
        Posts.TEACHING: _("Teaching posts in: %(units)s.", units=units(rule)),
        Posts.ALL: _("All posts in: %(units)s.", units=units(rule)),
        Posts.NAMED: _("The posts that the rule names, in: %(units)s.", units=units(rule)),
    }[rule.posts]


def _absence_in_short(rule: Rule) -> str:
    if rule.absence_min_days is None:
        return _("Whoever is absent is counted all the same.")
    return ngettext(
        "Whoever is absent for %(num)s day or longer is left out.",
        "Whoever is absent for %(num)s days or longer is left out.",
        rule.absence_min_days,
    )


def _demand(rule: Rule) -> Iterator[tuple[str, Iterable[str]]]:
    of_what = {
        Aggregation.CITY: _("It is demanded of all units together."),
        Aggregation.EACH_SCHOOL: _("It is demanded of each unit on its own."),
        Aggregation.BOTH: _("It is demanded of all units together, and of each on its own."),
    }[rule.aggregation]
    target = _(
        "The target is %(percent)s%% or more. Whole numbers decide; the percentage shown is cut"
        " after one decimal, never rounded up.",
        percent=rule.target_percent,
    )
    yield _("Target"), (target, of_what)
    yield _("Days of report"), (_report_days(rule),)


def _report_days(rule: Rule) -> str:
    days = "; ".join(date_full(day) for day in rule.reference_dates)
    return _("The figure is reported as of: %(days)s.", days=days)
