"""Reminders planned and sent, for tests. Monday 23 November 2026 is a working day."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select

from app.core import clock
from app.core.actors import command_line
from app.core.db import db
from app.core.mail import Mailer
from app.people.models import Unit
from app.reminders.delivery import deliver, plan
from app.reminders.models import Mailing, Reminder, ReminderItem
from app.reminders.services.planning import Release
from tests.support.city import City
from tests.support.smtp import Mailbox

BY = command_line("test")
SENDER = "Kadra <kadra@jesionow.example>"
DOWN = "smtp://127.0.0.1:1"
MONDAY = date(2026, 11, 23)


def wall(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """That time of the day on a Warsaw wall clock."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.LOCAL_ZONE)


def planned(city: City, at: datetime, *, unit: str = "city", at_most: int = 100) -> int | None:
    """How many mails were planned; None if that day was planned for before."""
    with city.app.app_context():
        area = db.session.get_one(Unit, city.units[unit])
        done = plan(area, release=Release(at_most), by=BY, at=at)
        return done.mails if done else None


def sent(city: City, url: str) -> int:
    """How many mails went out now to the server at `url`."""
    with city.app.app_context():
        return deliver(Mailer(url, SENDER, city.app.instance_path), by=BY)  # type: ignore[arg-type]


class Told(NamedTuple):
    """Who is told at which stage, of whom."""

    addressee: str
    stage: str
    person: str


def told(city: City) -> list[Told]:
    """Everything that was ever planned, by the names of the city."""
    people = {number: name for name, number in city.persons.items()}
    accounts = {number: name for name, number in city.accounts.items()}

    def name_of(addressee: str) -> str:
        kind, _, number = addressee.partition(":")
        return (people if kind == "person" else accounts)[int(number)]

    with city.app.app_context():
        items = db.session.scalars(select(ReminderItem).order_by(ReminderItem.id)).all()
    return [Told(name_of(i.addressee), i.stage.value, people[i.person_id]) for i in items]


def mails(city: City) -> list[Reminder]:
    """Every mail that was planned, the oldest first."""
    with city.app.app_context():
        return list(db.session.scalars(select(Reminder).order_by(Reminder.id)))


def recipients(mailbox: Mailbox) -> list[str]:
    """The names before the @ of everybody who got a mail, in order of the alphabet."""
    return sorted(str(message["To"]).partition("@")[0] for message in mailbox.messages)


def add_waiting_mail(unit_id: int, person_id: int) -> Reminder:
    """A mail to the person, in a mailing by hand that waits for release."""
    mailing = Mailing(
        unit_id=unit_id,
        planned_on=clock.today(),
        is_by_hand=True,
        planned_at=clock.now(),
        whole_at=clock.now(),
        planned_by="Hanna",
    )
    addressee, day = f"person:{person_id}", clock.today()
    blank = {"email": "", "subject": "", "body": ""}
    mail = Reminder(mailing=mailing, addressee=addressee, day=day, is_digest=False, **blank)
    db.session.add(mail)
    db.session.flush()
    return mail
