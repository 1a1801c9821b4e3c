"""Who worked at a unit on a day, and whether its head stands for that list."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from sqlalchemy import ColumnElement, select

from app.core.db import db
from app.coverage.canonical import StaffLine, staff_sha256
from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import Period
from app.coverage.models.snapshots import StaffConfirmation
from app.coverage.queries.records import BriefUnit
from app.coverage.report_days import days_in_question
from app.people.models import Absence, Employment, Person, Post, Unit, UnitKind

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on a post at the unit on the day."""

    person_id: int
    last_name: str
    first_name: str
    post_id: int
    post: str
    fte: Decimal
    #: absences that cover the day; why is nobody's business
    absent: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class StaffList:
    """Everybody who works at a unit on a day, by name; who holds two posts stands there twice."""

    members: tuple[Member, ...]
    sha256: str

    @property
    def people(self) -> int:
        return len({one.person_id for one in self.members})


class State(StrEnum):
    """How far the list of a unit is confirmed."""

    MISSING = "missing"
    #: what was confirmed is not the list any more
    OLDER = "older"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The confirmation that counts: of the list as it is, or else the newest one."""

    state: State
    people: int
    sha256: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class UnitState:
    """A unit whose head is asked, and what the head said; `confirmed` is None: nothing yet."""

    unit: BriefUnit
    confirmed: Confirmed | None

    @property
    def state(self) -> State:
        return self.confirmed.state if self.confirmed else State.MISSING


def staff_list(unit: Unit, as_of: date) -> StaffList:
    """Everybody who works at this unit on that day; two queries."""
    members = tuple(member for _unit, member in _members(Unit.id == unit.id, as_of))
    return StaffList(members, _fingerprint(members))


def confirmation_of(unit: Unit, as_of: date, listed: StaffList) -> Confirmed | None:
    """The confirmation that counts for this list; None if nobody ever confirmed that day."""
    return _counting(_given(StaffConfirmation.unit_id == unit.id, as_of), listed.sha256)


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day of report for which these units, by name, did not confirm their lists."""

    as_of: date
    units: tuple[BriefUnit, ...]


def states(paths: tuple[str, ...], rule: Rule, as_of: date) -> list[UnitState]:
    """Every unit that the rule counts at or below these paths, by name; four queries."""
    return _states(paths, rule.scope_unit_kinds, as_of)


def open_days(paths: tuple[str, ...], rules: Iterable[Rule], today: date) -> list[OpenDay]:
    """Days of report of these rules that wait for units at or below these paths, oldest first."""
    kinds: dict[date, frozenset[str]] = defaultdict(frozenset)
    for rule in rules:
        for day in days_in_question(rule, today):
            kinds[day] |= rule.scope_unit_kinds
    waiting = {
        day: tuple(
            one.unit for one in _states(paths, kinds[day], day) if one.state is not State.CONFIRMED
        )
        for day in sorted(kinds)
    }
    return [OpenDay(day, units) for day, units in waiting.items() if units]


def confirmations(paths: tuple[str, ...], rule: Rule, as_of: date) -> dict[int, Confirmed]:
    """By the id of the unit, the confirmation that counts: only where there is one.

    Lists are read only of units that confirmed something, one after the other.
    """
    return _confirmations(paths, rule.scope_unit_kinds, as_of)


def _confirmations(
    paths: tuple[str, ...], kinds: Iterable[str], as_of: date
) -> dict[int, Confirmed]:
    asked = _asked(paths, kinds)
    given: dict[int, list[StaffConfirmation]] = defaultdict(list)
    for one in _given(StaffConfirmation.unit_id.in_(select(Unit.id).where(asked)), as_of):
        given[one.unit_id].append(one)
    if not given:
        return {}
    said = select(StaffConfirmation.unit_id).where(StaffConfirmation.as_of == as_of)
    lists = dict(_fingerprints(asked & Unit.id.in_(said), as_of))
    nobody = _fingerprint(())
    return {
        unit_id: found
        for unit_id, rows in given.items()
        if (found := _counting(rows, lists.get(unit_id, nobody)))
    }


