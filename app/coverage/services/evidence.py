"""Evidence is handed out: it names people, so the log says to whom."""

from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.coverage.models.snapshots import Snapshot


def note_taken(snapshot: Snapshot, pack_sha256: str, *, by: Actor) -> None:
    """The log says who took the evidence pack of the publication, and by which hash it is known.

    The area is one of its own: what is derived from the log does not grow stale by a download.
    """
    code, day = snapshot.version.code, snapshot.as_of
    label = f"{snapshot.unit.name}, {code}, {day} ({snapshot.number})"
    audit.record(
        "evidence.pack_taken",
        Subject("snapshot", snapshot.id, label),
        by=by,
        changes={"sha256": (None, pack_sha256)},
    )
