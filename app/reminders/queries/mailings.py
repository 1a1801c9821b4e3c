"""Mailings: what waits, what is under way, what was sent, and the mails of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, cast, func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.accounts.models import Account
from app.core.db import db
from app.core.errors import NotFound
from app.core.paging import PAGE_SIZE, Page
from app.people.models import Person, Unit
from app.reminders.models import Mailing, Reminder, ReminderItem
from app.training.models.trainings import Training

_NEWEST = 50


class MailingState(StrEnum):
    """How far a mailing has come. Derived, never stored."""

    WAITING = "waiting"
    UNDER_WAY = "under_way"
    SENT = "sent"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class MailingRow:
    """A mailing, and what became of its mails."""

    mailing: Mailing
    mails: int
    sent: int
    dropped: int

    @property
    def state(self) -> MailingState:
        if self.mailing.cancelled_at is not None:
            return MailingState.CANCELLED
        if self.mailing.released_at is None:
            return MailingState.WAITING
        is_over = self.sent + self.dropped == self.mails
        return MailingState.SENT if is_over else MailingState.UNDER_WAY


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail of a mailing, and whom it goes to."""

    reminder: Reminder
    name: str
    #: as it was sent, or as it is known now
    email: str
    #: titles of the trainings that it is about; in a digest each once
    titles: tuple[str, ...]
    #: how many people a digest names; 0: it is about the addressee's own
    people: int


def mailings_page(
    paths: tuple[str, ...], state: MailingState | None, number: int
) -> Page[MailingRow]:
    """A page of the mailings of units at or below `paths`, the newest first; none without mails."""
    chosen = _mailings(paths, state)
    total = db.session.scalars(select(func.count()).select_from(chosen.subquery())).one()
    return Page(_rows(chosen.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)), total, number)


def newest_mailings(paths: tuple[str, ...]) -> list[MailingRow]:
    """The newest 50, in the same order."""
    return _rows(_mailings(paths, None).limit(_NEWEST))


def waiting_mails(paths: tuple[str, ...]) -> Select[int]:
    """SQL: how many mails wait for somebody to release them."""
    return (
        select(func.count(Reminder.id))
        .join(Reminder.mailing)
        .join(Mailing.unit)
        .where(Unit.below(*paths), *_STATES[MailingState.WAITING])
    )


def mailing_row(mailing: Mailing) -> MailingRow:
    """The mailing with its counts; one query."""
    counts = db.session.execute(select(*_COUNTS).where(Reminder.mailing_id == mailing.id)).one()
    return MailingRow(mailing, *counts)


