"""The days behind a figure, as a picture and in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import format_date
from flask_babel import gettext as _

from app.coverage.indicator.rule import Rule
from app.coverage.queries.figures import DayFigure
from app.coverage.wording import labels
from app.web.languages import date_full, percent
from app.web.trend import TrendPicture, stepped, trend_picture
from app.web.trend_values import Mark, TrendPoint


@dataclass(frozen=True, slots=True)
class Trend:
    """The picture, what it shows in one sentence, and the same as rows of a table."""

    picture: TrendPicture
    label: str
    rows: list[tuple[str, str]]


def trend_of(
    trend: Sequence[DayFigure], rule: Rule, as_of: date, projection: Sequence[TrendPoint] = ()
) -> Trend | None:
    """The course of the figure up to the day; None where nobody was counted on any day of it.

    `trend` has a figure for each day on which it changed; of the table each month has one row, the
    last of it. `projection` is what is expected after the day, with its range.
    """
    known = [one for one in trend if one.figure.tenths is not None]
    if not known:
        return None
    last = projection[-1].on if projection else as_of
    return Trend(
        picture=trend_picture(
            list(stepped(_point(one, as_of) for one in trend)),
            rule.target_percent,
            as_of,
            projection,
            ticks=list(_months(trend[0].day, last)),
            marks=[Mark(day, format_date(day, "dd.MM.y")) for day in rule.reference_dates],
        ),
        label=_label(known[0], known[-1], projection),
        rows=[(date_full(one.day), labels.share(one.figure)) for one in month_ends(trend)],
    )


def trend_of_published(
    published: Sequence[DayFigure], rule: Rule, rows: list[tuple[str, str]]
) -> Trend | None:
    """The figures that were published, each a point; None unless there are two to be joined.

    `rows` are the same as a table.
    """
    known = [one for one in published if one.figure.tenths is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    last = known[-1].day
    return Trend(
        picture=trend_picture(
            [_point(one, last) for one in known],
            rule.target_percent,
            last,
            ticks=list(_months(known[0].day, last)),
            marks=[Mark(day, format_date(day, "dd.MM.y")) for day in rule.reference_dates],
            has_dots=True,
        ),
        label=_label(known[0], known[-1], ()),
        rows=rows,
    )


def month_ends(trend: Sequence[DayFigure]) -> Iterator[DayFigure]:
    """The figure at the end of each month of the trend, and the last one."""
    for one, after in zip(trend, [*trend[1:], None], strict=True):
        if after is None:
            yield one
            continue
        for end in _ends_between(one.day, after.day):
            yield DayFigure(end, one.figure)


def _ends_between(first: date, after: date) -> Iterator[date]:
    """The last days of months from `first` on and before `after`."""
    day = first
    while (end := _month_end(day)) < after:
        yield end
        day = end + timedelta(days=1)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _months(first: date, last: date) -> Iterator[Mark]:
    """The name of each month at its first day."""
    day = first if first.day == 1 else _month_end(first) + timedelta(days=1)
    while day <= last:
        yield Mark(day, format_date(day, "LLL"))
        day = _month_end(day) + timedelta(days=1)


def _point(one: DayFigure, as_of: date) -> TrendPoint:
    tenths = one.figure.tenths
    return TrendPoint(
        on=one.day,
        percent=None if tenths is None else tenths / 10,
        text=percent(tenths) if one.day == as_of else "",
    )


def _label(first: DayFigure, last: DayFigure, projection: Sequence[TrendPoint]) -> str:
    told = _(
        "From %(before)s on %(first_day)s to %(after)s on %(last_day)s.",
        before=percent(first.figure.tenths),
        first_day=date_full(first.day),
        after=percent(last.figure.tenths),
        last_day=date_full(last.day),
    )
    end = projection[-1] if projection else None
    if end is None or end.low is None or end.high is None:
        return told
    expected = _(
        "Expected on %(day)s: from %(low)s to %(high)s.",
        day=date_full(end.on),
        low=percent(int(10 * end.low)),
        high=percent(int(10 * end.high)),
    )
    return f"{told} {expected}"
