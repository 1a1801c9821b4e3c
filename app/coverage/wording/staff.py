"""Staff lists and who stands for them, in words."""

from datetime import date
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.errors import DomainError
from app.coverage.indicator.values import Period
from app.coverage.queries.confirmations import Confirmed, State
from app.coverage.services.confirmations import ListChanged, TooEarly
from app.web.languages import date_full, date_short, moment, number


def state_label(state: State) -> str:
    """How far a list is confirmed, as a chip says it."""
    return {
        State.MISSING: _("to be confirmed"),
        State.OLDER: _("changed since it was confirmed"),
        State.CONFIRMED: _("confirmed by the head"),
    }[state]


def state_kind(state: State) -> str:
    """The kind of chip that fits."""
    return {State.MISSING: "short", State.OLDER: "short", State.CONFIRMED: "met"}[state]


def who(confirmed: Confirmed | None) -> str:
    """Who confirmed, and when."""
    if confirmed is None:
        return "–"
    return _("%(name)s, %(moment)s", name=confirmed.by, moment=moment(confirmed.at))


def standing(confirmed: Confirmed | None) -> str:
    """What the list of the day is worth now, in a sentence."""
    if confirmed is None:
        return _("Nobody has confirmed this list yet.")
    if confirmed.state is State.OLDER:
        return _(
            "%(name)s confirmed an older list on %(moment)s. Since then it changed, so it has to be"
            " confirmed again.",
            name=confirmed.by,
            moment=moment(confirmed.at),
        )
    return _(
        "%(name)s confirmed this list on %(moment)s.",
        name=confirmed.by,
        moment=moment(confirmed.at),
    )


def people(count: int) -> str:
    """How many people are on a list."""
    return ngettext("%(num)s person", "%(num)s people", count)


def share(fte: Decimal) -> str:
    """A share of full time: "0,5"."""
    return number(fte.normalize())


def away(absent: tuple[Period, ...]) -> str:
    """When somebody is away around the day; the reason is nobody's business."""
    return "; ".join(map(_away, absent)) or "–"


def _away(period: Period) -> str:
    if period.last is None:
        return _("since %(first)s", first=date_short(period.first))
    return _(
        "from %(first)s to %(last)s", first=date_short(period.first), last=date_short(period.last)
    )


def refusal(why: DomainError) -> str:
    """Why the list is not confirmed, and what to do now."""
    match why:
        case TooEarly():
            return _(
                "Nothing was confirmed: the day lies too far ahead. This list can be confirmed from"
                " %(day)s on.",
                day=date_full(why.opens_on),
            )
        case ListChanged():
            return _(
                "Nothing was confirmed: the list changed while you were looking at it."
                " Look at the new one below and confirm that."
            )
    raise why


def done(count: int, as_of: date) -> str:
    """That the list is confirmed."""
    return ngettext(
        "You confirmed the list of %(day)s with %(num)s person.",
        "You confirmed the list of %(day)s with %(num)s people.",
        count,
        day=date_full(as_of),
    )


def waiting(count: int) -> str:
    """How many units have not confirmed."""
    return ngettext(
        "%(num)s unit has not confirmed its list.",
        "%(num)s units have not confirmed their lists.",
        count,
    )
