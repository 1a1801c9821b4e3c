"""Facts of a course that may age, and which of them are to be checked again."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from app.core.db import db
from courses.models import CourseVersion

#: how long before the day a fact is said to be due
SOON_DAYS = 30


class Freshness(StrEnum):
    """Whether a fact is to be checked again."""

    OVERDUE = "overdue"
    SOON = "soon"
    FRESH = "fresh"


@dataclass(frozen=True, slots=True)
class Fact:
    """What a course states, where it stands written, and until when that was looked up."""

    key: str
    text: str
    source: str
    url: str | None
    checked_on: date
    check_again_by: date
    #: who looks it up
    owner: str

    def freshness(self, today: date) -> Freshness:
        if self.check_again_by < today:
            return Freshness.OVERDUE
        days = (self.check_again_by - today).days
        return Freshness.SOON if days <= SOON_DAYS else Freshness.FRESH


def facts_of(version_id: int) -> list[Fact]:
    """The facts of the version, what is to be checked soonest first."""
    wanted = select(CourseVersion.facts).where(CourseVersion.id == version_id)
    facts = [
        Fact(
            key=one["id"],
            text=one["text"],
            source=one["source"],
            url=one.get("url"),
            checked_on=date.fromisoformat(one["checked_on"]),
            check_again_by=date.fromisoformat(one["check_again_by"]),
            owner=one["owner"],
        )
        for one in db.session.scalars(wanted).one()
    ]
    return sorted(facts, key=lambda fact: (fact.check_again_by, fact.key))
