"""The list of sessions as an actor sees it: what lies ahead first, then what is past."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.attendance.models.lists import Closing
from app.attendance.models.sessions import (
    InvitedUnit,
    Meeting,
    SessionTrainer,
    SignUp,
    TrainingSession,
)
from app.attendance.queries.people_of import Seats, spans_of
from app.attendance.timetable import Stage, next_of, stage_of
from app.core.actors import Actor
from app.core.db import db
from app.core.folding import fold
from app.core.paging import PAGE_SIZE, Page, nearest_page
from app.core.permissions import (
    LEADS_SESSIONS,
    OneOf,
    Permission,
    invited_scope_of,
    scope_of,
)
from app.people.models import Unit
from app.people.queries.units import stands_above
from app.training.models.trainings import Training, TrainingVersion

_AT_HAND = (
    joinedload(TrainingSession.unit),
    joinedload(TrainingSession.version).joinedload(TrainingVersion.training),
    selectinload(TrainingSession.meetings),
    selectinload(TrainingSession.trainers).joinedload(SessionTrainer.account),
)


class Part(StrEnum):
    """Which sessions of the list are wanted."""

    AHEAD = "ahead"
    #: every meeting has ended, and nobody has closed it
    TO_CLOSE = "to_close"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SessionFilter:
    """What is asked for; what is empty or None does not narrow the list.

    `words` stand in any order in the title, or in the code of the training.
    """

    words: str = ""
    training_id: int | None = None
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in the list, with its trainers, its meetings and their seats at hand."""

    session: TrainingSession
    stage: Stage
    #: the meeting under way, else the next, else the last
    meeting: Meeting
    seats: Seats
    is_past: bool


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """SQL: the actor may read the session; the same as the gate says of each."""
    if actor.is_command:
        return TrainingSession.id.is_not(None)
    held_here = select(Unit.id).where(Unit.below(*scope_of(actor, Permission.SESSION_READ)))
    is_leader = bool(OneOf(LEADS_SESSIONS).paths(actor))
    leads = exists().where(
        SessionTrainer.session_id == TrainingSession.id,
        SessionTrainer.account_id == (actor.account_id if is_leader else None),
    )
    return or_(TrainingSession.unit_id.in_(held_here), leads, _invites_own(actor))


def _invites_own(actor: Actor) -> ColumnElement[bool]:
    """SQL: a unit of the actor is invited, or one above it or below."""
    own = invited_scope_of(actor, Permission.SESSION_READ)
    return exists().where(
        InvitedUnit.session_id == TrainingSession.id,
        InvitedUnit.unit_id == Unit.id,
        or_(Unit.below(*own), stands_above(own)),
    )


def sessions_page(
    actor: Actor, asked: SessionFilter, number: int, at: datetime
) -> Page[SessionRow]:
    """A page of the sessions that the actor may read, the soonest ahead first, then the latest."""
    wanted = _wanted(actor, asked, at)
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    number = nearest_page(number, total)
    window = wanted.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page(_rows(window, at), total, number)


def every_session(actor: Actor, asked: SessionFilter, at: datetime) -> Iterator[SessionRow]:
    """Every such session in the same order, read piece by piece."""
    number, page = 1, sessions_page(actor, asked, 1, at)
    while True:
        yield from page.items
        if not page.has_next:
            return
        number += 1
        page = sessions_page(actor, asked, number, at)


def _wanted(actor: Actor, asked: SessionFilter, at: datetime) -> Select[int]:
    times = _times(at)
    is_past = times.c.ends_at < at
    return (
        select(TrainingSession.id)
        .join(times, times.c.session_id == TrainingSession.id)
        .join(TrainingVersion, TrainingVersion.id == TrainingSession.version_id)
        .join(Training, Training.id == TrainingVersion.training_id)
        .where(visible_to(actor), *_conditions(asked, is_past))
        .order_by(
            is_past,
            case((is_past, None), else_=times.c.next_at),
            times.c.ends_at.desc(),
            TrainingSession.id.desc(),
        )
    )


def _times(at: datetime) -> Subquery:
    """SQL: per session, when its last meeting ends, and when the next one begins."""
    upcoming = case((Meeting.ends_at >= at, Meeting.starts_at))
    return (
        select(
            Meeting.session_id,
            func.max(Meeting.ends_at).label("ends_at"),
            func.min(upcoming).label("next_at"),
        )
        .group_by(Meeting.session_id)
        .subquery()
    )


def _conditions(
    asked: SessionFilter, is_past: ColumnElement[bool]
) -> Iterator[ColumnElement[bool]]:
    if asked.words:
        yield TrainingSession.id.in_(_named(asked.words))
    if asked.training_id is not None:
        yield Training.id == asked.training_id
    if asked.part is not None:
        is_closed = exists().where(Closing.session_id == TrainingSession.id)
        stands = TrainingSession.cancelled_at.is_(None)
        yield {
            Part.AHEAD: and_(stands, ~is_closed, ~is_past),
            Part.TO_CLOSE: and_(stands, ~is_closed, is_past),
            Part.CLOSED: and_(stands, is_closed),
            Part.CANCELLED: ~stands,
        }[asked.part]


def _named(words: str) -> list[int]:
    """Sessions whose title or training's code holds each word; letters are folded here."""
    wanted = fold(words).split()
    named = select(TrainingSession.id, TrainingSession.title, Training.code)
    rows = db.session.execute(named.join(TrainingSession.version).join(TrainingVersion.training))
    return [row.id for row in rows if all(one in fold(f"{row.title} {row.code}") for one in wanted)]


def _rows(window: Select[int], at: datetime) -> list[SessionRow]:
    """The sessions in the order of their numbers, with all that a list says of them."""
    ids = list(db.session.scalars(window))
    found = select(TrainingSession).where(TrainingSession.id.in_(ids)).options(*_AT_HAND)
    sessions = {one.id: one for one in db.session.scalars(found)}
    closed = set(db.session.scalars(select(Closing.session_id).where(Closing.session_id.in_(ids))))
    signed_up = _sign_ups(ids)
    return [_row(sessions[one], signed_up.get(one, 0), at, is_closed=one in closed) for one in ids]


def _row(session: TrainingSession, signed_up: int, at: datetime, *, is_closed: bool) -> SessionRow:
    spans = spans_of(session)
    return SessionRow(
        session,
        stage_of(
            spans,
            session.opens_before_minutes,
            at,
            is_cancelled=session.cancelled_at is not None,
            is_closed=is_closed,
        ),
        session.meetings[next_of(spans, at)],
        Seats(session.capacity, signed_up),
        is_past=all(span.ends_at < at for span in spans),
    )


def _sign_ups(session_ids: Sequence[int]) -> Mapping[int, int]:
    """How many sign-ups of each session stand."""
    counting = (
        select(SignUp.session_id, func.count())
        .where(SignUp.session_id.in_(session_ids), SignUp.withdrawn_at.is_(None))
        .group_by(SignUp.session_id)
    )
    return dict(db.session.execute(counting).all())
