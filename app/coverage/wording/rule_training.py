"""Who is trained, in plain words."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from app.coverage.indicator.rule import Rule
from app.coverage.queries.rules import RuleNames
from app.coverage.wording.codes import code_list
from app.training.models.trainings import Category, Topic
from app.training.wording.register import category_label
from app.web.languages import date_full


def training(rule: Rule, names: RuleNames) -> Iterator[tuple[str, Iterable[str]]]:
    """What each setting about trainings means: its name, and sentences."""
    counted = _(
        "A completion counts if it is dated %(start)s or later, its test, if there is one, is"
        " passed, and the list that it stands on is accepted.",
        start=date_full(rule.window_start),
    )
    yield _("Who is trained"), (_asked_for(rule, names), counted)
    yield _("Obligatory topics"), (_topics(rule),)
    yield _("Training elsewhere"), (_elsewhere(rule),)
    yield _("Validity"), (_validity(rule),)


def _asked_for(rule: Rule, names: RuleNames) -> str:
    each, one = _titles(rule.all_of, names), _titles(rule.any_of, names)
    if each and one:
        return _(
            "Trained is whoever completed, by the chosen day, all of these trainings: %(each)s,"
            " and at least one of these: %(one)s.",
            each=each,
            one=one,
        )
    if len(rule.all_of | rule.any_of) == 1:
        return _("Trained is whoever completed %(title)s by the chosen day.", title=each or one)
    if each:
        return _(
            "Trained is whoever completed, by the chosen day, all of these trainings: %(each)s.",
            each=each,
        )
    if one:
        return _(
            "Trained is whoever completed, by the chosen day, at least one of these trainings:"
            " %(one)s.",
            one=one,
        )
    return _(
        "Trained is whoever completed, by the chosen day, any training of this category:"
        " %(category)s.",
        category=category_label(Category(rule.category)),
    )


def _titles(trainings: Iterable[int], names: RuleNames) -> str:
    titles = sorted(names.training(one) or "?" for one in trainings)
    return ", ".join(_("“%(title)s”", title=title) for title in titles)


def _topics(rule: Rule) -> str:
    codes = [topic.value for topic in Topic if topic in rule.required_topics]
    if not codes:
        return _("No topics are asked for: what the programme covers does not matter.")
    listed = code_list(code.partition("_")[0] for code in codes)
    if rule.all_of:
        return _("Together the programmes have to cover these topics: %(topics)s.", topics=listed)
    return _(
        "The programme of one and the same training has to cover these topics: %(topics)s.",
        topics=listed,
    )


def _elsewhere(rule: Rule) -> str:
    if rule.external_allowed:
        return _("A training taken elsewhere counts once its certificate is accepted.")
    return _("A training taken elsewhere does not count.")


def _validity(rule: Rule) -> str:
    if rule.validity_months is None:
        return _("A completed training does not expire.")
    return ngettext(
        "A completed training counts for %(num)s month; after that it has to be repeated.",
        "A completed training counts for %(num)s months; after that it has to be repeated.",
        rule.validity_months,
    )
