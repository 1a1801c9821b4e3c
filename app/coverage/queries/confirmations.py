"""Who worked at a unit on a day, and whether its head stands for that list."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import chain, groupby
from operator import itemgetter

from sqlalchemy import ColumnElement, and_, or_, select

from app.core.db import db
from app.coverage.canonical import StaffLine, staff_sha256
from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import Period
from app.coverage.models.snapshots import StaffConfirmation
from app.coverage.queries.records import BriefUnit
from app.coverage.report_days import days_in_question
from app.people.models import Absence, Employment, Person, Post, Unit, UnitKind

_BATCH = 1000

#: by the id of the unit, what was confirmed for a day, the oldest first
Given = dict[int, list[StaffConfirmation]]


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
    """Everybody who works at this unit on that day; one query."""
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
    """Every unit that the rule counts at or below these paths, by name; two queries.

    Lists are read only of units that confirmed something, one after the other.
    """
    (_day, found), *_none = _states(paths, {as_of: rule.scope_unit_kinds})
    return found


def open_days(paths: tuple[str, ...], rules: Iterable[Rule], today: date) -> list[OpenDay]:
    """Days of report of these rules that wait for units at or below these paths, oldest first.

    One query, and one for each such day for which anything was confirmed.
    """
    kinds: dict[date, frozenset[str]] = defaultdict(frozenset)
    for rule in rules:
        for day in days_in_question(rule, today):
            kinds[day] |= rule.scope_unit_kinds
    waiting = [
        OpenDay(day, tuple(one.unit for one in found if one.state is not State.CONFIRMED))
        for day, found in _states(paths, kinds)
    ]
    return [day for day in waiting if day.units]


def confirmations(paths: tuple[str, ...], rule: Rule, as_of: date) -> dict[int, Confirmed]:
    """By the id of the unit, the confirmation that counts: only where there is one."""
    return {one.unit.id: one.confirmed for one in states(paths, rule, as_of) if one.confirmed}


def _states(
    paths: tuple[str, ...], kinds: Mapping[date, Collection[str]]
) -> list[tuple[date, list[UnitState]]]:
    """For each day in order, every unit of the kinds that are asked for it."""
    if not kinds:
        return []
    asked = Unit.below(*paths) & Unit.kind.in_(map(UnitKind, sorted({*chain(*kinds.values())})))
    units, given = _units_and_given(asked, kinds)
    return [
        (day, _states_of(units, kinds[day], _as_they_are(asked, given[day], day)))
        for day in sorted(kinds)
    ]


def _states_of(
    units: Iterable[BriefUnit], kinds: Collection[str], confirmed: Mapping[int, Confirmed]
) -> list[UnitState]:
    return [UnitState(unit, confirmed.get(unit.id)) for unit in units if unit.kind in kinds]


def _units_and_given(
    asked: ColumnElement[bool], days: Collection[date]
) -> tuple[list[BriefUnit], Mapping[date, Given]]:
    """These units by name, and what they confirmed for these days."""
    said = and_(StaffConfirmation.unit_id == Unit.id, StaffConfirmation.as_of.in_(days))
    rows = db.session.execute(
        select(Unit.id, Unit.kind, Unit.name, Unit.short_name, Unit.rspo, Unit.path)
        .add_columns(StaffConfirmation)
        .outerjoin(StaffConfirmation, said)
        .where(asked)
        .order_by(Unit.sort_key, Unit.id, StaffConfirmation.id)
    )
    units: dict[int, BriefUnit] = {}
    given: dict[date, Given] = {day: defaultdict(list) for day in days}
    for *unit, one in rows:
        units.setdefault(unit[0], BriefUnit(*unit))
        if one is not None:
            given[one.as_of][one.unit_id].append(one)
    return list(units.values()), given


def _as_they_are(asked: ColumnElement[bool], given: Given, as_of: date) -> dict[int, Confirmed]:
    """Of each unit that confirmed, what counts for its list as it is now; a query if any did."""
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
    """Each with the id of the unit, unit by unit and there by name; one query."""
    is_away = and_(
        Absence.person_id == Employment.person_id,
        or_(Absence.unit_id.is_(None), Absence.unit_id == Employment.unit_id),
        Absence.started_on <= as_of,
        or_(Absence.ended_on.is_(None), Absence.ended_on >= as_of),
    )
    order = (Employment.unit_id, Person.sort_key, Person.id, Post.name, Employment.started_on)
    rows = db.session.execute(
        select(
            *(Employment.id, Employment.unit_id),
            *(Employment.person_id, Person.last_name, Person.first_name),
            *(Employment.post_id, Post.name, Employment.fte),
            *(Absence.started_on, Absence.ended_on),
        )
        .join(Employment.unit)
        .join(Employment.person)
        .join(Employment.post)
        .outerjoin(Absence, is_away)
        .where(condition, Employment.active_on(as_of))
        .order_by(*order, Employment.id, Absence.started_on, Absence.id),
        execution_options={"yield_per": _BATCH},
    )
    for _job, [*found] in groupby(rows, key=itemgetter(0)):
        _id, unit_id, *facts, _first, _last = found[0]
        away = tuple(Period(one.started_on, one.ended_on) for one in found if one.started_on)
        yield unit_id, Member(*[*facts, away])
