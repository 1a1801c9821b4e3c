"""Tables of the indicator as files: real numbers and dates for programs, words for paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _

from app.core.paper.blocks import WIDTH
from app.core.paper.flow import Cell, Column, Gauge
from app.coverage.indicator.values import FULL_TIME, Figure
from app.coverage.queries.beside import RuleFigure
from app.coverage.queries.comparison import PersonChange
from app.coverage.queries.figures import DayFigure, Overview
from app.coverage.queries.ground import Ground
from app.coverage.queries.people import PersonStanding
from app.coverage.queries.rules import TrainingName
from app.coverage.table_paper import Words
from app.coverage.wording import comparison, labels, reasons
from app.web.downloads import Percent, Value
from app.web.languages import date_full, percent, select_language

Names = Mapping[int, TrainingName]
Cells = list[Value]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what its file is called, and what stands in it."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class PaperTable:
    """The same for paper."""

    title: str
    lines: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    has_sum: bool = False
    note: str = field(default="")


def units_table(found: Overview, unit_rspo: int | None) -> Table:
    """Every unit with its figure, and the whole with everybody once as the last row."""
    rows: list[Cells] = [[one.unit.rspo, one.unit.name, *_cells(one.figure)] for one in found.units]
    rows.append([unit_rspo, _("Together, everybody once"), *_cells(found.total)])
    return Table(_("coverage"), [_("RSPO"), labels.row_word(found), *_headers()], rows)


def trend_table(trend: Iterable[DayFigure]) -> Table:
    """The figure of each day on which it changed."""
    rows: list[Cells] = [[one.day, *_cells(one.figure)] for one in trend]
    return Table(_("trend"), [_("Date"), *_headers()], rows)


def rules_table(beside: Iterable[RuleFigure]) -> Table:
    """Every rule in force with its figure."""
    rows: list[Cells] = [
        [
            one.base.rule.code,
            one.base.title,
            Percent(Decimal(one.figure.target_percent) / 100),
            *_cells(one.figure),
        ]
        for one in beside
    ]
    return Table(_("rules"), [_("Code"), _("Rule"), _("Target"), *_headers()], rows)


def people_table(people: Iterable[PersonStanding], base: Ground, names: Names) -> Table:
    """Everybody on the list, each with a reason."""
    headers = [_("Surname"), _("First name"), _("Units"), _("Standing"), _("Reason")]
    rows: list[Cells] = [
        [
            one.name.last_name,
            one.name.first_name,
            _units(one),
            labels.standing_label(one.verdict.standing),
            reasons.sentence(one.verdict, base.rule, names),
        ]
        for one in people
    ]
    return Table(_("people"), headers, rows)


def changes_table(changes: Iterable[PersonChange], base: Ground, names: Names) -> Table:
    """Everybody who makes the difference between two days, and how much of it."""
    headers = [
        *(_("Surname"), _("First name"), _("Units"), _("What became of them")),
        *(_("Stood before"), _("Stands now"), _("Reason")),
    ]
    rows: list[Cells] = [
        [
            one.name.last_name,
            one.name.first_name,
            ", ".join(one.units),
            comparison.change_label(one.kind),
            labels.standing_label(one.was.standing),
            labels.standing_label(one.now.standing),
            reasons.sentence(one.now, base.rule, names),
        ]
        for one in changes
    ]
    return Table(_("changes"), headers, rows)


def _headers() -> list[str]:
    return [
        *(_("Counted"), _("Trained"), _("Share")),
        *(_("Missing to the target"), _("Left out"), _("Target met")),
    ]


def _cells(figure: Figure) -> Cells:
    share = None if figure.tenths is None else Percent(Decimal(figure.tenths) / 1000)
    met = {True: _("yes"), False: _("no"), None: _("not applicable")}[figure.is_met]
    counts = (figure.eligible, figure.trained)
    rest = (figure.missing, figure.excluded)
    return [
        *(_amount(one, figure) for one in counts),
        share,
        *(_amount(one, figure) for one in rest),
        met,
    ]


def _amount(value: int, figure: Figure) -> Value:
    """Persons as a whole number, full-time posts as an exact decimal."""
    return Decimal(value) / FULL_TIME if figure.is_fte else value


def _units(one: PersonStanding) -> str:
    return ", ".join(unit.short_name for unit in one.units)


def units_paper(base: Ground, found: Overview) -> PaperTable:
    """The table of units for the file of a meeting."""
    columns = [
        Column(labels.row_word(found), 176, is_strong=True),
        Column(_("target %(percent)s%%", percent=base.rule.target_percent), 126),
        Column(_("Trained"), 60, is_right=True),
        Column(_("Trained of counted"), 74, is_right=True),
        Column(_("To the target"), WIDTH - 436),
    ]
    rows = [_paper_row(one.unit.name, one.figure) for one in found.units]
    rows.append(_paper_row(_("Together, everybody once"), found.total))
    lines = [base.title, labels.told(found)]
    return PaperTable(
        _("Coverage as of %(day)s", day=date_full(found.as_of)),
        lines,
        columns,
        rows,
        has_sum=True,
        note=f"{labels.several_note(found)} {_by_rule(base)}",
    )


def _paper_row(name: str, figure: Figure) -> list[Cell]:
    gauge: Cell = ""
    if figure.tenths is not None:
        share, target = figure.tenths / 1000, figure.target_percent / 100
        gauge = Gauge(share, target, is_met=bool(figure.is_met))
    counts = labels.counts(figure) if figure.eligible else ""
    return [name, gauge, percent(figure.tenths), counts, labels.distance_chip(figure)]


def people_paper(
    people: Sequence[PersonStanding], base: Ground, names: Names, as_of: date
) -> PaperTable:
    """The list of people for the file of a meeting."""
    columns = [
        Column(_("Person"), 124, is_strong=True),
        Column(_("Units"), 92),
        Column(_("Standing"), 76),
        Column(_("Reason"), WIDTH - 292),
    ]
    rows = [
        [
            f"{one.name.last_name} {one.name.first_name}",
            _units(one),
            labels.standing_label(one.verdict.standing),
            reasons.sentence(one.verdict, base.rule, names),
        ]
        for one in people
    ]
    title = _("People behind the figure as of %(day)s", day=date_full(as_of))
    return PaperTable(title, [base.title], columns, rows, note=_by_rule(base))


def _by_rule(base: Ground) -> str:
    return _("Counted by the rule %(code)s.", code=base.rule.code)


def on_paper(table: PaperTable, unit: str, as_of: date) -> Words:
    """What stands on the pages."""
    return Words(
        unit=unit,
        title=table.title,
        lines=table.lines,
        columns=table.columns,
        rows=table.rows,
        has_sum=table.has_sum,
        note=table.note,
        page=_("Page {page} of {pages}"),
        language=select_language(),
        dated=as_of,
    )
