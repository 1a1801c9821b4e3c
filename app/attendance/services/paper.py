"""Marks of a signed sheet become check-ins.

They are a record of their own (docs/decisions/0022-the-ledger-is-only-added-to.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.attendance.checkin import Way
from app.attendance.queries.doors import Door
from app.attendance.services.check_ins import Arrival, Outcome, Result, check_in
from app.core.actors import Actor


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of marks: those that were new, and those that the rules refused."""

    taken: tuple[Outcome, ...]
    refused: tuple[Outcome, ...]


def enter_marks(door: Door, came_at: Mapping[int, datetime], *, by: Actor, at: datetime) -> Entered:
    """Whoever is marked is in, since the time that stands beside them.

    A mark has a key of its own, so a sheet that is sent again changes nothing. `came_at` are
    persons, and when each came.
    """
    outcomes = [
        check_in(door, person_id, _mark(door, person_id, claimed_at), by=by, at=at)
        for person_id, claimed_at in came_at.items()
    ]
    return Entered(
        tuple(one for one in outcomes if one.result is Result.CHECKED_IN),
        tuple(one for one in outcomes if one.result is Result.REFUSED),
    )


def _mark(door: Door, person_id: int, claimed_at: datetime) -> Arrival:
    return Arrival(Way.PAPER, claimed_at, device="", key=f"paper-{door.id}-{person_id}")
