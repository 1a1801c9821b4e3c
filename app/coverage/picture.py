"""The year behind a figure, as a picture and in words."""

from dataclasses import dataclass
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from app.coverage.queries.figures import DayFigure, Overview
from app.web.languages import date_full, percent
from app.web.trend import TrendPicture, TrendPoint, trend_picture


@dataclass(frozen=True, slots=True)
class Trend:
    """The picture, what it shows in one sentence, and the same as rows of a table."""

    picture: TrendPicture
    label: str
    rows: list[tuple[str, str]]


def trend_of(found: Overview) -> Trend | None:
    """The trend up to the day; None where nobody was counted on any day of it."""
    known = [one for one in found.trend if one.figure.tenths is not None]
    if not known:
        return None
    points = [_point(one, found.as_of) for one in found.trend]
    return Trend(
        picture=trend_picture(points, found.rule.target_percent, found.as_of),
        label=_label(known[0], known[-1]),
        rows=[(date_full(one.day), _row(one)) for one in found.trend],
    )


def _point(one: DayFigure, as_of: date) -> TrendPoint:
    tenths = one.figure.tenths
    return TrendPoint(
        on=one.day,
        percent=None if tenths is None else tenths / 10,
        tick="" if one.day == as_of else format_date(one.day, "LLL"),
        text=percent(tenths) if one.day == as_of else "",
    )


def _label(first: DayFigure, last: DayFigure) -> str:
    return _(
        "From %(before)s on %(first_day)s to %(after)s on %(last_day)s.",
        before=percent(first.figure.tenths),
        first_day=date_full(first.day),
        after=percent(last.figure.tenths),
        last_day=date_full(last.day),
    )


def _row(one: DayFigure) -> str:
    if one.figure.tenths is None:
        return _("not applicable")
    return _(
        "%(share)s (%(trained)s of %(eligible)s)",
        share=percent(one.figure.tenths),
        trained=one.figure.trained,
        eligible=one.figure.eligible,
    )
