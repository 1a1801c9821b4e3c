"""Two days of a unit's figure side by side."""

from flask import Blueprint, render_template

from app.core.permissions import Permission
from app.coverage.routes.chosen import chosen_day, chosen_ground, chosen_rule
from app.people.models import Unit
from app.people.queries.units import unit_or_404
from app.web.gate import requires

bp = Blueprint("comparison", __name__, url_prefix="/coverage", template_folder="../templates")


@bp.get("/units/<int:unit_id>/comparison")
@requires(Permission.COVERAGE_READ, load=unit_or_404)
def show(subject: Unit) -> str:
    """What changed between two days, and who it was."""
    return render_template(
        "comparison/show.html",
        unit=subject,
        base=chosen_ground(),
        as_of=chosen_day()[1],
        rule=chosen_rule(),
    )
