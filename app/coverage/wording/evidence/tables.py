"""Tables and the chart of the report."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from flask_babel import format_date
from flask_babel import gettext as _

from app.core import clock
from app.core.paper.blocks import WIDTH
from app.core.paper.flow import Column, Gauge, Row
from app.coverage.canonical import UnitLine, short_code
from app.coverage.indicator.values import Figure, Reason, Standing
from app.coverage.models.snapshots import Snapshot
from app.coverage.publication import Publication
from app.coverage.queries.snapshots import figure_of
from app.coverage.wording import labels
from app.coverage.wording.evidence.words import Chart, Table
from app.coverage.wording.reasons import reason_label
from app.web.languages import date_full, date_short, moment, number, percent

_MOST_TICKS = 12
_TENTHS = 1000

Growth = Sequence[tuple[date, Figure]]


def gauge_of(figure: Figure) -> Gauge | None:
    """The bar of the figure; None where nobody is counted."""
    if figure.tenths is None:
        return None
    target = figure.target_percent / 100
    return Gauge(figure.tenths / _TENTHS, target, is_met=bool(figure.is_met))


def share_of(figure: Figure) -> str:
    """The share, cut after one decimal."""
    return _("not applicable") if figure.tenths is None else percent(figure.tenths)


def growth_chart(found: Publication, growth: Growth) -> Chart | None:
    """How the people of this publication were trained; None where none of them is."""
    if not growth:
        return None
    first = growth[0][0].replace(day=1)
    months = list(_months(first, found.as_of))
    stride = -(-len(months) // _MOST_TICKS)
    return Chart(
        steps=tuple((day, (figure.tenths or 0) / _TENTHS) for day, figure in growth),
        first=first,
        last=found.as_of,
        target=found.figure.target_percent / 100,
        target_label=_("target %(percent)s%%", percent=found.figure.target_percent),
        value=percent(found.figure.tenths),
        ticks=tuple((day, _tick(day, first)) for day in months[::stride]),
    )


def _tick(day: date, first: date) -> str:
    """The month under the axis; the year stands with the first one and with each January."""
    return format_date(day, "LLL y" if day == first or day.month == 1 else "LLL")


def _months(first: date, last: date) -> Iterator[date]:
    """The first days of the months from `first` on, up to `last`."""
    while first <= last:
        yield first
        first += timedelta(days=monthrange(first.year, first.month)[1])


def growth_table(found: Publication, growth: Growth) -> Table:
    """The same at the end of each month, and on the day itself."""
    ends = [day - timedelta(days=1) for day in _months(growth[0][0].replace(day=1), found.as_of)]
    rows: list[Row] = []
    for end in [*ends[1:], found.as_of]:
        figure = [figure for day, figure in growth if day <= end][-1]
        cells = (date_full(end), labels.counts(figure), share_of(figure))
        rows.append([*cells, gauge_of(figure) or ""])
    return Table(
        [
            Column(_("Day"), 150),
            Column(_("Trained of those counted"), 130, is_right=True),
            Column(_("Share"), 80, is_right=True, is_strong=True),
            Column("", WIDTH - 360),
        ],
        rows,
    )


def unit_table(found: Publication) -> Table:
    """A row for each unit, and one for the whole."""
    rows: list[Row] = [_unit_row(found, unit) for unit in found.units()]
    whole = found.figure
    together = _("Together, everybody once")
    rows.append([together, gauge_of(whole) or "", *_figure_cells(whole), ""])
    return Table(
        [
            Column(_("Unit"), 158, is_strong=True),
            Column("", 112),
            Column(_("Share"), 52, is_right=True, is_strong=True),
            Column(_("Trained"), 66, is_right=True),
            Column(_("Left out"), 48, is_right=True),
            Column(_("List confirmed"), WIDTH - 436),
        ],
        rows,
        has_sum=True,
    )


def _unit_row(found: Publication, unit: UnitLine) -> Row:
    figure = found.figure_of(unit)
    return [unit.name, gauge_of(figure) or "", *_figure_cells(figure), _confirmation(unit)]


def _figure_cells(figure: Figure) -> list[str]:
    counts = labels.counts(figure) if figure.eligible else "–"
    return [share_of(figure), counts, labels.amount(figure.excluded, figure)]


def _confirmation(unit: UnitLine) -> str:
    """When the head confirmed the staff list; of several heads, whether all did."""
    if unit.unconfirmed:
        return _("no")
    return date_short(clock.local(unit.confirmed_at).date()) if unit.confirmed_at else _("yes")


def reason_table(reasons: Sequence[tuple[tuple[Standing, str], int]]) -> Table:
    """How many people have each reason."""
    rows = [
        [
            labels.standing_label(standing).capitalize(),
            reason_label(Reason(reason)),
            number(count),
        ]
        for (standing, reason), count in reasons
    ]
    return Table(
        [
            Column(_("Standing"), 130),
            Column(_("Reason"), WIDTH - 200),
            Column(_("Persons"), 70, is_right=True, is_strong=True),
        ],
        rows,
    )


def list_table(found: Publication) -> Table:
    """The accepted lists of participation."""
    rows = [
        [
            one.number,
            date_short(one.day),
            one.school,
            one.training,
            number(one.credited),
            date_short(clock.local(one.accepted_at).date()),
        ]
        for one in found.lists()
    ]
    return Table(
        [
            Column(_("List"), 84, is_strong=True),
            Column(_("Day"), 56),
            Column(_("School"), 120),
            Column(_("Training"), 134),
            Column(_("Credit"), 56, is_right=True),
            Column(_("Accepted"), WIDTH - 450),
        ],
        rows,
    )


def earlier_table(earlier: Sequence[Snapshot]) -> Table:
    """The publications before this one, the oldest first."""
    return Table(
        [
            Column(_("As of"), 96, is_strong=True),
            Column(_("Number"), 46, is_right=True),
            Column(_("Rule"), 70),
            Column(_("Share"), 58, is_right=True, is_strong=True),
            Column(_("Trained"), 76, is_right=True),
            Column(_("Published"), 90),
            Column(_("Hash"), WIDTH - 436),
        ],
        [_earlier_row(one) for one in earlier],
    )


def _earlier_row(one: Snapshot) -> Row:
    figure = figure_of(one)
    return [
        date_short(one.as_of),
        number(one.number),
        one.version.code,
        share_of(figure),
        labels.counts(figure) if figure.eligible else "–",
        moment(one.published_at),
        short_code(one.sha256),
    ]