def mails_page(mailing: Mailing, number: int) -> Page[MailRow]:
    """A page of the mails of a mailing, by name; those about others come first."""
    chosen = _mails(mailing)
    total = db.session.scalars(select(func.count()).select_from(chosen.subquery())).one()
    rows = db.session.execute(chosen.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all()
    return Page(list(_mail_rows(rows)), total, number)


def every_mail(mailing: Mailing) -> list[MailRow]:
    """All of them, in the same order."""
    return list(_mail_rows(db.session.execute(_mails(mailing)).all()))


def addressee_of(reminder: Reminder) -> str:
    """The name of whoever the mail goes to."""
    row = db.session.execute(_mails(reminder.mailing).where(Reminder.id == reminder.id)).one()
    return row.display_name or f"{row.last_name} {row.first_name}"


def mailing_or_404(mailing_id: int, **_more: object) -> Mailing:
    """The mailing with its unit.

    Raises:
        NotFound: there is none, or it is still being planned.
    """
    this = Mailing.id == mailing_id, Mailing.whole_at.is_not(None)
    wanted = select(Mailing).where(*this).options(joinedload(Mailing.unit))
    mailing = db.session.scalars(wanted).one_or_none()
    if mailing is None:
        raise NotFound
    return mailing


def reminder_or_404(reminder_id: int) -> Reminder:
    """The mail with its mailing.

    Raises:
        NotFound
    """
    mailing = joinedload(Reminder.mailing).joinedload(Mailing.unit)
    wanted = select(Reminder).where(Reminder.id == reminder_id).options(mailing)
    reminder = db.session.scalars(wanted).one_or_none()
    if reminder is None:
        raise NotFound
    return reminder


_COUNTS = (
    func.count(Reminder.id),
    func.count(Reminder.sent_at),
    func.count(Reminder.dropped_at),
)
_OPEN = (
    select(Reminder.id)
    .where(
        Reminder.mailing_id == Mailing.id,
        Reminder.sent_at.is_(None),
        Reminder.dropped_at.is_(None),
    )
    .exists()
)
_SHOWN = (
    Mailing.whole_at.is_not(None),
    select(Reminder.id).where(Reminder.mailing_id == Mailing.id).exists(),
)
_STATES: Mapping[MailingState, tuple[ColumnElement[bool], ...]] = {
    MailingState.WAITING: (
        Mailing.whole_at.is_not(None),
        Mailing.released_at.is_(None),
        Mailing.cancelled_at.is_(None),
    ),
    MailingState.UNDER_WAY: (
        Mailing.released_at.is_not(None),
        Mailing.cancelled_at.is_(None),
        _OPEN,
    ),
    MailingState.SENT: (Mailing.released_at.is_not(None), Mailing.cancelled_at.is_(None), ~_OPEN),
    MailingState.CANCELLED: (Mailing.cancelled_at.is_not(None),),
}


def _mailings(paths: tuple[str, ...], state: MailingState | None) -> Select[Mailing]:
    return (
        select(Mailing)
        .join(Mailing.unit)
        .options(contains_eager(Mailing.unit))
        .where(Unit.below(*paths), *_SHOWN, *(_STATES[state] if state else ()))
        .order_by(Mailing.planned_at.desc(), Mailing.id.desc())
    )


def _rows(chosen: Select[Mailing]) -> list[MailingRow]:
    mailings: Sequence[Mailing] = db.session.scalars(chosen).all()
    counts = (
        select(Reminder.mailing_id, *_COUNTS)
        .where(Reminder.mailing_id.in_([one.id for one in mailings]))
        .group_by(Reminder.mailing_id)
    )
    found = {number: tuple(rest) for number, *rest in db.session.execute(counts)}
    return [MailingRow(one, *found[one.id]) for one in mailings]


def _mails(mailing: Mailing) -> Select[*tuple[Any, ...]]:
    number = cast(func.substr(Reminder.addressee, func.length("person:") + 1), Integer)
    in_digest = cast(func.substr(Reminder.addressee, func.length("account:") + 1), Integer)
    person = Person.id == case((~Reminder.is_digest, number))
    account = Account.id == case((Reminder.is_digest, in_digest))
    return (
        select(
            Reminder,
            Person.last_name,
            Person.first_name,
            Person.email,
            Account.display_name,
            Account.email,
        )
        .outerjoin(Person, person)
        .outerjoin(Account, account)
        .where(Reminder.mailing_id == mailing.id)
        .order_by(Reminder.is_digest.desc(), Person.sort_key, Account.sort_key, Reminder.id)
    )


def _mail_rows(rows: Sequence[Any]) -> Iterator[MailRow]:
    """One more query, for what the mails are about."""
    numbers = [row[0].id for row in rows]
    about = (
        select(ReminderItem.reminder_id, ReminderItem.person_id, Training.title)
        .join(Training, Training.id == ReminderItem.training_id)
        .where(ReminderItem.reminder_id.in_(numbers))
        .order_by(Training.title)
    )
    titles: dict[int, dict[str, None]] = {number: {} for number in numbers}
    people: dict[int, set[int]] = {number: set() for number in numbers}
    for number, person_id, title in db.session.execute(about):
        titles[number][title] = None
        people[number].add(person_id)
    for reminder, last_name, first_name, email, display_name, account_email in rows:
        yield MailRow(
            reminder,
            display_name or f"{last_name} {first_name}",
            reminder.email or email or account_email or "",
            tuple(titles[reminder.id]),
            len(people[reminder.id]) if reminder.is_digest else 0,
        )