def _states(paths: tuple[str, ...], kinds: Iterable[str], as_of: date) -> list[UnitState]:
    units = db.session.execute(
        select(Unit.id, Unit.kind, Unit.name, Unit.short_name, Unit.rspo, Unit.path)
        .where(_asked(paths, kinds))
        .order_by(Unit.sort_key, Unit.id)
    )
    confirmed = _confirmations(paths, kinds, as_of)
    return [UnitState(BriefUnit(*row), confirmed.get(row.id)) for row in units]


def _asked(paths: tuple[str, ...], kinds: Iterable[str]) -> ColumnElement[bool]:
    return Unit.below(*paths) & Unit.kind.in_(map(UnitKind, sorted(kinds)))


def _given(whose: ColumnElement[bool], as_of: date) -> list[StaffConfirmation]:
    """Confirmations of that day, the oldest first."""
    found = select(StaffConfirmation).where(whose, StaffConfirmation.as_of == as_of)
    return list(db.session.scalars(found.order_by(StaffConfirmation.id)))


def _counting(given: Iterable[StaffConfirmation], sha256: str) -> Confirmed | None:
    newest = None
    for one in given:
        state = State.CONFIRMED if one.sha256 == sha256 else State.OLDER
        newest = Confirmed(state, one.people, one.sha256, one.confirmed_at, one.confirmed_by)
        if state is State.CONFIRMED:
            return newest
    return newest


def _fingerprints(condition: ColumnElement[bool], as_of: date) -> Iterator[tuple[int, str]]:
    for unit_id, found in groupby(_members(condition, as_of), key=lambda pair: pair[0]):
        yield unit_id, _fingerprint(member for _unit, member in found)


def _fingerprint(members: Iterable[Member]) -> str:
    return staff_sha256(
        StaffLine(one.person_id, one.post_id, f"{one.fte:.3f}", _written(one.absent))
        for one in members
    )


def _written(absent: Iterable[Period]) -> str:
    return ", ".join(f"{one.first}/{one.last or ''}" for one in absent)


def _members(condition: ColumnElement[bool], as_of: date) -> Iterator[tuple[int, Member]]:
    """Each with the id of the unit, unit by unit and there by name."""
    absences = _absences(condition, as_of)
    rows = db.session.execute(
        select(
            *(Employment.unit_id, Employment.person_id, Person.last_name, Person.first_name),
            *(Employment.post_id, Post.name, Employment.fte),
        )
        .join(Employment.unit)
        .join(Employment.person)
        .join(Employment.post)
        .where(condition, Employment.active_on(as_of))
        .order_by(Employment.unit_id, Person.sort_key, Person.id, Post.name, Employment.started_on),
        execution_options={"yield_per": _BATCH},
    )
    for row in rows:
        away = absences.get(row.person_id, ())
        here = tuple(period for where, period in away if where in {None, row.unit_id})
        yield row.unit_id, Member(*row[1:], here)


def _absences(
    condition: ColumnElement[bool], as_of: date
) -> Mapping[int, list[tuple[int | None, Period]]]:
    """Who is away on the day, from which unit (None: from all work) and when."""
    staff = select(Employment.person_id).join(Employment.unit).where(condition)
    rows = db.session.execute(
        select(Absence.person_id, Absence.unit_id, Absence.started_on, Absence.ended_on)
        .where(
            Absence.person_id.in_(staff.where(Employment.active_on(as_of))),
            Absence.started_on <= as_of,
            Absence.ended_on.is_(None) | (Absence.ended_on >= as_of),
        )
        .order_by(Absence.started_on, Absence.id)
    )
    away: dict[int, list[tuple[int | None, Period]]] = defaultdict(list)
    for person_id, unit_id, started_on, ended_on in rows:
        away[person_id].append((unit_id, Period(started_on, ended_on)))
    return away
