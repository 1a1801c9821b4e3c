"""The report as a PDF of A4. The same words give the same bytes, on every machine and day."""

from functools import singledispatch

from app.core.paper.blocks import (
    BOTTOM,
    MARGIN,
    RIGHT,
    SMALL,
    TOP,
    WIDTH,
    block,
    printable,
    put,
    put_right,
    rule,
)
from app.core.paper.canvas import About, drawn
from app.core.paper.flow import BODY, FOLLOWING, NOTE, SHORT, Flow, gauge
from app.core.paper.fonts import Face
from app.core.paper.qr import qr_path
from app.core.paper.setting import (
    ACCENT,
    HAIR,
    INK,
    PAGE_HEIGHT,
    QUIET,
    Bar,
    Colour,
    Page,
    Stamp,
    Style,
)
from app.coverage.evidence.chart import HEIGHT as CHART_HEIGHT
from app.coverage.evidence.chart import put_chart
from app.coverage.wording.evidence.words import Chart, Facts, Front, Paragraph, Report, Table

QR_SIDE = 78.0

_BESIDE_QR = WIDTH - QR_SIDE - 24.0
_PUBLISHER = Style(Face.BOLD, (9.5, 9), ACCENT, lines=2)
_TITLE = Style(Face.SERIF, (22, 20, 18, 16), INK, lines=3, leading=1.18)
_DAY = Style(Face.BOLD, (11, 10), INK, lines=1)
_ISSUE = Style(Face.SANS, (9.5, 9), QUIET, lines=2)
_MARK = Style(Face.BOLD, (9.5, 9, 8.5), SHORT, lines=4)
_MARK_WASH: Colour = (0.988, 0.937, 0.867)
_SHARE = Style(Face.SERIF, (58, 40, 30), INK, lines=1, leading=1.0)
_SENTENCE = Style(Face.SANS, (14, 13, 12), INK, lines=3, leading=1.35)
_TARGET = Style(Face.BOLD, (8,), INK, lines=1)
_COUNT = Style(Face.SERIF, (17, 14), INK, lines=1, leading=1.2)
_COUNT_NAME = Style(Face.SANS, (9,), QUIET, lines=1)
_RUNNING = Style(Face.BOLD, (8.5, 8, 7.5), INK, lines=1)
#: what stands beside the great number
_BESIDE_SHARE = 205.0
_PAD = 8.0


def draw(report: Report) -> bytes:
    """The file: what the report says; a QR code on the first page leads to its address."""
    first = Page(stamps=[_stamp(report.address)])
    flow = Flow(first, _front(report.front, first), lambda page: _running_head(report, page))
    for section in report.sections:
        flow.heading(section.heading, with_at_least=_height(section.parts[0]))
        for part in section.parts:
            _put(part, flow)
    for number, page in enumerate(flow.pages, start=1):
        _foot(report, page, number, len(flow.pages))
    about = About(
        title=printable(report.file_title),
        subject=report.fingerprint,
        author=printable(report.front.publisher),
        language=report.language,
        dated=report.dated,
    )
    return drawn(flow.pages, about)


def _height(part: object) -> float:
    """How much of what follows a heading stays with it."""
    return CHART_HEIGHT if isinstance(part, Chart) else FOLLOWING


@singledispatch
def _put(part: object, _flow: Flow) -> None:
    raise TypeError(type(part))


@_put.register
def _(part: Paragraph, flow: Flow) -> None:
    if part.is_note:
        flow.skip(5)
    flow.text(part.text, NOTE if part.is_note else BODY)


@_put.register
def _(part: Facts, flow: Flow) -> None:
    flow.facts(part.pairs)
    flow.skip(6)


@_put.register
def _(part: Table, flow: Flow) -> None:
    flow.table(part.columns, part.rows, has_sum=part.has_sum)


@_put.register
def _(part: Chart, flow: Flow) -> None:
    flow.need(CHART_HEIGHT)
    flow.y = put_chart(flow.page, part, flow.y)


def _stamp(address: str) -> Stamp:
    path, modules = qr_path(address)
    return Stamp(RIGHT - QR_SIDE, PAGE_HEIGHT - TOP - QR_SIDE, QR_SIDE, path, modules)


def _front(front: Front, page: Page) -> float:
    """The head of the first page and the great number; how far down they reach."""
    y = put(page, block(front.publisher, _PUBLISHER, _BESIDE_QR), MARGIN, TOP - 4)
    y = put(page, block(front.heading, _TITLE, _BESIDE_QR), MARGIN, y + 3)
    y = put(page, block(front.day, _DAY, _BESIDE_QR), MARGIN, y + 5)
    y = put(page, block(front.issue, _ISSUE, _BESIDE_QR), MARGIN, y + 2)
    y = max(y, TOP + QR_SIDE) + 12
    rule(page, y, ACCENT, thick=1.8)
    if front.mark:
        y = _mark(front.mark, page, y + 12)
    return _figure(front, page, y + 14)


def _mark(text: str, page: Page, y: float) -> float:
    """That the figure is provisional, on a warm band."""
    said = block(text, _MARK, WIDTH - 3 * _PAD)
    high = said.height + 2 * _PAD
    page.bars.append(Bar(MARGIN, PAGE_HEIGHT - y - high, WIDTH, high, _MARK_WASH))
    page.bars.append(Bar(MARGIN, PAGE_HEIGHT - y - high, 3, high, SHORT))
    put(page, said, MARGIN + 2 * _PAD, y + _PAD - 1)
    return y + high


def _figure(front: Front, page: Page, y: float) -> float:
    """The share as large as it can be, beside it the sentence, below it the bar and the counts."""
    below = put(page, block(front.share, _SHARE, _BESIDE_SHARE - 12), MARGIN, y)
    said = block(front.sentence, _SENTENCE, WIDTH - _BESIDE_SHARE)
    middle = (y + below - said.height) / 2 + 4
    below = max(below, put(page, said, MARGIN + _BESIDE_SHARE, middle)) + 18
    if front.gauge is not None:
        gauge(page, front.gauge, (MARGIN, below), WIDTH, 12)
        target = block(front.target, _TARGET, WIDTH)
        at = MARGIN + WIDTH * front.gauge.target
        put_right(page, target, below + 15, min(RIGHT, at + 4))
        below += 30
    return _counts(front, page, below)


def _counts(front: Front, page: Page, y: float) -> float:
    wide = WIDTH / 4
    below = y
    for column, (value, name) in enumerate(front.counts):
        x = MARGIN + column * wide
        under = put(page, block(value, _COUNT, wide - _PAD), x, y)
        below = put(page, block(name, _COUNT_NAME, wide - _PAD), x, under)
    return below


def _running_head(report: Report, page: Page) -> float:
    """Which report a further page belongs to."""
    y = put(page, block(report.running, _RUNNING, WIDTH), MARGIN, TOP - 14)
    return rule(page, y + 5, HAIR) + 12


def _foot(report: Report, page: Page, number: int, pages: int) -> None:
    """The same on every page: where to check it, which page."""
    y = BOTTOM + 16
    rule(page, y, HAIR)
    at = report.page.replace("{page}", str(number)).replace("{pages}", str(pages))
    put_right(page, block(at, SMALL, WIDTH), y + 5)
    y = put(page, block(report.fingerprint, SMALL, WIDTH - 90), MARGIN, y + 5)
    put(page, block(report.address, SMALL, WIDTH), MARGIN, y)
