"""Lists of certificates: what waits for an actor first, and what somebody sent in herself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import count
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, false, func, select

from app.core.actors import Actor
from app.core.db import db
from app.core.paging import PAGE_SIZE, Page, nearest_page
from app.core.permissions import Permission, scope_of
from app.people.models import Employment, Person, Unit
from app.recognition.models import OPEN, OutsideCertificate, State
from app.recognition.queries.standing import ever_worked_below, state_on, waits_for

Statement = Select[*tuple[Any, ...]]

_EXPORT_BATCH = 500


class Show(StrEnum):
    """Which certificates are asked for, besides all and those in one state."""

    MINE = "mine"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A certificate in a list."""

    id: int
    person_id: int
    last_name: str
    first_name: str
    #: where the person works today
    units: tuple[str, ...]
    title: str
    organiser: str
    number: str
    completed_on: date
    minutes: int | None
    submitted_at: datetime
    state: State
    #: it waits for whoever asked
    is_mine: bool


def queue(actor: Actor, show: State | Show | None, page: int, today: date) -> Page[QueueRow]:
    """A page of all that the actor may see: what waits for the actor first, the longest of all."""
    listed = _listed(actor, show, today)
    total = db.session.scalar(select(func.count()).select_from(listed.subquery())) or 0
    number = nearest_page(page, total)
    chosen = listed.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page(_rows(db.session.execute(chosen).all(), today), total, number)


def whole_queue(actor: Actor, show: State | Show | None, today: date) -> Iterator[QueueRow]:
    """Everything that `queue` shows page by page, a batch at a time."""
    listed = _listed(actor, show, today).limit(_EXPORT_BATCH)
    for start in count(0, _EXPORT_BATCH):
        batch = db.session.execute(listed.offset(start)).all()
        yield from _rows(batch, today)
        if len(batch) < _EXPORT_BATCH:
            return


def sent_by(person_id: int, today: date) -> list[QueueRow]:
    """What the person sent in, the newest first."""
    state = state_on(today)
    wanted = select(*_COLUMNS, state.label("state"), false().label("is_mine"))
    rows = db.session.execute(
        wanted
        .join(OutsideCertificate.person)
        .where(OutsideCertificate.person_id == person_id)
        .order_by(OutsideCertificate.id.desc())
    )
    return _rows(list(rows), today)


_COLUMNS = (
    *(OutsideCertificate.id, OutsideCertificate.person_id, Person.last_name, Person.first_name),
    *(OutsideCertificate.title, OutsideCertificate.organiser, OutsideCertificate.number),
    *(OutsideCertificate.completed_on, OutsideCertificate.minutes),
    OutsideCertificate.submitted_at,
)


def _listed(actor: Actor, show: State | Show | None, today: date) -> Statement:
    state, is_mine = state_on(today), waits_for(actor, today)
    number = OutsideCertificate.id
    return (
        select(*_COLUMNS, state.label("state"), is_mine.label("is_mine"))
        .join(OutsideCertificate.person)
        .where(_asked(actor, show, state, is_mine))
        .order_by(
            is_mine.desc(),
            state.in_([one.value for one in OPEN]).desc(),
            case((is_mine, number), else_=-number),
        )
    )


def _asked(
    actor: Actor,
    show: State | Show | None,
    state: ColumnElement[str],
    is_mine: ColumnElement[bool],
) -> ColumnElement[bool]:
    seen = ever_worked_below(scope_of(actor, Permission.RECOGNITION_READ))
    if show is None:
        return seen
    return and_(seen, is_mine if show is Show.MINE else state == show.value)


def _rows(found: Sequence[Row[*tuple[Any, ...]]], today: date) -> list[QueueRow]:
    units = _units_of({row.person_id for row in found}, today)
    return [
        QueueRow(**{
            **row._mapping,
            "units": tuple(units.get(row.person_id, ())),
            "state": State(row.state),
            "is_mine": bool(row.is_mine),
        })
        for row in found
    ]


def _units_of(person_ids: set[int], today: date) -> dict[int, list[str]]:
    """Short names of the units where they work, by person."""
    rows = db.session.execute(
        select(Employment.person_id, Unit.short_name, Unit.sort_key)
        .join(Employment.unit)
        .where(Employment.person_id.in_(person_ids), Employment.active_on(today))
        .order_by(Unit.sort_key)
        .distinct()
    )
    units: dict[int, list[str]] = {}
    for person_id, unit, _sort_key in rows:
        units.setdefault(person_id, []).append(unit)
    return units
