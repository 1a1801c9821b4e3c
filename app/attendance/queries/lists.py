"""Lists of participation, and the closings they come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased, defer, joinedload, selectinload

from app.attendance.models.lists import Closing, ListAcceptance, ParticipationList
from app.attendance.models.sessions import TrainingSession
from app.attendance.participation import Facts, Fate, Issue
from app.core.db import db
from app.core.errors import NotFound
from app.people.models import Unit
from app.people.queries.merging import survivors
from app.training.models.completions import Completion

_AT_HAND = (
    joinedload(ParticipationList.unit),
    joinedload(ParticipationList.acceptance).options(defer(ListAcceptance.document)),
    joinedload(ParticipationList.session).options(selectinload(TrainingSession.trainers)),
    defer(ParticipationList.content),
)


class State(StrEnum):
    """Where a list stands; the first of these that fits."""

    REPLACED = "replaced"
    ACCEPTED = "accepted"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a list, and whether it was accepted."""

    id: int
    version: int
    drawn_up_at: datetime
    accepted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list with all that is said about it."""

    kept: ParticipationList
    facts: Facts
    closed_by: str
    #: of the same list, the newest first
    versions: Sequence[Version]

    @property
    def replaced_by(self) -> int | None:
        """The version that took its place; None if it is the newest."""
        newest = self.versions[0].version
        return newest if newest > self.kept.version else None

    @property
    def state(self) -> State:
        if self.replaced_by is not None:
            return State.REPLACED
        return State.ACCEPTED if self.kept.acceptance else State.WAITING

    @property
    def issue(self) -> Issue:
        """Under which number it was drawn up, when, and by whom."""
        kept = self.kept
        return Issue(kept.number, kept.version, kept.drawn_up_at, self.closed_by)

    @property
    def fate(self) -> Fate:
        """What became of it."""
        acceptance = self.kept.acceptance
        return Fate(
            accepted_at=acceptance.accepted_at if acceptance else None,
            accepted_by=acceptance.accepted_by if acceptance else "",
            replaced_by=self.replaced_by,
        )


def list_or_404(list_id: int) -> ParticipationList:
    """The list with this number, with its school, session and acceptance, without its files.

    Raises:
        NotFound: there is none.
    """
    query = select(ParticipationList).where(ParticipationList.id == list_id).options(*_AT_HAND)
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def sheet_of(kept: ParticipationList) -> Sheet:
    """The list with its facts and versions; two queries."""
    rows = db.session.execute(
        select(
            ParticipationList.id,
            ParticipationList.version,
            ParticipationList.drawn_up_at,
            ListAcceptance.accepted_at,
        )
        .outerjoin(ParticipationList.acceptance)
        .where(
            ParticipationList.session_id == kept.session_id,
            ParticipationList.unit_id == kept.unit_id,
        )
        .order_by(ParticipationList.version.desc())
    )
    closed_by = select(Closing.closed_by).where(Closing.id == kept.closing_id)
    return Sheet(
        kept,
        Facts.from_json(kept.facts),
        db.session.scalars(closed_by).one(),
        [Version(*row) for row in rows],
    )


def document_of(kept: ParticipationList) -> bytes | None:
    """The PDF as it was accepted; None if it was not."""
    frozen = select(ListAcceptance.document).where(ListAcceptance.list_id == kept.id)
    return db.session.scalar(frozen)


def completions_on(sheet: Sheet) -> list[Completion]:
    """The standing completions of those whose credit stands on the list."""
    merged = survivors(one.person_id for one in sheet.facts.entries)
    credited = {
        (merged.get(one.person_id, one.person_id), one.completed_on)
        for one in sheet.facts.entries
        if one.completed_on
    }
    rows = db.session.scalars(
        select(Completion)
        .where(
            Completion.version_id == sheet.kept.session.version_id,
            Completion.person_id.in_([person_id for person_id, _ in credited]),
            Completion.completed_on.in_({day for _, day in credited}),
            Completion.revoked_at.is_(None),
        )
        .order_by(Completion.id)
        .options(joinedload(Completion.person))
    )
    return [one for one in rows if (one.person_id, one.completed_on) in credited]


def lists_of_session(session_id: int) -> list[ParticipationList]:
    """The newest list of each school, by school."""
    query = (
        select(ParticipationList)
        .where(ParticipationList.session_id == session_id, is_newest())
        .join(ParticipationList.unit)
        .order_by(Unit.sort_key, Unit.id)
        .options(*_AT_HAND)
    )
    return list(db.session.scalars(query))


def latest_closing(session_id: int) -> Closing | None:
    """The newest closing of the session; None if it was never closed."""
    newest_first = select(Closing).where(Closing.session_id == session_id)
    return db.session.scalars(newest_first.order_by(Closing.number.desc()).limit(1)).first()


def waiting_lists(paths: tuple[str, ...]) -> Select[int]:
    """SQL: how many lists of units below `paths` wait to be accepted."""
    return (
        select(func.count())
        .select_from(ParticipationList)
        .join(ParticipationList.unit)
        .outerjoin(ParticipationList.acceptance)
        .where(is_newest(), ListAcceptance.list_id.is_(None), Unit.below(*paths))
    )


def is_newest() -> ColumnElement[bool]:
    """SQL: no later version took its place."""
    later = aliased(ParticipationList)
    return ~(
        select(later.id)
        .where(
            later.session_id == ParticipationList.session_id,
            later.unit_id == ParticipationList.unit_id,
            later.version > ParticipationList.version,
        )
        .exists()
    )
