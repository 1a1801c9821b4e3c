"""Figures and standings in a few words."""

from decimal import ROUND_CEILING, ROUND_DOWN, Decimal

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from app.coverage.indicator.rule import Aggregation, MultiSchool, Posts, Rule
from app.coverage.indicator.values import FULL_TIME, Figure, Reason, Standing
from app.coverage.queries.figures import Overview
from app.coverage.rows import Order
from app.people.models import UnitKind
from app.web.languages import Count, number, percent

_HUNDREDTHS = Decimal("0.01")


def amount(value: int, figure: Figure) -> str:
    """An amount of this figure: persons, or full-time posts cut after two decimals."""
    if not figure.is_fte:
        return number(value)
    return _full_time_posts(value, ROUND_DOWN)


def missing(figure: Figure) -> str:
    """The amount that is missing to the target; never less than it takes."""
    if not figure.is_fte:
        return number(figure.missing)
    return _full_time_posts(figure.missing, ROUND_CEILING)


def _full_time_posts(thousandths: int, rounding: str) -> str:
    posts = (Decimal(thousandths) / FULL_TIME).quantize(_HUNDREDTHS, rounding)
    return format_decimal(posts, format="#,##0.00")


def counts(figure: Figure) -> str:
    """How much of how much: "197 of 258"."""
    return _(
        "%(trained)s of %(eligible)s",
        trained=amount(figure.trained, figure),
        eligible=amount(figure.eligible, figure),
    )


def share(figure: Figure) -> str:
    """The share with what it is made of: "76,3% (197 of 258)"."""
    if figure.tenths is None:
        return _("not applicable")
    return _("%(share)s (%(counts)s)", share=percent(figure.tenths), counts=counts(figure))


def headline(figure: Figure, rule: Rule) -> str:
    """The sentence that a mayor repeats after the number."""
    if not figure.eligible:
        return _("Nobody is counted here on this date.")
    return f"{_trained(figure, rule)} {distance(figure)}"


def told(found: Overview) -> str:
    """The same of a whole with its parts: what the target is demanded of, met or not."""
    shown = found.units if shows_schools(found) else ()
    are_met = [one.figure.is_met for one in shown if one.figure.is_met is not None]
    return told_briefly(found.total, found.rule, sum(are_met), len(are_met))


def told_briefly(figure: Figure, rule: Rule, met: int, counted: int) -> str:
    """The same, where `met` of the `counted` parts meet the target by themselves."""
    if not figure.eligible:
        return _("Nobody is counted here on this date.")
    schools = _each(met, counted) if rule.aggregation is not Aggregation.CITY else ""
    is_of_whole = rule.aggregation is not Aggregation.EACH_SCHOOL or not schools
    whole = distance(figure) if is_of_whole else ""
    return " ".join(filter(None, (_trained(figure, rule), whole, schools)))


def _each(met: int, counted: int) -> str:
    """How many of the units meet the target by themselves; empty where there is but one."""
    if counted < 2:  # noqa: PLR2004 - "each" needs several
        return ""
    if met == counted:
        return _("Every unit meets it by itself.")
    return ngettext(
        "By itself, %(met)s of %(num)s unit meets it.",
        "By themselves, %(met)s of %(num)s units meet it.",
        Count(counted),
        met=number(met),
    )


def shows_schools(found: Overview) -> bool:
    """Whether the table is of units that the rule counts, not of cities that hold them."""
    return all(one.unit.kind in found.rule.scope_unit_kinds for one in found.units)


def row_word(found: Overview) -> str:
    """What a row of the table of units is."""
    kinds = {one.unit.kind for one in found.units}
    if len(kinds) > 1:
        return _("Unit")
    return {
        UnitKind.PRIMARY_SCHOOL: _("School"),
        UnitKind.KINDERGARTEN: _("Kindergarten"),
        UnitKind.RUNNING_BODY: _("City"),
    }.get(next(iter(kinds), UnitKind.OTHER), _("Unit"))


def _trained(figure: Figure, rule: Rule) -> str:
    if figure.is_fte:
        return _(
            "Trained people hold %(trained)s of %(eligible)s full-time posts.",
            trained=amount(figure.trained, figure),
            eligible=amount(figure.eligible, figure),
        )
    if rule.posts is Posts.TEACHING:
        return ngettext(
            "%(trained)s of %(num)s teacher is trained.",
            "%(trained)s of %(num)s teachers are trained.",
            Count(figure.eligible),
            trained=amount(figure.trained, figure),
        )
    return ngettext(
        "%(trained)s of %(num)s person is trained.",
        "%(trained)s of %(num)s people are trained.",
        Count(figure.eligible),
        trained=amount(figure.trained, figure),
    )


def distance(figure: Figure) -> str:
    """How far the target is."""
    if figure.is_met:
        return _("The target is met.")
    if figure.is_fte:
        return _(
            "%(amount)s full-time posts are missing to meet the target.", amount=missing(figure)
        )
    return ngettext(
        "%(num)s person is missing to meet the target.",
        "%(num)s people are missing to meet the target.",
        Count(figure.missing),
    )


def distance_chip(figure: Figure) -> str:
    """The same in two words, for a row of the table."""
    if figure.is_met is None:
        return _("not applicable")
    if figure.is_met:
        return _("met")
    if figure.is_fte:
        return _("%(amount)s full-time missing", amount=missing(figure))
    return ngettext(
        "%(num)s person missing",
        "%(num)s people missing",
        Count(figure.missing),
    )


def distance_kind(figure: Figure) -> str:
    """The kind of chip that fits."""
    return {True: "met", False: "short", None: "plain"}[figure.is_met]


def not_trained(found: Overview) -> int:
    """How many people are in the figure and not trained; of a unit above cities not known."""
    others = {Reason.TRAINED, Reason.LONG_ABSENCE, Reason.FIRST_DAYS}
    return sum(count for reason, count in found.reasons.items() if reason not in others)


def several_note(found: Overview) -> str:
    """Why the rows do not add up to the whole."""
    if found.rule.multi_school is MultiSchool.PRIMARY_WORKPLACE:
        return _("Somebody who works in several units counts at the main workplace only.")
    return _(
        "Somebody who works in several units stands in the row of each, and once in the whole."
    )


def row_kind(figure: Figure, rule: Rule) -> str:
    """The same for a part of the whole: one that is short is no fault where the whole decides."""
    kind = distance_kind(figure)
    return "plain" if kind == "short" and rule.aggregation is Aggregation.CITY else kind


def order_label(order: Order) -> str:
    """In which order a table stands."""
    return {
        Order.HIGHEST: _("Highest share first"),
        Order.LOWEST: _("Lowest share first"),
        Order.NAME: _("By name"),
    }[order]


def standing_label(standing: Standing) -> str:
    """Where somebody stands, as a chip says it."""
    return {
        Standing.TRAINED: _("trained"),
        Standing.NOT_TRAINED: _("not trained"),
        Standing.EXCLUDED: _("left out"),
        Standing.OUTSIDE: _("not in the figure"),
    }[standing]


def standing_filter(standing: Standing | None) -> str:
    """Where people stand, as the name of a list."""
    if standing is None:
        return _("Everybody")
    return {
        Standing.TRAINED: _("Trained"),
        Standing.NOT_TRAINED: _("Not trained"),
        Standing.EXCLUDED: _("Left out"),
        Standing.OUTSIDE: _("Not in the figure"),
    }[standing]


def standing_kind(standing: Standing) -> str:
    """The kind of chip that fits."""
    kinds = {Standing.TRAINED: "met", Standing.NOT_TRAINED: "short"}
    return kinds.get(standing, "plain")
