"""Published figures, and what they are made of."""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.errors import NotFound
from app.core.paging import PAGE_SIZE, Page, nearest_page
from app.coverage.canonical import SNAPSHOT, TABLES
from app.coverage.indicator.rule import Measure, Rule
from app.coverage.indicator.values import FULL_TIME, Figure
from app.coverage.models.rules import RuleVersion
from app.coverage.models.snapshots import Snapshot, SnapshotFigure, SnapshotPart
from app.people.models import Unit

_AT_HAND = (
    joinedload(Snapshot.unit).joinedload(Unit.parent),
    joinedload(Snapshot.version).joinedload(RuleVersion.rule),
)


#: so many people a page may go through one by one
LARGEST = 20_000


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file as it is stored, beside what its hash was said to be."""

    name: str
    #: in bytes
    size: int
    sha256: str
    published: str

    @property
    def is_same(self) -> bool:
        return self.sha256 == self.published


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
    return _newest(unit_id, Snapshot.rule_id == rule_id, as_of)


def latest_under(unit_id: int, version_id: int, as_of: date) -> Snapshot | None:
    """The same, whatever version of its rule it followed, where one of them is known."""
    rule_id = select(RuleVersion.rule_id).where(RuleVersion.id == version_id).scalar_subquery()
    return _newest(unit_id, Snapshot.rule_id == rule_id, as_of)


def _newest(unit_id: int, rule: ColumnElement[bool], as_of: date) -> Snapshot | None:
    same = select(Snapshot).where(Snapshot.unit_id == unit_id, rule, Snapshot.as_of == as_of)
    newest = same.order_by(Snapshot.number.desc()).limit(1).options(*_AT_HAND)
    return db.session.scalars(newest).one_or_none()


def pieces_of(snapshot: Snapshot, name: str) -> Iterator[bytes]:
    """The file of this name byte for byte as it was published, piece by piece.

    Pieces are read at once as they are stored, compressed, and unpacked one after the other.
    """
    pieces = select(SnapshotPart.content).where(
        SnapshotPart.snapshot_id == snapshot.id, SnapshotPart.name == name
    )
    stored = db.session.scalars(pieces.order_by(SnapshotPart.number)).all()
    return map(zlib.decompress, stored)


def content_of(snapshot: Snapshot) -> Mapping[str, bytes]:
    """Every file of the publication, byte for byte, by its name."""
    return {name: b"".join(pieces_of(snapshot, name)) for name in (SNAPSHOT, *TABLES)}


def figure_of(snapshot: Snapshot) -> Figure:
    """The figure as it was published."""
    return _figure(snapshot, Rule.from_settings(snapshot.version.code, snapshot.version.settings))


def is_large(figure: Figure) -> bool:
    """Whether so many people are in it that a page should not go through them one by one."""
    each = FULL_TIME if figure.is_fte else 1
    return figure.eligible + figure.excluded > LARGEST * each


def row_figure(row: SnapshotFigure, whole: Figure) -> Figure:
    """The row's own figure, counted like the whole."""
    return Figure(row.eligible, row.trained, row.excluded, whole.target_percent, whole.is_fte)


def table_of(snapshot: Snapshot, page: int, size: int = PAGE_SIZE) -> Page[SnapshotFigure]:
    """A page of the table as it was published, by name; one query by its key, one for the total."""
    whose = SnapshotFigure.snapshot_id == snapshot.id
    total = db.session.scalar(select(func.count()).where(whose)) or 0
    number = nearest_page(page, total, size)
    rows = select(SnapshotFigure).where(whose).order_by(SnapshotFigure.position)
    chosen = rows.limit(size).offset((number - 1) * size)
    return Page(db.session.scalars(chosen).all(), total, number, size)


def published_of(unit: Unit, page: int) -> Page[Snapshot]:
    """A page of what was published about the unit, the latest day first, then the newest."""
    whose = Snapshot.unit_id == unit.id
    total = db.session.scalar(select(func.count()).where(whose)) or 0
    number = nearest_page(page, total)
    order = (Snapshot.as_of.desc(), Snapshot.rule_id, Snapshot.number.desc())
    found = select(Snapshot).where(whose).order_by(*order).options(*_AT_HAND)
    chosen = found.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page(db.session.scalars(chosen).all(), total, number)


def published_course(unit_id: int, version_id: int, first: date, last: date) -> Sequence[Snapshot]:
    """What was published about the unit under the rule of this version, as of days in between.

    Of each day the newest publication, the oldest day first; one query.
    """
    rule_id = select(RuleVersion.rule_id).where(RuleVersion.id == version_id).scalar_subquery()
    whose = (Snapshot.unit_id == unit_id, Snapshot.rule_id == rule_id)
    found = select(Snapshot).where(*whose, Snapshot.as_of.between(first, last)).options(*_AT_HAND)
    by_day = {one.as_of: one for one in db.session.scalars(found.order_by(Snapshot.number))}
    return [by_day[day] for day in sorted(by_day)]


def rows_elsewhere(unit: Unit) -> Sequence[tuple[SnapshotFigure, Snapshot]]:
    """The newest rows of the unit in what was published about units above it."""
    found = (
        select(SnapshotFigure, Snapshot)
        .join(Snapshot, Snapshot.id == SnapshotFigure.snapshot_id)
        .where(SnapshotFigure.unit_id == unit.id, Snapshot.unit_id != unit.id)
        .order_by(Snapshot.as_of.desc(), Snapshot.id.desc())
        .limit(PAGE_SIZE)
        .options(*_AT_HAND)
    )
    return [(row, snapshot) for row, snapshot in db.session.execute(found)]


def siblings_of(snapshot: Snapshot) -> Sequence[Snapshot]:
    """Every publication of the same figure, itself among them, the newest first."""
    same = select(Snapshot).where(
        Snapshot.unit_id == snapshot.unit_id,
        Snapshot.rule_id == snapshot.rule_id,
        Snapshot.as_of == snapshot.as_of,
    )
    return db.session.scalars(same.order_by(Snapshot.number.desc())).all()


def checked(snapshot: Snapshot) -> list[CheckedFile]:
    """Every file with the hash of its stored bytes, reckoned now, piece by piece."""
    said: Mapping[str, str] = json.loads(b"".join(pieces_of(snapshot, SNAPSHOT)))["parts"]
    published = {SNAPSHOT: snapshot.sha256, **said}
    return [_checked(snapshot, name, published[name]) for name in (SNAPSHOT, *TABLES)]


def _checked(snapshot: Snapshot, name: str, published: str) -> CheckedFile:
    digest, size = hashlib.sha256(), 0
    for piece in pieces_of(snapshot, name):
        digest.update(piece)
        size += len(piece)
    return CheckedFile(name, size, digest.hexdigest(), published)


def _figure(snapshot: Snapshot, rule: Rule) -> Figure:
    return Figure(
        eligible=snapshot.eligible,
        trained=snapshot.trained,
        excluded=snapshot.excluded,
        target_percent=rule.target_percent,
        is_fte=rule.measure is Measure.FTE,
    )
