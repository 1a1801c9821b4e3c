"""Mailings are planned: by themselves once a day, and by hand."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Insert, delete, func, select

from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import Base, conflict_insert, db, dialect_name
from app.core.errors import Conflict
from app.core.prompt import insert_once
from app.people.models import Unit
from app.reminders.models import Mailing, Reminder, ReminderItem
from app.reminders.queries.due import BY_ITSELF, Telling
from app.reminders.stages import Stage, round_of
from app.reminders.workdays import day_of_sending

log = logging.getLogger(__name__)

_MAILS_AT_ONCE = 1000
_ABOUT_OTHERS = {Stage.TOLD_HEAD, Stage.TOLD_OFFICE}


class NobodyToRemind(Conflict):
    """All of these were reminded on that day already."""


class TooMany(Conflict):
    """So many mails go out only after somebody said that the list was seen."""

    def __init__(self, mails: int, limit: int) -> None:
        super().__init__(mails, limit)
        self.mails, self.limit = mails, limit


@dataclass(frozen=True, slots=True)
class Release:
    """Up to how many mails go out at once; beyond that somebody has to have seen the list."""

    at_most: int
    #: the actor says so
    is_seen: bool = False
    #: the actor may let many go out
    may_release: bool = False

    def allows(self, mails: int) -> bool:
        return mails <= self.at_most or (self.is_seen and self.may_release)


@dataclass(frozen=True, slots=True)
class Planned:
    """A mailing, and how many mails it has; it has none on most days."""

    mailing: Mailing
    mails: int


def begin(unit: Unit, *, by: Actor, at: datetime) -> Mailing | None:
    """What is to be told next in this area will be part of this mailing, see `add`.

    One that was begun for that day and not ended is gone on with. None: that day was planned for.
    """
    day = day_of_sending(at)
    insert_once(Mailing, _row(unit, day, by=by, at=at))
    of_day = Mailing.unit_id == unit.id, Mailing.planned_on == day, ~Mailing.is_by_hand
    return db.session.scalars(select(Mailing).where(*of_day, Mailing.whole_at.is_(None))).first()


def add(mailing: Mailing, wanted: Iterable[Telling], *, by: Actor) -> None:
    """This will be told too, unless it was, or somebody has ended the mailing meanwhile.

    However often and by however many this is called, what is told is told once.
    """
    if _is_held(mailing):
        _write(mailing, wanted, BY_ITSELF)
        log.debug("mailing %s is planned by %s", mailing.id, by.name)


def end(mailing: Mailing, *, release: Release, by: Actor, at: datetime) -> Planned | None:
    """Nothing is added any more; up to the limit the mails go out. None: somebody did so."""
    if not _is_held(mailing):
        return None
    mails = _ended(mailing, release=release, by=by, at=at)
    if mails:
        _record("reminders.planned", mailing, {"mails": (None, mails)}, by)
    return Planned(mailing, mails)


def remind(
    unit: Unit,
    trainings: Mapping[int, Iterable[tuple[int, date | None]]],
    *,
    left_out: int = 0,
    release: Release,
    by: Actor,
    at: datetime,
) -> Planned:
    """These persons are reminded of these trainings, each person once a day.

    `trainings`: by person, each training with its last day, if somebody set one.
    `left_out`: so many who could be reminded were left out on purpose.

    Raises:
        TooMany: nobody said that the list was seen.
        NobodyToRemind
    """
    if len(trainings) > release.at_most and not release.is_seen:
        raise TooMany(len(trainings), release.at_most)
    day = day_of_sending(at)
    mailing = Mailing(**_row(unit, day, by=by, at=at) | {"is_by_hand": True})
    db.session.add(mailing)
    db.session.flush()
    wanted = (
        Telling(f"person:{person_id}", person_id, training_id, due_on or day, Stage.BY_HAND)
        for person_id, dues in trainings.items()
        for training_id, due_on in dues
    )
    _write(mailing, wanted, round_of(day))
    mails = _ended(mailing, release=release, by=by, at=at)
    if not mails:
        raise NobodyToRemind
    told: dict[str, tuple[None, int]] = {"mails": (None, mails)}
    if left_out:
        told["excluded"] = (None, left_out)
    _record("reminders.asked_for", mailing, told, by)
    return Planned(mailing, mails)


def _row(unit: Unit, day: date, *, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "unit_id": unit.id,
        "planned_on": day,
        "is_by_hand": False,
        "planned_at": at,
        "planned_by": by.name,
    }


def _is_held(mailing: Mailing) -> bool:
    """Whether it is still being planned; if so, nobody else adds to it until the commit."""
    db.session.refresh(mailing, ["whole_at"], with_for_update=True)
    return mailing.whole_at is None


def _ended(mailing: Mailing, *, release: Release, by: Actor, at: datetime) -> int:
    """How many mails there are; up to the limit they go out."""
    of_this = Reminder.mailing_id == mailing.id
    mails = db.session.scalars(select(func.count()).select_from(Reminder).where(of_this)).one()
    mailing.whole_at = at
    if release.allows(mails):
        mailing.released_at, mailing.released_by = at, by.name
    db.session.flush()
    return mails


def _record(action: str, mailing: Mailing, changes: Mapping[str, Any], by: Actor) -> None:
    subject = Subject("mailing", mailing.id, mailing.label)
    audit.record(action, subject, by=by, changes=changes)


def _write(mailing: Mailing, wanted: Iterable[Telling], number: int) -> None:
    """One mail to each addressee holds all that is to be told.

    What the database knows to have been told is left out, and a mail of which nothing is left.
    """
    by_addressee: dict[tuple[str, bool], list[Telling]] = defaultdict(list)
    for one in wanted:
        by_addressee[one.addressee, one.stage in _ABOUT_OTHERS].append(one)
    in_order = sorted(by_addressee.items())  # so that two who plan wait for each other in turn
    for first in range(0, len(in_order), _MAILS_AT_ONCE):
        _write_some(mailing, dict(in_order[first : first + _MAILS_AT_ONCE]), number)


def _write_some(
    mailing: Mailing, by_addressee: Mapping[tuple[str, bool], list[Telling]], number: int
) -> None:
    connection = db.session.connection()
    connection.execute(_once(Reminder), [_mail(mailing, *key) for key in by_addressee])
    addressees = {addressee for addressee, _is_digest in by_addressee}
    mails = connection.execute(
        select(Reminder.id, Reminder.addressee, Reminder.is_digest).where(
            Reminder.mailing_id == mailing.id, Reminder.addressee.in_(addressees)
        )
    )
    numbers = {(row.addressee, row.is_digest): row.id for row in mails}
    items = [
        _item(numbers[key], one, number)
        for key, together in by_addressee.items()
        for one in together
    ]
    connection.execute(_once(ReminderItem), items)
    said = select(ReminderItem.reminder_id).where(ReminderItem.reminder_id == Reminder.id)
    connection.execute(
        delete(Reminder).where(Reminder.id.in_(list(numbers.values())), ~said.exists())
    )


def _once(table: type[Base]) -> Insert:
    return conflict_insert(table, dialect_name()).on_conflict_do_nothing()


def _mail(mailing: Mailing, addressee: str, is_digest: bool) -> dict[str, Any]:  # noqa: FBT001
    return {
        "mailing_id": mailing.id,
        "addressee": addressee,
        "day": mailing.planned_on,
        "is_digest": is_digest,
        "email": "",
        "subject": "",
        "body": "",
    }


def _item(reminder_id: int, one: Telling, number: int) -> dict[str, Any]:
    return {
        "reminder_id": reminder_id,
        "addressee": one.addressee,
        "person_id": one.person_id,
        "training_id": one.training_id,
        "due_on": one.due_on,
        "stage": one.stage,
        "round": number,
    }
