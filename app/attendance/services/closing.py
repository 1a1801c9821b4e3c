"""A session is closed: credit becomes completions, and each school gets its list."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.attendance.models.lists import Closing, EarnedCompletion, ParticipationList
from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.closing import Obstacle, Plan, obstacle_to, plan_of
from app.attendance.queries.finding import session_or_404
from app.attendance.queries.kept import Known, Scan
from app.attendance.queries.ledger import known_of
from app.attendance.services.drawing_up import TableLabels, draw_up
from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.core.errors import Conflict
from app.core.events import session_completed
from app.training.models.completions import Completion, Source
from app.training.services.completions import NewCompletion, record_completions, revoke

_REFERENCE_LENGTH = 200


class CannotClose(Conflict):
    """The session cannot be closed now."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle)
        self.obstacle = obstacle


class Outdated(Conflict):
    """Closing would do something else than what was shown."""


class NotSeen(Conflict):
    """So many completions are written only when somebody says to have seen the list."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class Labels(TableLabels, Protocol):
    """The words of the lists, and of what was mended."""

    def revocation(self, session: str) -> str:
        """Why a completion no longer holds after a correction."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was looked at before closing; `is_read` says that somebody ticked that they did."""

    fingerprint: str
    is_read: bool
    #: so many completions may be written without that
    mass_limit: int


@dataclass(frozen=True, slots=True)
class Closed:
    """What closing did."""

    recorded: int
    revoked: int
    lists: Sequence[ParticipationList]


def close(
    session: TrainingSession, seen: Seen, *, labels: Labels, by: Actor, at: datetime
) -> Closed:
    """The session is closed as it was shown; closed again, what a correction changed is mended.

    Who earns credit has a completion, which waits for the school's acceptance, and whatever follows
    from that at once. Completions that are no longer earned are revoked. Every school whose list
    says something new gets a new version. Whoever closes at the same time waits.

    Raises:
        CannotClose, Outdated, NotSeen
    """
    _hold(session)
    plan = plan_of(session)
    obstacle = obstacle_to(session, plan, at)
    if obstacle is not None:
        raise CannotClose(obstacle)
    if plan.fingerprint != seen.fingerprint:
        raise Outdated
    if plan.size > seen.mass_limit and not seen.is_read:
        raise NotSeen(plan.size)
    closing = _closing(session, plan, by, at)
    for completion in plan.lost:
        revoke(completion, reason=labels.revocation(session.title), by=by, at=at)
    recorded = _recorded(session, plan, by, at)
    numbers = _certificates([*plan.kept.values(), *recorded], by, at)
    lists = draw_up(closing, plan.changed, numbers, labels=labels, by=by)
    _record(session, closing, plan, lists, by)
    return Closed(len(recorded), len(plan.lost), lists)


def _hold(session: TrainingSession) -> None:
    """The session is as it is now, and nobody else changes it or accepts its lists meanwhile."""
    db.session.refresh(session, ["cancelled_at"], with_for_update=True)
    db.session.expire_all()
    session_or_404(session.id)


def _closing(session: TrainingSession, plan: Plan, by: Actor, at: datetime) -> Closing:
    number = plan.latest.number + 1 if plan.latest else 1
    closing = Closing(session_id=session.id, number=number, closed_at=at, closed_by=by.name[:210])
    db.session.add(closing)
    db.session.flush()
    return closing


def _recorded(
    session: TrainingSession, plan: Plan, by: Actor, at: datetime
) -> Sequence[Completion]:
    """The completions that are new, linked to the session."""
    if not plan.new:
        return []
    day = max(one.day for one in session.meetings)
    ids = record_completions(
        [NewCompletion(person_id, session.version_id, day) for person_id, day in plan.new],
        source=Source.SESSION,
        reference=f"{session.title}, {day}"[-_REFERENCE_LENGTH:],
        is_confirmed=False,
        by=by,
        at=at,
    )
    db.session.add_all(
        EarnedCompletion(completion_id=number, session_id=session.id) for number in ids
    )
    db.session.flush()
    written = select(Completion).where(Completion.id.in_(ids)).order_by(Completion.id)
    return db.session.scalars(written.options(joinedload(Completion.person))).all()


def _certificates(completions: Sequence[Completion], by: Actor, at: datetime) -> Mapping[int, str]:
    """What follows from the completions; numbers of certificates by person."""
    if not completions:
        return {}
    answers = session_completed.send(completions, by=by, at=at)
    numbers = {key: number for _, answer in answers for key, number in (answer or {}).items()}
    return {one.person_id: numbers[one.id] for one in completions if one.id in numbers}


def _record(
    session: TrainingSession,
    closing: Closing,
    plan: Plan,
    lists: Iterable[ParticipationList],
    by: Actor,
) -> None:
    audit.record(
        "attendance.session_closed",
        Subject("session", session.id, session.title),
        by=by,
        changes={
            "closing": (None, closing.number),
            "completions": (None, len(plan.new)),
            "revoked": (None, len(plan.lost)),
            "lists": (None, [one.number for one in lists]),
            "ledger": (None, _ledger_hash(session)),
        },
        is_correction=closing.number > 1,
    )


def _ledger_hash(session: TrainingSession) -> str:
    """SHA-256 over what counts in the ledger of every person and meeting, in their order."""
    lines = [
        f"{person_id};{meeting_id};{_scan(known.check_in)};{_scan(known.check_out)};{_word(known)}"
        for person_id, meetings in sorted(known_of(session).items())
        for meeting_id, known in sorted(meetings.items())
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _scan(scan: Scan | None) -> str:
    return (
        f"{scan.way},{scan.claimed_at.isoformat()},{scan.recorded_at.isoformat()}" if scan else ""
    )


def _word(known: Known) -> str:
    """The last word of a human."""
    said = known.correction
    if said is None:
        return ""
    times = (one.isoformat() if one else "" for one in (said.arrived_at, said.left_at))
    return ",".join((str(said.id), str(said.is_present), str(said.is_excused), *times))
