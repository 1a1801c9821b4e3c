"""The line of the report: how those who are counted were trained, drawn in vectors."""

from dataclasses import dataclass
from datetime import date

from app.core.paper.blocks import LABEL, MARGIN, WIDTH, block, put, put_right
from app.core.paper.fonts import Face, width
from app.core.paper.setting import (
    ACCENT,
    HAIR,
    INK,
    PAGE_HEIGHT,
    Colour,
    Page,
    Shape,
    Stroke,
    Style,
)
from app.coverage.wording.evidence.words import Chart

HEIGHT = 152.0

_TOP = 8.0
_BASE = 128.0
_LEFT = 30.0
#: for the value at the end of the line
_END = 46.0
_WASH: Colour = (0.878, 0.925, 0.918)
_VALUE = Style(Face.BOLD, (10.5,), ACCENT, lines=1)
_TARGET = Style(Face.BOLD, (7.5,), INK, lines=1)
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Scale:
    chart: Chart
    #: the top of the picture, from the top of the page
    top: float

    def x(self, day: date) -> float:
        days = (self.chart.last - self.chart.first).days
        share = (day - self.chart.first).days / days if days else 1.0
        return MARGIN + _LEFT + (WIDTH - _LEFT - _END) * share

    def y(self, share: float) -> float:
        """From the bottom of the page, as lines are drawn."""
        return PAGE_HEIGHT - self.top - _BASE + (_BASE - _TOP) * share

    def down(self, share: float) -> float:
        """From the top of the page, as text is put."""
        return PAGE_HEIGHT - self.y(share)


def put_chart(page: Page, chart: Chart, top: float) -> float:
    """The picture stands below `top`; how far down it reaches."""
    scale = _Scale(chart, top)
    line = _line(chart, scale)
    base = scale.y(0)
    page.shapes.append(Shape(((line[0][0], base), *line, (line[-1][0], base)), _WASH))
    _axes(page, chart, scale)
    page.strokes.append(Stroke(line, 1.8, ACCENT))
    page.strokes.append(Stroke((line[-1], line[-1]), 6.5, ACCENT))
    beside = scale.down(chart.steps[-1][1]) - 9.5
    put(page, block(chart.value, _VALUE, _END), line[-1][0] + 8, beside)
    return top + HEIGHT


def _line(chart: Chart, scale: _Scale) -> tuple[_Point, ...]:
    """Along the days, and up wherever somebody was trained."""
    points = [(scale.x(chart.first), scale.y(0))]
    for day, share in chart.steps:
        points += [(scale.x(day), points[-1][1]), (scale.x(day), scale.y(share))]
    return (*points, (scale.x(chart.last), points[-1][1]))


def _axes(page: Page, chart: Chart, scale: _Scale) -> None:
    left, right = scale.x(chart.first), scale.x(chart.last)
    for share in (0.0, 0.5, 1.0):
        y = scale.y(share)
        page.strokes.append(Stroke(((left, y), (right, y)), 0.5, HAIR))
        level = block(f"{share:.0%}", LABEL, _LEFT)
        put_right(page, level, scale.down(share) - 5.5, left - 5)
    target = scale.y(chart.target)
    page.strokes.append(Stroke(((left, target), (right, target)), 0.9, INK, dashes=(0.1, 2.6)))
    put(page, block(chart.target_label, _TARGET, WIDTH), left + 4, scale.down(chart.target) - 11.5)
    for day, text in chart.ticks:
        x = scale.x(day)
        page.strokes.append(Stroke(((x, scale.y(0)), (x, scale.y(0) - 3)), 0.5, HAIR))
        room = right - x
        if width(text, LABEL.face) * LABEL.sizes[0] <= max(room, _END):
            put(page, block(text, LABEL, WIDTH), x, scale.down(0) + 4)
