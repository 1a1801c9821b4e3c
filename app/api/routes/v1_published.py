"""Figures as they were published."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.api import answers, telling
from app.api.bearer import reader, reads, sent
from app.api.queries import PublishedFile, file_or_404, published_page
from app.api.questions import PAGE_SIZE, Listed, Question
from app.api.refusals import FiguresOnly
from app.core.permissions import Permission
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.snapshots import pieces_of, snapshot_or_404
from app.people.models import Unit
from app.people.queries.units import unit_or_404

bp = Blueprint("v1_published", __name__, url_prefix="/api/v1")

_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}


@bp.get("/units/<int:unit_id>/snapshots")
@reads(Permission.SNAPSHOT_READ, load=unit_or_404, asks=Listed, answers=answers.Snapshots)
def index(subject: Unit, asked: Listed) -> answers.Snapshots:
    """What was published about a unit, the latest day first."""
    page = published_page(subject, asked.page, PAGE_SIZE)
    items = [telling.snapshot(one, reader().path) for one in page.items]
    return answers.Snapshots(page=telling.place(page), items=items)


@bp.get("/snapshots/<int:snapshot_id>")
@reads(Permission.SNAPSHOT_READ, load=snapshot_or_404, answers=answers.Publication)
def show(subject: Snapshot, _asked: Question) -> answers.Publication:
    """One published figure and the addresses of its files."""
    return telling.publication(subject, reader().path)


@bp.get("/snapshots/<int:snapshot_id>/parts/<name>")
@reads(Permission.SNAPSHOT_READ, load=file_or_404)
def part(subject: PublishedFile, _asked: Question) -> Response:
    """A file of a publication, byte for byte, so that its hash can be checked."""
    if telling.names_people(subject.name) and not reader().token.sees_people:
        raise FiguresOnly
    content = b"".join(pieces_of(subject.snapshot, subject.name))
    return sent(content, _TYPES[subject.name.rpartition(".")[2]])
