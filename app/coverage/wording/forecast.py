"""The forecast in plain words, and how it is made."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from app.coverage.forecast.pace import FEWEST_WEEKS, STRETCH
from app.coverage.forecast.projection import first_met
from app.coverage.indicator.values import FULL_TIME, Figure
from app.coverage.queries.forecasts import Forecast, Prospect
from app.coverage.queries.seats import Seats
from app.coverage.wording import labels
from app.web.languages import date_full, percent


def headline(found: Forecast) -> str:
    """What is known: the figure on the day of report if nobody else were trained."""
    known, day = found.total.known, date_full(found.until)
    if not known.eligible:
        return _("Nobody would be counted on %(day)s.", day=day)
    share = percent(known.tenths)
    if known.is_met:
        return _(
            "Even if nobody else were trained, it would be %(share)s on %(day)s: the target would"
            " be met.",
            share=share,
            day=day,
        )
    return _(
        "If nobody else were trained, it would be %(share)s on %(day)s. To meet the target,"
        " it takes %(missing)s.",
        share=share,
        day=day,
        missing=missing(known),
    )


def missing(figure: Figure) -> str:
    """What it takes to meet the target: "12 more people"."""
    if figure.is_fte:
        return _("%(amount)s more full-time posts", amount=labels.missing(figure))
    return ngettext("%(num)s more person", "%(num)s more people", figure.missing)


def likely(found: Forecast) -> str:
    """What the pace so far leads to, with its range, and when the target would be met."""
    outlook = found.total.outlook
    if outlook is None:
        return _(
            "Too little is known of the pace: it takes at least %(weeks)s full weeks.",
            weeks=FEWEST_WEEKS,
        )
    share = _(
        "At the pace so far it would be %(usual)s, between %(low)s and %(high)s.",
        usual=percent(outlook.usual.tenths),
        low=percent(outlook.low.tenths),
        high=percent(outlook.high.tenths),
    )
    return f"{share} {_when(found)}"


def _when(found: Forecast) -> str:
    met = first_met([(one.day, one.usual) for one in found.outlooks])
    if met is None:
        return _("That is not enough for the target.")
    if met <= found.today:
        return _("The target is met and would stay so.")
    return _("The target would be met in the week before %(day)s.", day=date_full(met))


def pace(one: Prospect) -> str:
    """The pace so far beside the pace that is needed."""
    if one.pace is None:
        so_far = _("The pace so far is not known yet.")
    else:
        so_far = _(
            "%(usual)s a week in the last %(weeks)s weeks; in the slowest %(stretch)s weeks"
            " %(slowest)s, in the fastest %(fastest)s.",
            usual=_rate(one.pace.usual, one.known),
            weeks=one.pace.weeks,
            stretch=STRETCH,
            slowest=_rate(one.pace.slowest, one.known),
            fastest=_rate(one.pace.fastest, one.known),
        )
    if not one.pace_needed:
        return so_far
    needed = _("%(rate)s a week are needed from now on.", rate=_rate(one.pace_needed, one.known))
    return f"{so_far} {needed}"


def rates(one: Prospect) -> str:
    """Both in two numbers, for a row of the table."""
    so_far = _("not known") if one.pace is None else _rate(one.pace.usual, one.known)
    if not one.pace_needed:
        return so_far
    return _(
        "%(so_far)s, %(needed)s needed", so_far=so_far, needed=_rate(one.pace_needed, one.known)
    )


def seats(found: Seats) -> str:
    """What planned sessions hold."""
    if not found.sessions:
        return _("No session is planned until then.")
    sessions = ngettext("%(num)s planned session", "%(num)s planned sessions", found.sessions)
    if found.is_unlimited:
        return _("%(sessions)s, with seats for everybody invited", sessions=sessions)
    free = ngettext("%(num)s free seat", "%(num)s free seats", found.free)
    return _("%(sessions)s, %(free)s", sessions=sessions, free=free)


def seats_short(found: Seats) -> str:
    """The same in a word, for a row of the table."""
    if found.is_unlimited:
        return _("for everybody invited")
    return ngettext("%(num)s free seat", "%(num)s free seats", found.free)


def seats_enough(one: Prospect) -> str:
    """Whether the seats are enough for those who are missing; empty where nobody is."""
    if not one.known.missing or one.known.is_fte or one.seats.is_unlimited:
        return ""
    lacking = one.known.missing - one.seats.free
    if lacking <= 0:
        return _("There are seats for everybody who is missing.")
    return ngettext(
        "There is %(num)s seat too few for those who are missing, unless they learn online.",
        "There are %(num)s seats too few for those who are missing, unless they learn online.",
        lacking,
    )


def expiring(one: Prospect) -> str:
    """How much of what is reached gets lost by then."""
    if not one.expiring:
        return _("No training expires by then.")
    if one.known.is_fte:
        return _(
            "The training behind %(amount)s full-time posts expires by then.",
            amount=labels.amount(one.expiring, one.known),
        )
    return ngettext(
        "The training of %(num)s person expires by then.",
        "The training of %(num)s people expires by then.",
        one.expiring,
    )


def chip(one: Prospect) -> tuple[str, str]:
    """Kind and words for a row of the table."""
    known, ahead = one.known, one.outlook
    if not known.eligible:
        return "plain", _("not applicable")
    if ahead is None:
        return ("met", _("met")) if known.is_met else ("plain", _("not known"))
    for figure, kind, words in (
        (known, "met", _("met")),
        (ahead.low, "met", _("on course")),
        (ahead.usual, "met", _("likely")),
        (ahead.high, "short", _("possible")),
    ):
        if figure.is_met:
            return kind, words
    return "short", _("more is needed")


def method(found: Forecast) -> Iterator[str]:
    """How the numbers are made, step by step."""
    yield _(
        "First comes what is known today: employments and absences that begin or end until the day"
        " of report, and trainings that expire by then. Nobody else is taken to be trained."
    )
    yield _(
        "The pace so far is what the last full weeks gained, at most 26 of them, and none before"
        " %(start)s, the first day that counts. Only people who count today are looked at.",
        start=date_full(found.rule.window_start),
    )
    yield _(
        "The range is not a probability. Its ends go on as the slowest and the fastest %(stretch)s"
        " weeks in a row did; its middle goes on as the whole time did.",
        stretch=STRETCH,
    )
    yield _(
        "What the pace adds is rounded down to whole people, and is never more than everybody."
        " Holidays, and new people who are not on any list yet, are not foreseen."
    )
    yield _(
        "Seats are those that nobody has taken in sessions whose programme this rule accepts, which"
        " begin by the day of report and invite people of the unit. A session that invites several"
        " schools stands in the row of each: seats of rows are not to be added up."
    )


def _rate(per_week: Fraction, figure: Figure) -> str:
    """Amounts per week to one decimal, truncated."""
    amount = per_week / FULL_TIME if figure.is_fte else per_week
    return format_decimal(Decimal(int(amount * 10)) / 10, format="0.0")
