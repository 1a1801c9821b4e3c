"""What another rule would change, in words."""

from decimal import Decimal

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from app.coverage.indicator.values import Figure
from app.coverage.queries.rule_effects import Effect, Move
from app.coverage.wording.labels import standing_label
from app.web.languages import percent


def all_rules() -> str:
    """What the list of rules is called on the way to one."""
    return _("Rules")


def headline(found: Effect) -> str:
    """The change of the whole figure in one sentence."""
    if not found.after.eligible:
        return _("Under this version nobody would be counted.")
    if not found.before.eligible:
        return _("Now nobody is counted; under this version somebody would be.")
    if found.before == found.after:
        return _("The figure would stay as it is.")
    return f"{_course(found)} {_target(found)}"


def _course(found: Effect) -> str:
    before, after = found.before.tenths or 0, found.after.tenths or 0
    shares = {"before": percent(before), "after": percent(after)}
    if before < after:
        return _("The share would rise from %(before)s to %(after)s.", **shares)
    if before > after:
        return _("The share would fall from %(before)s to %(after)s.", **shares)
    return _("The share would stay at %(after)s.", **shares)


def _target(found: Effect) -> str:
    return {
        (True, True): _("The target is met now, and would still be met."),
        (True, False): _("The target is met now, and would no longer be met."),
        (False, True): _("The target is not met now, and would be met."),
        (False, False): _("The target is not met now, and would still not be met."),
    }[bool(found.before.is_met), bool(found.after.is_met)]


def point_difference(before: Figure, after: Figure) -> str:
    """How much the share grows, in percentage points; a dash where one of them has none."""
    if before.tenths is None or after.tenths is None:
        return "–"
    tenths = after.tenths - before.tenths
    if not tenths:
        return _("the same")
    sign = "+" if tenths > 0 else "−"
    points = format_decimal(Decimal(abs(tenths)) / 10, format="0.0")
    return _("%(sign)s%(points)s pp", sign=sign, points=points)


def every_move() -> str:
    """All of them, as the name of a list."""
    return _("Everybody")


def move(one: Move) -> str:
    """From where to where somebody would change."""
    was, would = (standing_label(standing) for standing in one)
    return _("%(was)s → %(would)s", was=was, would=would)


def move_code(one: Move) -> str:
    """The same in an address."""
    return "-".join(one)


def people_headline(count: int) -> str:
    """How many people stand elsewhere."""
    if not count:
        return _("Nobody would stand elsewhere than now.")
    return ngettext(
        "%(num)s person would stand elsewhere than now.",
        "%(num)s people would stand elsewhere than now.",
        count,
    )
