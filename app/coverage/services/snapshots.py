"""A figure is published: from then on it can be told what was said, to the byte."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select

from app.core import audit, clock
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.core.errors import Conflict, DomainError
from app.coverage.canonical import (
    FORMAT,
    PEOPLE,
    SNAPSHOT,
    UnitLine,
    instant,
    json_bytes,
    sha256_of,
    unit_object,
)
from app.coverage.models.rules import RuleVersion
from app.coverage.models.snapshots import Snapshot, SnapshotFigure, SnapshotPart
from app.coverage.news import says
from app.coverage.queries.drawing import Drawn
from app.coverage.queries.snapshots import latest, pieces_of
from app.people.models import Unit


@dataclass(frozen=True, slots=True)
class Occasion:
    """The how manieth publication of the figure it is, why, by whom, and when."""

    number: int
    note: str
    by: str
    at: datetime


class FutureDay(DomainError):
    """The figure is of a day that has not come yet: `as_of`."""

    def __init__(self, as_of: date) -> None:
        super().__init__(as_of)
        self.as_of = as_of


class NoteMissing(DomainError):
    """The figure was published before, as `earlier`, and nothing says why it is again."""

    def __init__(self, earlier: Snapshot) -> None:
        super().__init__(earlier.id)
        self.earlier = earlier


class PublishedMeanwhile(Conflict):
    """Since the publisher looked, somebody published the same figure as `earlier`."""

    def __init__(self, earlier: Snapshot) -> None:
        super().__init__(earlier.id)
        self.earlier = earlier


class NothingChanged(Conflict):
    """It would say what `earlier` says already."""

    def __init__(self, earlier: Snapshot) -> None:
        super().__init__(earlier.id)
        self.earlier = earlier


def publish(drawn: Drawn, *, after: int, note: str, by: Actor, at: datetime) -> Snapshot:
    """The figure stands beside those published before, and never changes.

    `after` is the number of the newest publication of this figure that the publisher has seen, 0
    for none: of two who publish at the same moment, one learns about the other.

    Raises:
        FutureDay, NoteMissing, PublishedMeanwhile, NothingChanged
    """
    if drawn.as_of > clock.local(at).date():
        raise FutureDay(drawn.as_of)
    rule_id = _hold(drawn)
    earlier = latest(drawn.unit.id, rule_id, drawn.as_of)
    if earlier is not None:
        _demand_news(drawn, earlier, after, note)
    number = earlier.number + 1 if earlier else 1
    occasion = Occasion(number, note, by.name[:210], at)
    content = json_bytes(_document(drawn, occasion))
    snapshot = _snapshot(drawn, rule_id, occasion, sha256_of(content))
    _keep(snapshot, drawn, content)
    audit.record(
        "coverage.figure_published",
        Subject("snapshot", snapshot.id, _label(drawn, number)),
        by=by,
        changes=audit.difference({}, {**_amounts(drawn), "sha256": snapshot.sha256}),
        reason=note,
    )
    return snapshot


def _hold(drawn: Drawn) -> int:
    """Whoever publishes about the same unit waits until this is over; the number of the rule."""
    held = select(Unit.id).where(Unit.id == drawn.unit.id).with_for_update(key_share=True)
    db.session.execute(held)
    rule = select(RuleVersion.rule_id).where(RuleVersion.id == drawn.base.version_id)
    return db.session.scalars(rule).one()


def _demand_news(drawn: Drawn, earlier: Snapshot, after: int, note: str) -> None:
    if earlier.number != after:
        raise PublishedMeanwhile(earlier)
    said: dict[str, Any] = json.loads(b"".join(pieces_of(earlier, SNAPSHOT)))
    would_say: dict[str, Any] = json.loads(json_bytes(_facts(drawn)))
    people = pieces_of(earlier, PEOPLE)
    if says(said, people) == says(would_say, drawn.parts[PEOPLE].unpacked()):
        raise NothingChanged(earlier)
    if not note:
        raise NoteMissing(earlier)


def _document(drawn: Drawn, occasion: Occasion) -> dict[str, Any]:
    return {
        **_facts(drawn),
        "number": occasion.number,
        "log": asdict(drawn.log),
        "published_at": instant(occasion.at),
        "published_by": occasion.by,
        "note": occasion.note,
    }


def _facts(drawn: Drawn) -> dict[str, Any]:
    """What it says, whoever publishes it and when."""
    base = drawn.base
    return {
        "format": FORMAT,
        "unit": asdict(drawn.unit),
        "rule": {
            "code": base.rule.code,
            "title": base.title,
            "settings": base.rule.settings(),
            "sentence": drawn.rule_sentence,
        },
        "as_of": drawn.as_of.isoformat(),
        "figure": _figure(drawn),
        "undecided_posts": base.undecided_posts,
        "people": drawn.people,
        "units": [unit_object(line) for line in drawn.units],
        "unconfirmed": [
            {"id": one.id, "name": one.name, "rspo": one.rspo} for one in drawn.unconfirmed
        ],
        "parts": {name: part.sha256 for name, part in drawn.parts.items()},
    }


def _figure(drawn: Drawn) -> dict[str, Any]:
    total = drawn.total
    return {
        **_amounts(drawn),
        "target_percent": total.target_percent,
        "is_fte": total.is_fte,
        "tenths": total.tenths,
        "is_met": total.is_met,
    }


def _amounts(drawn: Drawn) -> dict[str, int]:
    total = drawn.total
    return {"eligible": total.eligible, "trained": total.trained, "excluded": total.excluded}


def _snapshot(drawn: Drawn, rule_id: int, occasion: Occasion, sha256: str) -> Snapshot:
    snapshot = Snapshot(
        unit_id=drawn.unit.id,
        rule_id=rule_id,
        version_id=drawn.base.version_id,
        as_of=drawn.as_of,
        number=occasion.number,
        **_amounts(drawn),
        unconfirmed=len(drawn.unconfirmed),
        log_position=drawn.log.position,
        note=occasion.note,
        published_at=occasion.at,
        published_by=occasion.by,
        sha256=sha256,
    )
    db.session.add(snapshot)
    db.session.flush()
    return snapshot


def _keep(snapshot: Snapshot, drawn: Drawn, content: bytes) -> None:
    """The table and the files are stored with it."""
    rows = [_row(snapshot, place, line) for place, line in enumerate(drawn.units)]
    if rows:
        db.session.execute(insert(SnapshotFigure), rows)
    files: Mapping[str, list[bytes]] = {
        SNAPSHOT: [zlib.compress(content)],
        **{name: part.pieces for name, part in drawn.parts.items()},
    }
    for name, pieces in files.items():
        parts = [
            {"snapshot_id": snapshot.id, "name": name, "number": number, "content": piece}
            for number, piece in enumerate(pieces)
        ]
        db.session.execute(insert(SnapshotPart), parts)


def _row(snapshot: Snapshot, position: int, line: UnitLine) -> dict[str, Any]:
    return {
        "snapshot_id": snapshot.id,
        "unit_id": line.id,
        "position": position,
        "name": line.name,
        "short_name": line.short_name,
        "rspo": line.rspo,
        "eligible": line.eligible,
        "trained": line.trained,
        "excluded": line.excluded,
        "unconfirmed": line.unconfirmed,
        "confirmed_at": line.confirmed_at,
        "confirmed_by": line.confirmed_by or None,
    }


def _label(drawn: Drawn, number: int) -> str:
    return f"{drawn.unit.name}, {drawn.base.rule.code}, {drawn.as_of} ({number})"
