"""What was changed about a person, a unit or a post, by whom and when."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, extract, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from app.core.audit import AuditEntry
from app.core.db import db
from app.people.models import Employment, Unit

AREA = "people"
NEWEST = 50


@dataclass(frozen=True, slots=True)
class YearOfMoves:
    """How many employments at a unit began and ended in a calendar year."""

    year: int
    began: int
    ended: int


def changes_of(subject_type: str, subject_id: int) -> Sequence[AuditEntry]:
    """The newest 50 entries about the thing, the newest first."""
    entries = (
        select(AuditEntry)
        .where(
            AuditEntry.subject_type == subject_type,
            AuditEntry.subject_id == subject_id,
            AuditEntry.area == AREA,
        )
        .order_by(AuditEntry.id.desc())
        .limit(NEWEST)
    )
    return db.session.scalars(entries).all()


def moves_of(unit: Unit, since: date) -> Sequence[YearOfMoves]:
    """Employments that began or ended at the unit or below it, by year, the latest year first.

    Only those that did so on `since` or later.
    """
    began = _by_year(unit, Employment.started_on, since, literal("began"))
    ended = _by_year(unit, Employment.ended_on, since, literal("ended"))
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for year, what, count in db.session.execute(union_all(began, ended)):
        counts[int(year)][what] = count
    return [
        YearOfMoves(year, counts[year]["began"], counts[year]["ended"])
        for year in sorted(counts, reverse=True)
    ]


def _by_year(
    unit: Unit, day: InstrumentedAttribute[date | None], since: date, what: ColumnElement[str]
) -> Select[int, str, int]:
    year = extract("year", day)
    return (
        select(year, what, func.count())
        .join(Unit, Unit.id == Employment.unit_id)
        .where(Unit.below(unit.path), day >= since)
        .group_by(year)
    )
