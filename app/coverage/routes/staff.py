"""Staff lists of a day of report: who worked there, and whether the head stands for it."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.core.permissions import Permission
from app.people.models import Unit
from app.people.queries.units import unit_or_404
from app.web.gate import requires

bp = Blueprint("staff", __name__, url_prefix="/staff", template_folder="../templates")


@bp.get("/")
@requires(Permission.PERSON_LIST_READ)
def index() -> str:
    """Which units confirmed their staff list for the day of report."""
    raise NotFound


@bp.get("/<int:unit_id>")
@requires(Permission.PERSON_LIST_READ, load=unit_or_404)
def show(subject: Unit) -> str:
    """Who works at the unit on the day."""
    raise NotFound


@bp.post("/<int:unit_id>/confirm")
@requires(Permission.STAFF_CONFIRM, load=unit_or_404)
def confirm(subject: Unit) -> Response:
    """The head stands for the list that was on the screen."""
    raise NotFound
