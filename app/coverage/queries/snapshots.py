"""Published figures, and what they are made of."""

import zlib
from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.errors import NotFound
from app.coverage.canonical import SNAPSHOT, TABLES
from app.coverage.models.rules import RuleVersion
from app.coverage.models.snapshots import Snapshot, SnapshotPart
from app.people.models import Unit

_AT_HAND = (
    joinedload(Snapshot.unit).joinedload(Unit.parent),
    joinedload(Snapshot.version).joinedload(RuleVersion.rule),
)


def snapshot_or_404(snapshot_id: int) -> Snapshot:
    """The publication with this number, with its unit and its version of the rule at hand.

    Raises:
        NotFound: there is none.
    """
    found = db.session.scalars(
        select(Snapshot).where(Snapshot.id == snapshot_id).options(*_AT_HAND)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def latest(unit_id: int, rule_id: int, as_of: date) -> Snapshot | None:
    """The newest publication of this figure; None if it was never published."""
    same = select(Snapshot).where(
        Snapshot.unit_id == unit_id, Snapshot.rule_id == rule_id, Snapshot.as_of == as_of
    )
    newest = same.order_by(Snapshot.number.desc()).limit(1).options(*_AT_HAND)
    return db.session.scalars(newest).one_or_none()


def pieces_of(snapshot: Snapshot, name: str) -> Iterator[bytes]:
    """The file of this name byte for byte as it was published, piece by piece; lines stay whole."""
    pieces = select(SnapshotPart.content).where(
        SnapshotPart.snapshot_id == snapshot.id, SnapshotPart.name == name
    )
    ordered = pieces.order_by(SnapshotPart.number).execution_options(yield_per=1)
    yield from map(zlib.decompress, db.session.scalars(ordered))


def content_of(snapshot: Snapshot) -> Mapping[str, bytes]:
    """Every file of the publication, byte for byte, by its name."""
    return {name: b"".join(pieces_of(snapshot, name)) for name in (SNAPSHOT, *TABLES)}
