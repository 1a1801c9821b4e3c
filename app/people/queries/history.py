"""What was changed about a person, a unit or a post, by whom and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import extract, func, select
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


def moves_of(unit: Unit) -> Sequence[YearOfMoves]:
    """Employments that began or ended at the unit or below it, by year, the latest year first."""
    began, ended = (
        _by_year(unit, column) for column in (Employment.started_on, Employment.ended_on)
    )
    years = sorted({*began, *ended}, reverse=True)
    return [YearOfMoves(year, began.get(year, 0), ended.get(year, 0)) for year in years]


def _by_year(unit: Unit, day: InstrumentedAttribute[date | None]) -> dict[int, int]:
    year = extract("year", day)
    counted = (
        select(year, func.count())
        .join(Unit, Unit.id == Employment.unit_id)
        .where(Unit.below(unit.path), day.is_not(None))
        .group_by(year)
    )
    return {int(number): count for number, count in db.session.execute(counted)}
