"""Every table of the indicator as a file to take away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response

from app.core.errors import NotFound
from app.core.permissions import Permission
from app.coverage.queries import people
from app.coverage.queries.beside import sheet
from app.coverage.queries.comparison import compare
from app.coverage.queries.figures import TREND, DayFigure, overview, units_of_city
from app.coverage.queries.people import names_for
from app.coverage.queries.snapshots import published_course
from app.coverage.routes.chosen import (
    chosen_change,
    chosen_day,
    chosen_days,
    chosen_ground,
    chosen_of_all,
    chosen_people,
)
from app.coverage.routes.publications import as_course
from app.coverage.table_paper import draw
from app.coverage.wording import tables
from app.coverage.wording.tables import PaperTable, Table
from app.people.models import Unit
from app.people.queries.units import unit_or_404
from app.web.downloads import TABLE_FORMATS, pdf_response
from app.web.gate import requires

bp = Blueprint("coverage_tables", __name__, url_prefix="/coverage/units/<int:unit_id>")
_PAPER = "pdf"
#: so many people fit into a file for paper; who needs more takes a table
_MOST_ON_PAPER = 5000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table of a unit, as of a day, in one of the formats."""

    unit: Unit
    ending: str
    as_of: date

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.unit.scope_paths

    @property
    def is_paper(self) -> bool:
        return self.ending == _PAPER

    def file(self, table: Table, *about: object) -> Response:
        """The download, named after what is in it.

        Raises:
            NotFound: this table is not for paper.
        """
        if self.is_paper:
            raise NotFound
        name = self._name(table.name, *about)
        return TABLE_FORMATS[self.ending](name, table.headers, table.rows)

    def paper(self, name: str, table: PaperTable, *about: object) -> Response:
        """The same as a PDF."""
        content = draw(tables.on_paper(table, self.unit.name, self.as_of))
        return pdf_response(self._name(name, *about), content)

    def _name(self, *about: object) -> str:
        first, *rest = about
        return "-".join(map(str, (first, self.unit.short_name, *rest))) + f".{self.ending}"


def wanted_table(unit_id: int, ending: str) -> Wanted:
    """What the address asks for.

    Raises:
        NotFound: no such unit, or no such format.
    """
    if ending not in {*TABLE_FORMATS, _PAPER}:
        raise NotFound
    return Wanted(unit_or_404(unit_id), ending, chosen_day()[1])


@bp.get("/schools.<ending>")
@requires(Permission.COVERAGE_READ, load=wanted_table)
def schools(subject: Wanted) -> Response:
    """The table of the units that the figure is made of."""
    base = chosen_ground()
    found = overview(base, subject.unit.path, subject.as_of)
    table = tables.units_table(found, subject.unit.rspo)
    if subject.is_paper:
        return subject.paper(
            table.name, tables.units_paper(base, found), base.rule.code, subject.as_of
        )
    return subject.file(table, base.rule.code, subject.as_of)


@bp.get("/trend.<ending>")
@requires(Permission.COVERAGE_READ, load=wanted_table)
def trend(subject: Wanted) -> Response:
    """The table behind the picture: a row per day on which the figure changed.

    Of a unit above cities, which is not gone through day by day, a row per published day.
    """
    base, unit, as_of = chosen_ground(), subject.unit, subject.as_of
    if units_of_city(base, unit.path):
        course: Sequence[DayFigure] = overview(base, unit.path, as_of).trend
    else:
        course = as_course(published_course(unit.id, base.version_id, as_of - TREND, as_of))
    return subject.file(tables.trend_table(course), base.rule.code, as_of)


@bp.get("/rules.<ending>")
@requires(Permission.COVERAGE_READ, load=wanted_table)
def rules(subject: Wanted) -> Response:
    """The figures of every rule in force."""
    base, bases = chosen_of_all()
    shown = sheet(bases, base, subject.unit.path, subject.as_of)
    return subject.file(tables.rules_table(shown.beside), base.rule.code, subject.as_of)


@bp.get("/people.<ending>")
@requires(Permission.COVERAGE_READ, load=wanted_table)
def staff(subject: Wanted) -> Response:
    """The people behind the figure, each with a reason, filtered as the page is."""
    base = chosen_ground()
    listed = people.people_of(base, subject.unit.path, subject.as_of, chosen_people()).people
    names = names_for(base, (one.verdict for one in listed))
    table = tables.people_table(listed, base, names)
    if not subject.is_paper:
        return subject.file(table, base.rule.code, subject.as_of)
    paper = tables.people_paper(listed[:_MOST_ON_PAPER], base, names, subject.as_of)
    return subject.paper(table.name, paper, base.rule.code, subject.as_of)


@bp.get("/changes.<ending>")
@requires(Permission.COVERAGE_READ, load=wanted_table)
def changes(subject: Wanted) -> Response:
    """Who makes the difference between two days, filtered as the page is."""
    base = chosen_ground()
    _form, before, after = chosen_days(base.rule)
    kind = chosen_change()
    found = compare(base, subject.unit.path, before, after).changes
    listed = [one for one in found if kind in {None, one.kind}]
    names = names_for(base, (one.now for one in listed))
    table = tables.changes_table(listed, base, names)
    return subject.file(table, base.rule.code, before, after)
