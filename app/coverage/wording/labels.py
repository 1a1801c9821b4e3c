"""Figures and standings in a few words."""

from flask_babel import gettext as _
from flask_babel import ngettext

from app.coverage.indicator.values import Figure, Standing


def headline(figure: Figure) -> str:
    """The sentence that a mayor repeats after the number."""
    if not figure.eligible:
        return _("Nobody is counted here on this date.")
    trained = ngettext(
        "%(trained)s of %(num)s teacher is trained.",
        "%(trained)s of %(num)s teachers are trained.",
        figure.eligible,
        trained=figure.trained,
    )
    return f"{trained} {distance(figure)}"


def distance(figure: Figure) -> str:
    """How far the target is."""
    if figure.is_met:
        return _("The target is met.")
    return ngettext(
        "%(num)s person is missing to meet the target.",
        "%(num)s people are missing to meet the target.",
        figure.missing,
    )


def distance_chip(figure: Figure) -> str:
    """The same in two words, for a row of the table."""
    if figure.is_met is None:
        return _("not applicable")
    if figure.is_met:
        return _("met")
    return ngettext("%(num)s person missing", "%(num)s people missing", figure.missing)


def distance_kind(figure: Figure) -> str:
    """The kind of chip that fits."""
    return {True: "met", False: "short", None: "plain"}[figure.is_met]


def standing_label(standing: Standing) -> str:
    """Where somebody stands, as a chip says it."""
    return {
        Standing.TRAINED: _("trained"),
        Standing.NOT_TRAINED: _("not trained"),
        Standing.EXCLUDED: _("long absence"),
        Standing.OUTSIDE: _("not in the figure"),
    }[standing]


def standing_filter(standing: Standing | None) -> str:
    """Where people stand, as the name of a list."""
    if standing is None:
        return _("Everybody")
    return {
        Standing.TRAINED: _("Trained"),
        Standing.NOT_TRAINED: _("Not trained"),
        Standing.EXCLUDED: _("Long absence"),
        Standing.OUTSIDE: _("Not in the figure"),
    }[standing]


def standing_kind(standing: Standing) -> str:
    """The kind of chip that fits."""
    kinds = {Standing.TRAINED: "met", Standing.NOT_TRAINED: "short"}
    return kinds.get(standing, "plain")
