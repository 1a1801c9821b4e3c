"""The register of completions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from app.core.db import db
from app.core.errors import NotFound
from app.core.folding import fold
from app.core.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Employment, Person, Unit
from app.training.models.completions import Completion, Source, State
from app.training.models.trainings import TrainingVersion
from app.training.queries.people import mentions
from app.training.queries.reach import of_units

_EXPORT_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Filter:
    """Which completions are wanted; what is None or empty does not narrow."""

    training_id: int | None = None
    #: path of a unit that employs or employed the person
    unit_path: str | None = None
    since: date | None = None
    until: date | None = None
    source: Source | None = None
    state: State | None = None
    #: words of a name or an e-mail address, in any order, letters folded
    words: str = ""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A completion, and where the person worked on its day (else: ever), within reach."""

    completion: Completion
    units: tuple[str, ...]


def register(wanted: Filter, paths: tuple[str, ...], page: int) -> Page[RegisterRow]:
    """A page of the register, newest first, for people of the units below `paths`."""
    condition = _condition(wanted, paths)
    total = db.session.scalar(_joined(select(func.count())).where(condition)) or 0
    number = nearest_page(page, total)
    chosen = _ordered(condition).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page(_with_units(db.session.scalars(chosen).all(), paths), total, number)


def whole_register(wanted: Filter, paths: tuple[str, ...]) -> Iterator[RegisterRow]:
    """Everything that `register` shows page by page, a batch at a time."""
    last: Completion | None = None
    while True:
        condition = _condition(wanted, paths) & (_after(last) if last else true())
        batch = db.session.scalars(_ordered(condition).limit(_EXPORT_BATCH)).all()
        yield from _with_units(batch, paths)
        if len(batch) < _EXPORT_BATCH:
            return
        last = batch[-1]


def completion_or_404(completion_id: int) -> Completion:
    """The completion with its person, her employments, and its training.

    Raises:
        NotFound
    """
    wanted = select(Completion).where(Completion.id == completion_id).options(*_DETAILS)
    completion = db.session.scalars(wanted).one_or_none()
    if completion is None:
        raise NotFound
    return completion


def waiting_among(ids: Iterable[int], paths: tuple[str, ...]) -> list[Completion]:
    """Those of the completions that wait to be confirmed, of people of the units below `paths`."""
    wanted = (
        select(Completion)
        .where(
            Completion.id.in_(list(ids)),
            Completion.confirmed_at.is_(None),
            Completion.revoked_at.is_(None),
            of_units(paths),
        )
        .order_by(Completion.id)
        .options(*_DETAILS)
    )
    return list(db.session.scalars(wanted))


def completions_of(person_id: int) -> list[Completion]:
    """Everything that a person completed, newest first, revoked ones included."""
    wanted = (
        select(Completion)
        .where(Completion.person_id == person_id)
        .order_by(Completion.completed_on.desc(), Completion.id.desc())
        .options(joinedload(Completion.version).joinedload(TrainingVersion.training))
    )
    return list(db.session.scalars(wanted))


_DETAILS = (
    joinedload(Completion.person).selectinload(Person.employments).joinedload(Employment.unit),
    joinedload(Completion.version).joinedload(TrainingVersion.training),
)


def _joined(wanted: Select[Any]) -> Select[Any]:
    return (
        wanted
        .select_from(Completion)
        .join(Completion.version)
        .join(TrainingVersion.training)
        .join(Completion.person)
    )


def _ordered(condition: ColumnElement[bool]) -> Select[Completion]:
    return (
        _joined(select(Completion))
        .where(condition)
        .order_by(Completion.completed_on.desc(), Completion.id.desc())
        .options(
            contains_eager(Completion.person),
            contains_eager(Completion.version).contains_eager(TrainingVersion.training),
        )
    )


def _after(last: Completion) -> ColumnElement[bool]:
    """SQL: further down the register than `last`."""
    return or_(
        Completion.completed_on < last.completed_on,
        and_(Completion.completed_on == last.completed_on, Completion.id < last.id),
    )


def _condition(wanted: Filter, paths: tuple[str, ...]) -> ColumnElement[bool]:
    parts = [of_units(paths)]
    if wanted.unit_path is not None:
        parts.append(of_units((wanted.unit_path,)))
    if wanted.training_id is not None:
        parts.append(TrainingVersion.training_id == wanted.training_id)
    if wanted.since is not None:
        parts.append(Completion.completed_on >= wanted.since)
    if wanted.until is not None:
        parts.append(Completion.completed_on <= wanted.until)
    if wanted.source is not None:
        parts.append(Completion.source == wanted.source)
    if wanted.state is not None:
        parts.append(_IN_STATE[wanted.state])
    return and_(*parts, *(mentions(word) for word in fold(wanted.words).split()))


#: the same as `Completion.state`, in SQL
_STANDS = Completion.revoked_at.is_(None)
_IN_STATE: Mapping[State, ColumnElement[bool]] = {
    State.REVOKED: Completion.revoked_at.is_not(None),
    State.FAILED: _STANDS & Completion.is_passed.is_(False),
    State.PENDING: _STANDS & Completion.is_passed.is_(True) & Completion.confirmed_at.is_(None),
    State.CONFIRMED: _STANDS
    & Completion.is_passed.is_(True)
    & Completion.confirmed_at.is_not(None),
}


def _with_units(completions: Sequence[Completion], paths: tuple[str, ...]) -> list[RegisterRow]:
    employments = _employments({one.person_id for one in completions}, paths)
    return [RegisterRow(one, _units_on(employments, one)) for one in completions]


def _employments(
    person_ids: set[int], paths: tuple[str, ...]
) -> dict[int, list[tuple[str, date, date | None]]]:
    """Short name of the unit, first and last day, by person; in order of units."""
    rows = db.session.execute(
        select(Employment.person_id, Unit.short_name, Employment.started_on, Employment.ended_on)
        .join(Employment.unit)
        .where(Employment.person_id.in_(person_ids), Unit.below(*paths))
        .order_by(Unit.sort_key, Employment.started_on)
    )
    found: dict[int, list[tuple[str, date, date | None]]] = {}
    for person_id, unit, start, end in rows:
        found.setdefault(person_id, []).append((unit, start, end))
    return found


def _units_on(
    employments: Mapping[int, list[tuple[str, date, date | None]]], completion: Completion
) -> tuple[str, ...]:
    periods = employments.get(completion.person_id, [])
    day = completion.completed_on
    then = [unit for unit, start, end in periods if start <= day and (end is None or day <= end)]
    return tuple(dict.fromkeys(then or [unit for unit, _, _ in periods]))
