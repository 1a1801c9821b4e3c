"""What a mail has to say now: of all that was planned, what still holds, and to whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, or_, select, union_all

from app.accounts.models import Account, RoleGrant
from app.core import clock
from app.core.db import db
from app.core.permissions import HEARS_OF_LATE, HEARS_OF_VERY_LATE
from app.people.models import Employment, Person, Unit
from app.reminders.models import Mailing, Reminder, ReminderItem
from app.reminders.queries.due import BY_ITSELF, Away
from app.reminders.stages import OWN_STAGES, Stage
from app.training.models.assignments import Waiver
from app.training.models.completions import Completion
from app.training.models.trainings import Training, TrainingVersion
from app.training.queries.open_dues import Duty, OpenDue, dues_of_all

_DEFAULT_LANGUAGE = "pl"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a mail goes, and in which language it is written."""

    email: str
    language: str
    has_account: bool


@dataclass(frozen=True, slots=True)
class Todo:
    """A training that the reader is to complete."""

    title: str
    #: None: nobody set a day
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Late:
    """Somebody who is late with a training, for a reader who looks after her."""

    title: str
    due_on: date
    name: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """All that one mail says."""

    recipient: Recipient
    today: date
    #: who pressed the button; None: it was planned by itself
    asked_by: str | None = None
    todos: tuple[Todo, ...] = ()
    late: tuple[Late, ...] = ()
    #: below which unit the reader looks after people
    unit_id: int | None = None


def content_of(reminder: Reminder, at: datetime) -> Content | None:
    """What the mail would say at that instant; None if nothing of it holds, or nobody reads it."""
    today = clock.local(at).date()
    kind, _, number = reminder.addressee.partition(":")
    rows = _items(reminder)
    items = [row for row in rows if row.reminder_id == reminder.id]
    if kind == "account":
        return _digest(int(number), items, reminder.id, today)
    recipient = recipient_of(int(number))
    if recipient is None:
        return None
    said = _said_later(rows)
    mailing = reminder.mailing
    asked_by = mailing.planned_by if mailing.is_by_hand else None
    if mailing.is_by_hand:
        todos = _asked_by_hand(int(number), items, mailing.planned_at, today)
    else:
        fresh = [row for row in items if _rank(row) >= said[row.training_id, row.due_on]]
        todos = _still_due(int(number), fresh, today)
    return Content(recipient, today, asked_by, tuple(todos)) if todos else None


