"""Who is to be told of what on a day, in a fixed number of queries however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Select, exists, func, or_, select

from app.accounts.models import Account, RoleGrant
from app.core.db import db
from app.core.permissions import HEARS_OF_LATE, HEARS_OF_VERY_LATE
from app.coverage.indicator.absences import long_absence
from app.coverage.indicator.values import Period
from app.coverage.queries.ground import ground
from app.people.models import Absence, Employment, Unit, UnitKind
from app.reminders.models import Mailing, ReminderItem
from app.reminders.stages import Stage, digest_stages, own_stage, round_of
from app.reminders.workdays import is_first_of_week
from app.training.queries.open_dues import OpenDue, dues_of_all

#: what is told by itself is told in this round
BY_ITSELF = 0


@dataclass(frozen=True, slots=True)
class Telling:
    """That somebody is told of one person's one training."""

    #: "person:12" or "account:7"
    addressee: str
    person_id: int
    training_id: int
    due_on: date
    stage: Stage


def areas(day: date) -> list[Unit]:
    """Running bodies that were not planned for that day, or not to the end, in their order."""
    planned = exists().where(
        Mailing.unit_id == Unit.id,
        Mailing.planned_on == day,
        ~Mailing.is_by_hand,
        Mailing.whole_at.is_not(None),
    )
    is_area = or_(Unit.kind == UnitKind.RUNNING_BODY, Unit.parent_id.is_(None))
    return list(db.session.scalars(select(Unit).where(is_area, ~planned).order_by(Unit.path)))


def broken_off(unit: Unit, day: date) -> list[Mailing]:
    """Mailings of this area that were begun for an earlier day, and never ended."""
    begun = Mailing.unit_id == unit.id, Mailing.whole_at.is_(None), Mailing.planned_on < day
    return list(db.session.scalars(select(Mailing).where(*begun).order_by(Mailing.id)))


@dataclass(frozen=True, slots=True)
class Area:
    """The units of a running body, without those of running bodies within it."""

    unit: Unit
    #: by id
    paths: Mapping[int, str]
    #: those whose people are looked at
    unit_ids: tuple[int, ...]

    @classmethod
    def of(cls, unit: Unit) -> "Area":
        """One query."""
        below = select(Unit.id, Unit.path, Unit.kind).where(Unit.below(unit.path))
        rows = db.session.execute(below).all()
        bodies = (row for row in rows if row.kind is UnitKind.RUNNING_BODY and row.id != unit.id)
        within = tuple(row.path for row in bodies)
        own = {row.id: row.path for row in rows if not row.path.startswith(within)}
        return cls(unit, own, tuple(own))

    def people(self, day: date) -> Select[int]:
        """SQL: the ids of those who work there on that day."""
        return select(Employment.person_id).where(
            Employment.unit_id.in_(self.unit_ids), Employment.active_on(day)
        )

    def parts(self, day: date, people: int) -> Iterator["Area"]:
        """The same in parts of about so many people, each of whole units; one query.

        Who works in two of them is found in both.
        """
        counts = (
            select(Employment.unit_id, func.count())
            .join(Unit, Unit.id == Employment.unit_id)
            .where(Unit.below(self.unit.path), Employment.active_on(day))
            .group_by(Employment.unit_id)
        )
        part: list[int] = []
        found = 0
        for unit_id, count in db.session.execute(counts.order_by(Employment.unit_id)).all():
            if unit_id in self.paths:
                part.append(unit_id)
                found += count
            if found >= people:
                yield replace(self, unit_ids=tuple(part))
                part, found = [], 0
        if part:
            yield replace(self, unit_ids=tuple(part))


def tellings(area: Area, day: date) -> list[Telling]:
    """What is to be told on that day of those who work in this area, and was not told before."""
    people = area.people(day)
    away = Away.of(people, day)
    dues = [one for one in dues_of_all(people, day).values() if not away.covers(one, day)]
    told, reminded = _told(people, day)
    wanted = [one for one in _own(dues, day) if one.addressee not in reminded]
    if is_first_of_week(day):
        wanted += _digests(area, dues, day)
    return [one for one in wanted if one not in told]


def _own(dues: Iterable[OpenDue], day: date) -> Iterator[Telling]:
    for due in dues:
        stage = own_stage(due.deadline, day)
        if stage is not None:
            yield _telling(f"person:{due.person_id}", due, stage)


