"""Published figures: the list of a unit, one of them with its people and files, and publishing."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, Response

from app.core.errors import NotFound
from app.core.permissions import Permission
from app.coverage.canonical import SNAPSHOT, TABLES
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.snapshots import snapshot_or_404
from app.people.models import Unit
from app.people.queries.units import unit_or_404
from app.web.gate import requires

bp = Blueprint("snapshots", __name__, url_prefix="/coverage", template_folder="../templates")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a publication."""

    snapshot: Snapshot
    name: str

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.snapshot.scope_paths


def part_or_404(snapshot_id: int, name: str) -> Part:
    """The file of this name.

    Raises:
        NotFound: no such publication, or no such file.
    """
    if name not in {SNAPSHOT, *TABLES}:
        raise NotFound
    return Part(snapshot_or_404(snapshot_id), name)


@bp.get("/units/<int:unit_id>/snapshots")
@requires(Permission.SNAPSHOT_READ, load=unit_or_404)
def index(subject: Unit) -> str:
    """What was published about the unit."""
    raise NotFound


@bp.route("/units/<int:unit_id>/snapshots/new", methods=["GET", "POST"])
@requires(Permission.SNAPSHOT_PUBLISH, load=unit_or_404)
def new(subject: Unit) -> str:
    """What would be published, what is missing, and the button."""
    raise NotFound


@bp.get("/snapshots/<int:snapshot_id>")
@requires(Permission.SNAPSHOT_READ, load=snapshot_or_404)
def show(subject: Snapshot) -> str:
    """One published figure."""
    raise NotFound


@bp.get("/snapshots/<int:snapshot_id>/people")
@requires(Permission.SNAPSHOT_READ, load=snapshot_or_404)
def people(subject: Snapshot) -> str:
    """Everybody in the figure as it was published."""
    raise NotFound


@bp.get("/snapshots/<int:snapshot_id>/<name>")
@requires(Permission.SNAPSHOT_READ, load=part_or_404)
def part(subject: Part) -> Response:
    """A file of the publication, byte for byte."""
    raise NotFound
