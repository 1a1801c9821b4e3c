"""The next chance to become trained: a planned session with a free seat."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate

from sqlalchemy import or_, select

from app.attendance.models.sessions import InvitedUnit
from app.core import clock
from app.core.db import db
from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import Reason, Standing, Verdict
from app.coverage.queries.seats import helps, sessions_ahead
from app.people.models import Unit

#: where a further completion changes nothing, or only time does
_NO_HELP = {Reason.PENDING, Reason.AFTER_DATE}


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where somebody works, as far as invitations look at it."""

    path: str
    is_teaching: bool


@dataclass(frozen=True, slots=True)
class Chance:
    """A session ahead with a free seat."""

    session_id: int
    training_id: int
    #: of the training
    code: str
    #: on which it begins, in Poland
    day: date


@dataclass(frozen=True, slots=True)
class _Open:
    """A session with a free seat, and one of the units invited to it."""

    chance: Chance
    topics: frozenset[str]
    path: str
    teaching_only: bool

    def invites(self, one: Workplace) -> bool:
        return one.path.startswith(self.path) and (one.is_teaching or not self.teaching_only)


@dataclass(frozen=True, slots=True)
class Chances:
    """Sessions ahead with free seats whose training the rule asks for, the soonest first."""

    sessions: tuple[_Open, ...] = ()

    def nearest(self, verdict: Verdict, workplaces: Collection[Workplace]) -> Chance | None:
        """The first that brings somebody nearer to being trained who works at these places."""
        if not lacks_training(verdict):
            return None
        fitting = (one for one in self.sessions if _brings(one, verdict))
        invited = (one for one in fitting if any(map(one.invites, workplaces)))
        return next((one.chance for one in invited), None)


def lacks_training(verdict: Verdict) -> bool:
    """Whether a further training would change the verdict."""
    return verdict.standing is Standing.NOT_TRAINED and verdict.reason not in _NO_HELP


def _brings(one: _Open, verdict: Verdict) -> bool:
    if verdict.missing_trainings:
        return one.chance.training_id in verdict.missing_trainings
    return not verdict.missing_topics or not one.topics.isdisjoint(verdict.missing_topics)


def next_chances(rule: Rule, unit_paths: Iterable[str], at: datetime) -> Chances:
    """What lies ahead for people who work at these units; one query, none without units."""
    invited = {path for unit_path in unit_paths for path in _ways_up(unit_path)}
    if not invited:
        return Chances()
    ahead = sessions_ahead(at).subquery()
    has_seats = or_(ahead.c.capacity.is_(None), ahead.c.capacity > ahead.c.taken)
    rows = db.session.execute(
        select(ahead, Unit.path, InvitedUnit.teaching_only)
        .join(InvitedUnit, InvitedUnit.session_id == ahead.c.id)
        .join(Unit, Unit.id == InvitedUnit.unit_id)
        .where(Unit.path.in_(invited), has_seats)
        .order_by(ahead.c.begins_at, ahead.c.id)
    )
    return Chances(
        tuple(
            _Open(
                Chance(row.id, row.training_id, row.code, clock.local(row.begins_at).date()),
                frozenset(row.topics),
                row.path,
                row.teaching_only,
            )
            for row in rows
            if helps(rule, row.training_id, row.category, row.topics)
        )
    )


def _ways_up(path: str) -> Iterable[str]:
    """The path and every path above it."""
    return accumulate(f"{number}." for number in path.split(".")[:-1])
