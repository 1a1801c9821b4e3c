"""The register of lists, and what the public may know of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, true
from sqlalchemy.orm import aliased

from app.attendance.models.lists import (
    Closing,
    ListAcceptance,
    ParticipationList,
    list_number,
)
from app.attendance.participation import Facts
from app.attendance.queries.lists import State, is_newest
from app.core import clock
from app.core.db import db
from app.core.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Unit

Statement = Select[*tuple[Any, ...]]

_EXPORT_BATCH = 500


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list, and where it stands."""

    id: int
    number: str
    session_id: int
    session: str
    training: str
    #: of the last meeting
    day: date
    school: str
    present: int
    credited: int
    drawn_up_at: datetime
    drawn_up_by: str
    state: State
    accepted_at: datetime | None
    accepted_by: str
    sha256: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that anybody can compare with theirs."""

    sha256: str
    #: in bytes
    size: int


@dataclass(frozen=True, slots=True)
class PublicList:
    """What is told to everybody who has the code: no names."""

    number: str
    session: str
    training: str
    #: of the first and the last meeting
    days: tuple[date, date]
    school: str
    present: int
    credited: int
    drawn_up_at: datetime
    state: State
    accepted_at: datetime | None
    #: the version that took its place; None if it is the newest
    replaced_by: int | None
    csv: File
    #: the accepted document; None if it was not accepted
    pdf: File | None


def register(paths: tuple[str, ...], state: State | None, page: int) -> Page[ListRow]:
    """A page of the newest version of each list of units below `paths`; first those that wait."""
    condition = _condition(paths, state)
    counted = _joined(select(func.count())).where(condition)
    total = db.session.scalar(counted) or 0
    number = nearest_page(page, total)
    chosen = _ordered(condition).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page([_row(one) for one in db.session.execute(chosen)], total, number)


def whole_register(paths: tuple[str, ...], state: State | None) -> Iterator[ListRow]:
    """Everything that `register` shows page by page, a batch at a time."""
    ordered = _ordered(_condition(paths, state)).limit(_EXPORT_BATCH)
    for start in count(0, _EXPORT_BATCH):
        batch = db.session.execute(ordered.offset(start)).all()
        yield from map(_row, batch)
        if len(batch) < _EXPORT_BATCH:
            return


def by_code(code: str) -> PublicList | None:
    """The list with this code; None if none was ever drawn up. One statement."""
    row = db.session.execute(_PUBLIC.where(ParticipationList.code == code)).one_or_none()
    if row is None:
        return None
    facts = Facts.from_json(row.facts)
    days = [clock.local(one.starts_at).date() for one in facts.occasions]
    replaced = row.newest if row.newest > row.version else None
    return PublicList(
        number=list_number(row.year, row.serial, row.version),
        session=facts.session,
        training=facts.training,
        days=(days[0], days[-1]),
        school=facts.school,
        present=facts.present,
        credited=facts.credited,
        drawn_up_at=row.drawn_up_at,
        state=_state(is_newest=replaced is None, accepted_at=row.accepted_at),
        accepted_at=row.accepted_at,
        replaced_by=replaced,
        csv=File(row.sha256, row.csv_size),
        pdf=File(row.pdf_sha256, row.pdf_size) if row.pdf_sha256 else None,
    )


def is_list_code(code: str) -> bool:
    """Whether a list has this code."""
    found = select(ParticipationList.id).where(ParticipationList.code == code)
    return db.session.scalar(found) is not None


def _newest_version() -> ColumnElement[int]:
    other = aliased(ParticipationList)
    return (
        select(func.max(other.version))
        .where(
            other.session_id == ParticipationList.session_id,
            other.unit_id == ParticipationList.unit_id,
        )
        .scalar_subquery()
    )


_PUBLIC = select(
    ParticipationList.year,
    ParticipationList.serial,
    ParticipationList.version,
    ParticipationList.facts,
    ParticipationList.drawn_up_at,
    ParticipationList.sha256,
    func.length(ParticipationList.content).label("csv_size"),
    ListAcceptance.accepted_at,
    ListAcceptance.sha256.label("pdf_sha256"),
    func.length(ListAcceptance.document).label("pdf_size"),
    _newest_version().label("newest"),
).outerjoin(ParticipationList.acceptance)


def _condition(paths: tuple[str, ...], state: State | None) -> ColumnElement[bool]:
    accepted = ListAcceptance.list_id.is_not(None)
    wanted: dict[State | None, ColumnElement[bool]] = {
        None: is_newest(),
        State.WAITING: and_(is_newest(), ~accepted),
        State.ACCEPTED: and_(is_newest(), accepted),
        State.REPLACED: ~is_newest(),
    }
    return and_(Unit.below(*paths), wanted.get(state, true()))


def _joined(wanted: Select[Any]) -> Select[Any]:
    return (
        wanted
        .select_from(ParticipationList)
        .join(ParticipationList.unit)
        .join(Closing, Closing.id == ParticipationList.closing_id)
        .outerjoin(ParticipationList.acceptance)
    )


def _ordered(condition: ColumnElement[bool]) -> Statement:
    shown = select(
        *(ParticipationList.id, ParticipationList.session_id, ParticipationList.facts),
        *(ParticipationList.year, ParticipationList.serial, ParticipationList.version),
        *(ParticipationList.drawn_up_at, ParticipationList.sha256, Closing.closed_by),
        *(ListAcceptance.accepted_at, ListAcceptance.accepted_by),
        is_newest().label("is_newest"),
    )
    waits = ListAcceptance.list_id.is_(None)
    newest_first = (ParticipationList.drawn_up_at.desc(), Unit.sort_key, ParticipationList.id)
    return _joined(shown).where(condition).order_by(waits.desc(), *newest_first)


def _row(found: Row[Any]) -> ListRow:
    facts = Facts.from_json(found.facts)
    return ListRow(
        id=found.id,
        number=list_number(found.year, found.serial, found.version),
        session_id=found.session_id,
        session=facts.session,
        training=facts.training,
        day=clock.local(facts.occasions[-1].starts_at).date(),
        school=facts.school,
        present=facts.present,
        credited=facts.credited,
        drawn_up_at=found.drawn_up_at,
        drawn_up_by=found.closed_by,
        state=_state(is_newest=bool(found.is_newest), accepted_at=found.accepted_at),
        accepted_at=found.accepted_at,
        accepted_by=found.accepted_by or "",
        sha256=found.sha256,
    )


def _state(*, is_newest: bool, accepted_at: datetime | None) -> State:
    if not is_newest:
        return State.REPLACED
    return State.ACCEPTED if accepted_at is not None else State.WAITING
