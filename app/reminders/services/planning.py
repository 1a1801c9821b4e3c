"""Mailings are planned: by themselves once a day, and by hand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import conflict_insert, db, dialect_name
from app.core.errors import Conflict
from app.people.models import Unit
from app.reminders.models import Mailing, Reminder, ReminderItem
from app.reminders.queries.due import BY_ITSELF, Telling, tellings
from app.reminders.stages import Stage, round_of
from app.reminders.workdays import day_of_sending


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


def plan(unit: Unit, *, release: Release, by: Actor, at: datetime) -> Planned | None:
    """Whoever works in this area and is to be told something next is, on the next working day.

    None: that day was planned for before, or is being planned for by somebody else.
    What is told is told once, however often and by however many this is called.
    """
    day = day_of_sending(at)
    mailing = _begun(unit, day, by=by, at=at)
    if mailing is None:
        return None
    mails = _written(mailing, tellings(unit, day), BY_ITSELF)
    _release_if(mailing, release.allows(mails), by=by, at=at)
    if mails:
        _recorded("reminders.planned", mailing, mails, by)
    return Planned(mailing, mails)


def remind(
    unit: Unit,
    trainings: Mapping[int, Iterable[tuple[int, date | None]]],
    *,
    release: Release,
    by: Actor,
    at: datetime,
) -> Planned:
    """These persons are reminded of these trainings, each person once a day.

    `trainings`: by person, each training with its last day, if somebody set one.

    Raises:
        TooMany: nobody said that the list was seen.
        NobodyToRemind
    """
    if len(trainings) > release.at_most and not release.is_seen:
        raise TooMany(len(trainings), release.at_most)
    day = day_of_sending(at)
    mailing = _mailing(unit, day, is_by_hand=True, by=by, at=at)
    db.session.add(mailing)
    db.session.flush()
    wanted = (
        Telling(f"person:{person_id}", person_id, training_id, due_on or day, Stage.BY_HAND)
        for person_id, dues in trainings.items()
        for training_id, due_on in dues
    )
    mails = _written(mailing, wanted, round_of(day))
    if not mails:
        raise NobodyToRemind
    _release_if(mailing, release.allows(mails), by=by, at=at)
    _recorded("reminders.asked_for", mailing, mails, by)
    return Planned(mailing, mails)


def _begun(unit: Unit, day: date, *, by: Actor, at: datetime) -> Mailing | None:
    """The row that says that this day is planned for; whoever comes second waits, and gets none."""
    mailing = _mailing(unit, day, is_by_hand=False, by=by, at=at)
    try:
        with db.session.begin_nested():
            db.session.add(mailing)
    except IntegrityError:
        return None
    return mailing


def _mailing(unit: Unit, day: date, *, is_by_hand: bool, by: Actor, at: datetime) -> Mailing:
    return Mailing(
        unit=unit, planned_on=day, is_by_hand=is_by_hand, planned_at=at, planned_by=by.name
    )


def _release_if(mailing: Mailing, condition: object, *, by: Actor, at: datetime) -> None:
    if condition:
        mailing.released_at, mailing.released_by = at, by.name
        db.session.flush()


def _written(mailing: Mailing, wanted: Iterable[Telling], number: int) -> int:
    """One mail to each addressee holds all that is to be told; how many mails there are.

    What the database knows to have been told is left out, and a mail of which nothing is left.
    """
    by_addressee: dict[tuple[str, bool], list[Telling]] = defaultdict(list)
    for one in wanted:
        is_digest = one.stage in {Stage.TOLD_HEAD, Stage.TOLD_OFFICE}
        by_addressee[one.addressee, is_digest].append(one)
    if not by_addressee:
        return 0
    mails = [_mail(mailing, *key) for key in by_addressee]
    created = insert(Reminder).returning(Reminder.id, sort_by_parameter_order=True)
    numbers = db.session.scalars(created, mails).all()
    items = [
        _item(reminder_id, one, number)
        for reminder_id, together in zip(numbers, by_addressee.values(), strict=True)
        for one in together
    ]
    once = conflict_insert(ReminderItem, dialect_name()).on_conflict_do_nothing()
    db.session.execute(once, items)
    said = select(ReminderItem.reminder_id).where(ReminderItem.reminder_id == Reminder.id)
    of_this = Reminder.mailing_id == mailing.id
    db.session.execute(
        delete(Reminder).where(of_this, ~said.exists()),
        execution_options={"synchronize_session": False},
    )
    return db.session.scalars(select(func.count()).select_from(Reminder).where(of_this)).one()


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


def _recorded(action: str, mailing: Mailing, mails: int, by: Actor) -> None:
    subject = Subject("mailing", mailing.id, mailing.label)
    audit.record(action, subject, by=by, changes={"mails": (None, mails)})
