"""What takes minutes is asked for, and done by a worker."""

from datetime import date, datetime
from typing import Any

from app.core import clock
from app.core.actors import Actor
from app.core.jobs.alone import enqueue_alone
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.errands import PACK, PUBLISH, figure_to_publish
from app.coverage.queries.ground import Ground
from app.coverage.queries.snapshots import latest_under
from app.coverage.services.snapshots import FutureDay, NoteMissing, PublishedMeanwhile
from app.people.models import Unit


def publish_later(
    unit: Unit, base: Ground, as_of: date, *, after: int, note: str, by: Actor, at: datetime
) -> None:
    """A worker will publish the figure, as `snapshots.publish` does, under this very version.

    While one job about the figure is open, there is no second.

    Raises:
        FutureDay, NoteMissing, PublishedMeanwhile
    """
    if as_of > clock.local(at).date():
        raise FutureDay(as_of)
    earlier = latest_under(unit.id, base.version_id, as_of)
    if earlier is not None and earlier.number != after:
        raise PublishedMeanwhile(earlier)
    if earlier is not None and not note:
        raise NoteMissing(earlier)
    asked: dict[str, Any] = {
        "unit_id": unit.id,
        "version_id": base.version_id,
        "as_of": as_of.isoformat(),
        "after": after,
        "note": note,
        "by": {"name": by.name, "account_id": by.account_id, "request_id": by.request_id},
    }
    about = figure_to_publish(unit.id, base.key, as_of)
    enqueue_alone(PUBLISH, asked, about=about, by=by, at=at)


def pack_later(snapshot: Snapshot, *, by: Actor, at: datetime) -> None:
    """A worker will write the evidence pack of the publication into the data folder."""
    asked = {"snapshot_id": snapshot.id}
    enqueue_alone(PACK, asked, about=str(snapshot.id), by=by, at=at)