def recipient_of(person_id: int) -> Recipient | None:
    """Where mail to this person goes."""
    query = (
        select(Person.email, Account.language, Account.id, Account.closed_at)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(Person.id == person_id)
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        return None
    has_account = row.id is not None and row.closed_at is None
    return Recipient(row.email, row.language or _DEFAULT_LANGUAGE, has_account)


def _items(reminder: Reminder) -> list[Row[*tuple[Any, ...]]]:
    """What the mail was planned for, and what else the addressee was told of her own by itself."""
    columns = (ReminderItem.person_id, ReminderItem.training_id, ReminderItem.due_on)
    own = and_(
        ReminderItem.addressee == reminder.addressee,
        ReminderItem.round == BY_ITSELF,
        ReminderItem.stage.in_(OWN_STAGES),
        Mailing.cancelled_at.is_(None),
    )
    query = (
        select(ReminderItem.reminder_id, *columns, ReminderItem.stage, Training.title)
        .join(Training, Training.id == ReminderItem.training_id)
        .join(Reminder, Reminder.id == ReminderItem.reminder_id)
        .join(Mailing, Mailing.id == Reminder.mailing_id)
        .where(or_(ReminderItem.reminder_id == reminder.id, own))
        .order_by(ReminderItem.due_on, Training.title, ReminderItem.id)
    )
    return list(db.session.execute(query))


def _said_later(rows: Iterable[Row[*tuple[Any, ...]]]) -> Mapping[tuple[int, date], int]:
    """The latest stage of each training and day that the person is told of in any mail."""
    latest: dict[tuple[int, date], int] = {}
    for row in rows:
        key = row.training_id, row.due_on
        latest[key] = max(latest.get(key, 0), _rank(row))
    return latest


def _rank(row: Row[*tuple[Any, ...]]) -> int:
    return OWN_STAGES.index(row.stage) if row.stage in OWN_STAGES else 0


def _still_due(person_id: int, items: Iterable[Row[*tuple[Any, ...]]], today: date) -> list[Todo]:
    people = select(Person.id).where(Person.id == person_id)
    dues, away = dues_of_all(people, today), Away.of(people, today)
    return [
        Todo(row.title, row.due_on)
        for row in items
        if _holds(dues.get((person_id, row.training_id)), row.due_on, away, today)
    ]


def _holds(due: OpenDue | None, due_on: date, away: Away, today: date) -> bool:
    if due is None or due.deadline.due_on != due_on:
        return False
    return not away.covers(due, today)


def _asked_by_hand(
    person_id: int, items: Iterable[Row[*tuple[Any, ...]]], planned_at: datetime, today: date
) -> list[Todo]:
    """Whoever left, is away, need not, or has completed it since is not reminded of it."""
    people = select(Person.id).where(Person.id == person_id)
    work = select(Employment.unit_id).where(
        Employment.person_id == person_id, Employment.active_on(today)
    )
    units = set(db.session.scalars(work))
    if not units or Away.of(people, today).is_away(person_id, units, today):
        return []
    waived = select(Waiver.training_id).where(Waiver.person_id == person_id, Waiver.holds_on(today))
    completed = (
        select(TrainingVersion.training_id)
        .join(Completion, Completion.version_id == TrainingVersion.id)
        .where(
            Completion.person_id == person_id,
            Completion.recorded_at >= planned_at,
            Completion.is_passed,
            Completion.revoked_at.is_(None),
        )
    )
    settled = set(db.session.scalars(union_all(waived, completed)))
    dues = dues_of_all(people, today)
    return [
        Todo(row.title, _last_day(dues, (person_id, row.training_id)))
        for row in items
        if row.training_id not in settled
    ]


def _last_day(dues: Mapping[Duty, OpenDue], duty: Duty) -> date | None:
    return dues[duty].deadline.due_on if duty in dues else None


def _digest(
    account_id: int, items: list[Row[*tuple[Any, ...]]], reminder_id: int, today: date
) -> Content | None:
    reader = _overseer(account_id, {row.stage for row in items}, today)
    if reader is None:
        return None
    people = select(ReminderItem.person_id).where(ReminderItem.reminder_id == reminder_id)
    dues, away = dues_of_all(people, today), Away.of(people, today)
    names = {row.id: row.name for row in db.session.execute(_NAMES.where(Person.id.in_(people)))}
    found = [dues.get((row.person_id, row.training_id)) for row in items]
    held = dict.fromkeys(
        due
        for row, due in zip(items, found, strict=True)
        if due is not None and _holds(due, row.due_on, away, today)
    )  # once, though somebody may hear of it in two roles
    units = _unit_names({unit_id for due in held for unit_id in due.unit_ids})
    late = tuple(_late(due, names, units) for due in held)
    email, language, unit_id = reader
    recipient = Recipient(email, language, has_account=True)
    return Content(recipient, today, late=late, unit_id=unit_id) if late else None


_NAMES = select(Person.id, (Person.last_name + " " + Person.first_name).label("name"))


def _late(due: OpenDue, names: Mapping[int, str], units: Mapping[int, str]) -> Late:
    where = tuple(name for number, name in units.items() if number in due.unit_ids)
    return Late(due.title, due.deadline.due_on, names[due.person_id], where)


def _unit_names(unit_ids: set[int]) -> dict[int, str]:
    """Short names in the order of the units."""
    query = select(Unit.id, Unit.short_name).where(Unit.id.in_(unit_ids))
    rows = db.session.execute(query.order_by(Unit.sort_key, Unit.id))
    return {row.id: row.short_name for row in rows}


def _overseer(account_id: int, stages: set[Stage], today: date) -> tuple[str, str, int] | None:
    """Address, language and highest unit of somebody who still hears of this."""
    hears = HEARS_OF_VERY_LATE if Stage.TOLD_OFFICE in stages else frozenset()
    roles = hears | (HEARS_OF_LATE if Stage.TOLD_HEAD in stages else frozenset())
    query = (
        select(Account.email, Account.language, Unit.id)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(
            Account.id == account_id,
            Account.closed_at.is_(None),
            RoleGrant.role.in_(roles),
            RoleGrant.started_on <= today,
            or_(RoleGrant.ended_on.is_(None), RoleGrant.ended_on >= today),
        )
        .order_by(Unit.path)
        .limit(1)
    )
    row = db.session.execute(query).one_or_none()
    return None if row is None else (row.email, row.language, row.id)
