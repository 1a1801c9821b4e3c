"""Every table of the indicator as a file to take away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask import Blueprint, Response
from flask_babel import gettext as _

from app.core.errors import NotFound
from app.core.permissions import Permission
from app.coverage.indicator.values import Figure
from app.coverage.queries import figures, people
from app.coverage.queries.rules import training_names
from app.coverage.routes.chosen import chosen_day, chosen_ground, chosen_people
from app.coverage.wording import labels, reasons
from app.people.models import Unit
from app.people.queries.units import unit_or_404
from app.web.downloads import Percent, Rows, csv_response, xlsx_response
from app.web.gate import requires

bp = Blueprint("coverage_tables", __name__, url_prefix="/coverage/units/<int:unit_id>")

_FORMATS = {"csv": csv_response, "xlsx": xlsx_response}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table of a unit, as of a day, in one of the two formats."""

    unit: Unit
    ending: str
    as_of: date

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.unit.scope_paths

    def file(self, table: str, headers: Sequence[str], rows: Rows) -> Response:
        """The download, named after what is in it."""
        name = f"{table}-{self.unit.short_name}-{self.as_of}.{self.ending}"
        return _FORMATS[self.ending](name, headers, rows)


def wanted_table(unit_id: int, ending: str) -> Wanted:
    """What the address asks for.

    Raises:
        NotFound: no such unit, or no such format.
    """
    if ending not in _FORMATS:
        raise NotFound
    return Wanted(unit_or_404(unit_id), ending, chosen_day()[1])


@bp.get("/schools.<ending>")
@requires(Permission.COVERAGE_READ, load=wanted_table)
def schools(subject: Wanted) -> Response:
    """The table of schools."""
    found = figures.overview(chosen_ground(), subject.unit.path, subject.as_of)
    headers = [_("RSPO"), _("School"), *_figure_headers()]
    rows = [
        *([one.unit.rspo, one.unit.name, *_figure_cells(one.figure)] for one in found.units),
        [subject.unit.rspo, _("Together, everybody once"), *_figure_cells(found.total)],
    ]
    return subject.file(_("coverage"), headers, rows)


@bp.get("/trend.<ending>")
@requires(Permission.COVERAGE_READ, load=wanted_table)
def trend(subject: Wanted) -> Response:
    """The table behind the picture of the year."""
    found = figures.overview(chosen_ground(), subject.unit.path, subject.as_of)
    rows = [[one.day, *_figure_cells(one.figure)] for one in found.trend]
    return subject.file(_("trend"), [_("Date"), *_figure_headers()], rows)


@bp.get("/people.<ending>")
@requires(Permission.COVERAGE_READ, load=wanted_table)
def staff(subject: Wanted) -> Response:
    """The people behind the figure, each with a reason."""
    base, names = chosen_ground(), training_names()
    found = people.people_of(base, subject.unit.path, subject.as_of, chosen_people())
    headers = [_("Surname"), _("First name"), _("Units"), _("Standing"), _("Reason")]
    rows = [
        [
            one.name.last_name,
            one.name.first_name,
            ", ".join(unit.short_name for unit in one.units),
            labels.standing_label(one.verdict.standing),
            reasons.sentence(one.verdict, base.rule, names),
        ]
        for one in found.people
    ]
    return subject.file(_("people"), headers, rows)


def _figure_headers() -> list[str]:
    return [
        _("Counted"),
        _("Trained"),
        _("Share"),
        _("Missing to the target"),
        _("Left out"),
        _("Target met"),
    ]


def _figure_cells(figure: Figure) -> list[int | Percent | str | None]:
    share = None if figure.tenths is None else Percent(Decimal(figure.tenths) / 1000)
    met = {True: _("yes"), False: _("no"), None: _("not applicable")}[figure.is_met]
    return [figure.eligible, figure.trained, share, figure.missing, figure.excluded, met]
