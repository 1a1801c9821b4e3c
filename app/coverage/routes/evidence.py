"""What is handed out about a published figure: a report for the council, a pack for an auditor."""

from flask import Blueprint, Response, current_app, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse
from werkzeug.wsgi import FileWrapper

from app.core.db import transaction
from app.core.permissions import Permission
from app.coverage.evidence.pack import (
    file_stem,
    pack_of,
    page_address,
    report_bytes,
)
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.snapshots import figure_of, is_large, snapshot_or_404
from app.coverage.services.evidence import note_taken
from app.web.downloads import pdf_response
from app.web.gate import actor, requires

ZIP_TYPE = "application/zip"

bp = Blueprint("evidence", __name__, url_prefix="/coverage/snapshots/<int:snapshot_id>")


@bp.get("/report.pdf")
@requires(Permission.SNAPSHOT_READ, load=snapshot_or_404)
def report(subject: Snapshot) -> AnyResponse:
    """The report as a PDF: figures and method, no names of those who are counted."""
    if is_large(figure_of(subject)):
        return _too_large(subject)
    return pdf_response(f"raport-{file_stem(subject)}", report_bytes(subject, _address(subject)))


@bp.get("/evidence.zip")
@requires(Permission.EVIDENCE_READ, load=snapshot_or_404)
def pack(subject: Snapshot) -> AnyResponse:
    """Everything that the figure rests on, with names, in one file.

    The one thing it writes is that it was taken, which is why it writes although it is only read.
    """
    if is_large(figure_of(subject)):
        return _too_large(subject)
    made = pack_of(subject, _address(subject))
    with transaction():
        note_taken(subject, made.sha256, by=actor())
    response = Response(FileWrapper(made.file), content_type=ZIP_TYPE, direct_passthrough=True)
    response.content_length = made.size
    response.headers["Content-Disposition"] = (
        f"attachment; filename=dowody-{file_stem(subject)}.zip"
    )
    response.call_on_close(made.file.close)
    return response


def _too_large(snapshot: Snapshot) -> AnyResponse:
    """Nobody waits in front of a browser for so long."""
    said = _(
        "So many people are in this figure that its papers are not made while you wait. Ask the"
        " operator for them: the command is kadra evidence %(number)s.",
        number=snapshot.id,
    )
    flash(said, "warning")
    return redirect(url_for("snapshots.show", snapshot_id=snapshot.id))


def _address(snapshot: Snapshot) -> str:
    return page_address(current_app.extensions["settings"].base_url, snapshot)
