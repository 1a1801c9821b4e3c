"""What is handed out about a published figure: a report for the council, a pack for an auditor."""

from flask import Blueprint, Response, flash, jsonify, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse
from werkzeug.wsgi import FileWrapper

from app.core import clock
from app.core.db import transaction
from app.core.permissions import Permission
from app.coverage.evidence.pack import file_stem
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.snapshots import snapshot_or_404
from app.coverage.routes.papers import NOT_YET, pack_at_hand, papers_of, report_at_hand
from app.coverage.services.errands import pack_later
from app.coverage.services.evidence import note_taken
from app.web.downloads import pdf_response
from app.web.gate import actor, requires

ZIP_TYPE = "application/zip"

bp = Blueprint("evidence", __name__, url_prefix="/coverage/snapshots/<int:snapshot_id>")


@bp.get("/report.pdf")
@requires(Permission.SNAPSHOT_READ, load=snapshot_or_404)
def report(subject: Snapshot) -> AnyResponse:
    """The report as a PDF: figures and method, no names of those who are counted."""
    content = report_at_hand(subject)
    if content is None:
        return _not_made(subject)
    return pdf_response(f"raport-{file_stem(subject)}", content)


@bp.get("/evidence.zip")
@requires(Permission.EVIDENCE_READ, load=snapshot_or_404)
def pack(subject: Snapshot) -> AnyResponse:
    """Everything that the figure rests on, with names, in one file.

    The one thing it writes is that it was taken, which is why it writes although it is only read.
    """
    made = pack_at_hand(subject)
    if made is None:
        return _not_made(subject)
    with transaction():
        note_taken(subject, made.sha256, by=actor())
    response = Response(FileWrapper(made.file), content_type=ZIP_TYPE, direct_passthrough=True)
    response.content_length = made.size
    response.headers["Content-Disposition"] = (
        f"attachment; filename=dowody-{file_stem(subject)}.zip"
    )
    response.call_on_close(made.file.close)
    return response


@bp.post("/evidence")
@requires(Permission.SNAPSHOT_PUBLISH, load=snapshot_or_404)
def make(subject: Snapshot) -> AnyResponse:
    """A worker writes the pack, of which the report is a part."""
    with transaction():
        pack_later(subject, by=actor(), at=clock.now())
    return redirect(_page(subject))


@bp.get("/evidence/progress")
@requires(Permission.EVIDENCE_READ, load=snapshot_or_404)
def progress(subject: Snapshot) -> Response:
    """Whether a worker still writes the pack, and where to go afterwards."""
    errand = papers_of(subject).errand
    is_open = errand is not None and errand.is_open
    return jsonify(NOT_YET if is_open else {"finished_url": _page(subject)})


def _not_made(snapshot: Snapshot) -> AnyResponse:
    """Nobody waits in front of a browser for so long."""
    said = _(
        "So many people are in this figure that its papers take minutes to write. They were not"
        " written yet. Whoever publishes figures has them made on this page."
    )
    flash(said, "warning")
    return redirect(_page(snapshot))


def _page(snapshot: Snapshot) -> str:
    return url_for("snapshots.show", snapshot_id=snapshot.id)
