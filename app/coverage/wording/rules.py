"""The rule in plain words."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from app.coverage.indicator.rule import Rule
from app.web.languages import date_full


def summary(rule: Rule) -> str:
    """The rule in two sentences, as the head of the page says it."""
    return _(
        "Teachers of primary schools. Each person counts once;"
        " whoever is absent for %(days)s days or longer is left out.",
        days=rule.absence_min_days,
    )


def explained(rule: Rule) -> list[tuple[str, str]]:
    """Every setting of the rule with what it means, in the order of the reckoning."""
    return [*_population(rule), *_training(rule)]


def _population(rule: Rule) -> Iterator[tuple[str, str]]:
    yield (
        _("Who is counted"),
        _(
            "Everybody who works on a teaching post in a primary school on the chosen date: heads"
            " and deputies, teachers, pedagogues, psychologists, speech therapists, librarians,"
            " day-room and support teachers."
        ),
    )
    yield _("Part-time"), _("Counts like full-time: one person is one person.")
    yield (
        _("Several schools"),
        _(
            "In the city a person counts once; in each school that employs the person, that"
            " school's own figure counts the person too."
        ),
    )
    yield (
        _("Long absence"),
        ngettext(
            "Whoever is absent on that date without a break for at least %(num)s day is left out"
            " of both numbers. The reason is not recorded.",
            "Whoever is absent on that date without a break for at least %(num)s days is left out"
            " of both numbers. The reason is not recorded.",
            rule.absence_min_days,
        ),
    )


def _training(rule: Rule) -> Iterator[tuple[str, str]]:
    yield (
        _("Who is trained"),
        _(
            "Whoever completed, from %(start)s to the chosen date, a training in information"
            " security that covers every obligatory topic, passed its test or was present, and"
            " stands on an accepted list.",
            start=date_full(rule.window_start),
        ),
    )
    yield _("Obligatory topics"), ", ".join(sorted(rule.required_topics))
    yield _("Validity"), _validity(rule)
    yield (
        _("Target"),
        _(
            "%(percent)s%% or more. Whole numbers decide; the percentage shown is cut after one"
            " decimal, never rounded up.",
            percent=rule.target_percent,
        ),
    )


def _validity(rule: Rule) -> str:
    if rule.validity_months is None:
        return _("The training does not age within the plan.")
    return ngettext("%(num)s month", "%(num)s months", rule.validity_months)
