"""Two days of a unit's figure side by side."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, render_template

from app.core.paging import Page
from app.core.permissions import Permission
from app.coverage.indicator.change import Change
from app.coverage.queries.comparison import Comparison, compare
from app.coverage.queries.figures import units_of_city
from app.coverage.queries.ground import Ground
from app.coverage.queries.people import names_for
from app.coverage.routes.chosen import (
    chosen_change,
    chosen_days,
    chosen_of_all,
    kept,
    same_page,
)
from app.coverage.wording import comparison as wording
from app.coverage.wording import labels, reasons
from app.coverage.wording.comparison import Step
from app.people.models import Unit
from app.people.queries.units import unit_or_404
from app.web.gate import requires
from app.web.pagination import page_number

#: what templates may say
WORDS = SimpleNamespace(comparison=wording, labels=labels, reasons=reasons)

bp = Blueprint("comparison", __name__, url_prefix="/coverage", template_folder="../templates")


@bp.get("/units/<int:unit_id>/comparison")
@requires(Permission.COVERAGE_READ, load=unit_or_404)
def show(subject: Unit) -> str:
    """What changed between two days, and who it was."""
    base, bases = chosen_of_all()
    form, before, after = chosen_days(base.rule)
    is_city = bool(units_of_city(base, subject.path))
    found = compare(base, subject.path, before, after) if is_city else None
    return render_template(
        "comparison/show.html",
        unit=subject,
        base=base,
        bases=bases,
        form=form,
        before=before,
        after=after,
        found=found,
        hidden=kept("kind"),
        words=WORDS,
        **(_listed(base, found) if found else {}),
    )


def _listed(base: Ground, found: Comparison) -> dict[str, Any]:
    """The sum of the changes, and the page of those that are shown."""
    kind, steps = chosen_change(), wording.steps(found)
    changes = [one for one in found.changes if kind in {None, one.kind}]
    page = Page.cut(changes, page_number())
    return {
        "kind": kind,
        "steps": steps,
        "kinds": list(_kinds(steps, kind)),
        "page": page,
        "names": names_for(base, (one.now for one in page.items)),
    }


def _kinds(steps: list[Step], chosen: Change | None) -> Iterator[tuple[str, int, str, bool]]:
    """Everybody, then each kind of change: name, how many, address, whether it is shown."""
    everybody = sum(one.people for one in steps)
    yield labels.standing_filter(None), everybody, same_page(kind=None, page=None), chosen is None
    for one in steps:
        url = same_page(kind=one.kind.value, page=None)
        yield wording.change_label(one.kind), one.people, url, one.kind is chosen