def _telling(addressee: str, due: OpenDue, stage: Stage) -> Telling:
    return Telling(addressee, due.person_id, due.training_id, due.deadline.due_on, stage)


def _digests(area: Area, dues: Iterable[OpenDue], day: date) -> list[Telling]:
    """What heads and the office are told of others; one query."""
    overseers = _overseers(area.unit, day)
    return [
        _telling(f"account:{one.account_id}", due, stage)
        for due in dues
        for stage in digest_stages(due.deadline, day)
        for one in overseers
        if one.hears(due, stage, area.paths)
    ]


@dataclass(frozen=True, slots=True)
class _Overseer:
    """An account that hears of people below a unit."""

    account_id: int
    person_id: int | None
    path: str
    stage: Stage

    def hears(self, due: OpenDue, stage: Stage, paths: Mapping[int, str]) -> bool:
        """Whether it is told of this at that stage; of oneself one is told otherwise."""
        if stage is not self.stage or due.person_id == self.person_id:
            return False
        return any(paths.get(unit_id, "").startswith(self.path) for unit_id in due.unit_ids)


def _overseers(unit: Unit, day: date) -> list[_Overseer]:
    query = (
        select(Account.id, Account.person_id, Unit.path, RoleGrant.role)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(
            RoleGrant.role.in_(HEARS_OF_LATE | HEARS_OF_VERY_LATE),
            RoleGrant.started_on <= day,
            or_(RoleGrant.ended_on.is_(None), RoleGrant.ended_on >= day),
            Account.closed_at.is_(None),
            Unit.below(unit.path),
        )
        .distinct()
        .order_by(Account.id)
    )
    return [
        _Overseer(number, person, path, _HEARS[role])
        for number, person, path, role in db.session.execute(query)
    ]


_HEARS = {
    **dict.fromkeys(HEARS_OF_LATE, Stage.TOLD_HEAD),
    **dict.fromkeys(HEARS_OF_VERY_LATE, Stage.TOLD_OFFICE),
}


def _told(people: Select[int], day: date) -> tuple[set[Telling], set[str]]:
    """What was told of these people by itself, and who is reminded by hand on that day."""
    items = select(
        ReminderItem.addressee,
        ReminderItem.person_id,
        ReminderItem.training_id,
        ReminderItem.due_on,
        ReminderItem.stage,
        ReminderItem.round,
    ).where(ReminderItem.person_id.in_(people), ReminderItem.round.in_((BY_ITSELF, round_of(day))))
    told: set[Telling] = set()
    reminded: set[str] = set()
    for row in db.session.execute(items):
        if row.round == BY_ITSELF:
            told.add(Telling(row.addressee, row.person_id, row.training_id, row.due_on, row.stage))
        else:
            reminded.add(row.addressee)
    return told, reminded


@dataclass(frozen=True, slots=True)
class Away:
    """Who is away for long, and from where."""

    min_days: int | None
    absences: Mapping[int, list[tuple[int | None, Period]]]

    @classmethod
    def of(cls, people: Select[int], day: date) -> "Away":
        """Two queries: who is away, and if anybody is, what long means."""
        rows = db.session.execute(
            select(Absence.person_id, Absence.unit_id, Absence.started_on, Absence.ended_on).where(
                Absence.person_id.in_(people), Absence.started_on <= day
            )
        )
        absences: dict[int, list[tuple[int | None, Period]]] = defaultdict(list)
        for row in rows:
            absences[row.person_id].append((row.unit_id, Period(row.started_on, row.ended_on)))
        return cls(ground().rule.absence_min_days if absences else None, absences)

    def covers(self, due: OpenDue, day: date) -> bool:
        """Whether the person is away for long from all work because of which she is asked."""
        return self.is_away(due.person_id, due.unit_ids, day)

    def is_away(self, person_id: int, unit_ids: Iterable[int], day: date) -> bool:
        """Whether the person is away for long from each of these units."""
        known = self.absences.get(person_id)
        if not known or self.min_days is None:
            return False
        return all(
            long_absence(
                [period for at, period in known if at in {None, unit_id}], self.min_days, day
            )
            for unit_id in unit_ids
        )
