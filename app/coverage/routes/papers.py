"""The report and the evidence pack of a published figure: made at once, or kept if it is large."""

from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from app.core import clock
from app.coverage.evidence.kept import has_pack, kept_pack, kept_report
from app.coverage.evidence.pack import Pack, pack_of, page_address, report_bytes
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.errands import PACK, Errand, errand
from app.coverage.queries.snapshots import figure_of, is_large

#: what the module `progress-poll` of a page is told while it has to wait
NOT_YET: dict[str, str | None] = {"finished_url": None}


@dataclass(frozen=True, slots=True)
class Papers:
    """Whether they can be taken now; if not, what a worker does about it, if anything."""

    are_ready: bool
    errand: Errand | None = None


def papers_of(snapshot: Snapshot) -> Papers:
    """How it stands with the papers of the publication."""
    if not is_large(figure_of(snapshot)) or has_pack(_folder(), snapshot):
        return Papers(are_ready=True)
    return Papers(are_ready=False, errand=errand(PACK, str(snapshot.id), clock.now()))


def report_at_hand(snapshot: Snapshot) -> bytes | None:
    """The report; None if it takes a worker to make it, and none has yet."""
    if is_large(figure_of(snapshot)):
        return kept_report(_folder(), snapshot)
    return report_bytes(snapshot, page_address(_base_url(), snapshot))


def pack_at_hand(snapshot: Snapshot) -> Pack | None:
    """The pack, to be closed in the end; None as above."""
    if is_large(figure_of(snapshot)):
        return kept_pack(_folder(), snapshot)
    return pack_of(snapshot, page_address(_base_url(), snapshot))


def _folder() -> Path:
    folder: Path = current_app.extensions["settings"].pack_dir
    return folder


def _base_url() -> str:
    return str(current_app.extensions["settings"].base_url)
