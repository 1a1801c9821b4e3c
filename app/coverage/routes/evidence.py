"""What is handed out about a published figure: a report for the council, a pack for an auditor."""

from flask import Blueprint, Response

from app.core.errors import NotFound
from app.core.permissions import Permission
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.snapshots import snapshot_or_404
from app.web.gate import requires

bp = Blueprint("evidence", __name__, url_prefix="/coverage/snapshots/<int:snapshot_id>")


@bp.get("/report.pdf")
@requires(Permission.SNAPSHOT_READ, load=snapshot_or_404)
def report(subject: Snapshot) -> Response:
    """The report as a PDF: figures and method, no names of those who are counted."""
    raise NotFound


@bp.get("/evidence.zip")
@requires(Permission.EVIDENCE_READ, load=snapshot_or_404)
def pack(subject: Snapshot) -> Response:
    """Everything that the figure rests on, with names, in one file."""
    raise NotFound
