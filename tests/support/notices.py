"""Mails about sessions, written down and sent, for tests."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from app.accounts.models import Account
from app.attendance.delivery import deliver
from app.attendance.models.notices import Notice, NoticeKind
from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.notices import concerned_ids
from app.attendance.services.notices import announce, announce_reminders
from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from app.core.mail import Mailer
from tests.support.city import City
from tests.support.sessions import add_session, add_sign_up
from tests.support.smtp import Mailbox

BY = command_line("test")
SENDER = "Kadra <kadra@jesionow.example>"
DOWN = "smtp://127.0.0.1:1"


def planned(
    city: City, *, in_hours: int = 20, capacity: int | None = None, remarks: str = ""
) -> TrainingSession:
    """A session for the staff of school A: Teresa and Hanna."""
    with city.app.app_context(), transaction():
        return add_session(
            city.units["city"],
            invited=[city.units["a"]],
            trainers=[city.accounts["tomasz"]],
            starts_at=clock.now() + timedelta(hours=in_hours),
            capacity=capacity,
            remarks=remarks,
        )


def seated(city: City, session: TrainingSession, *names: str) -> None:
    """These have signed up, in that order."""
    with city.app.app_context(), transaction():
        for name in names:
            add_sign_up(session, city.persons[name])


def announced(
    city: City, session: TrainingSession, kind: NoticeKind = NoticeKind.INVITED, *names: str
) -> None:
    """These will be told, or everybody whom it concerns."""
    with city.app.app_context(), transaction():
        found, now = db.session.get_one(TrainingSession, session.id), clock.now()
        who = [city.persons[name] for name in names] or concerned_ids(found, kind, now)
        announce(found, kind, who, occasion="session", due_at=now, by=BY, at=now)


def reminded(city: City) -> None:
    """Whoever is to be reminded now will be."""
    with city.app.app_context(), transaction():
        announce_reminders(by=BY, at=clock.now())


def delivered(city: City, url: str) -> int:
    """All that is due is sent to that server; how many mails went out."""
    with city.app.app_context():
        return deliver(Mailer(url, SENDER, Path("unused")), by=BY)


def unsent(city: City) -> int:
    """How many notices wait."""
    with city.app.app_context():
        query = select(func.count()).select_from(Notice).where(Notice.sent_at.is_(None))
        return db.session.scalar(query) or 0


def later(city: City, by: timedelta) -> None:
    """So much time has gone by since notices were taken."""
    with city.app.app_context(), transaction() as session:
        for notice in session.scalars(select(Notice).where(Notice.taken_at.is_not(None))):
            assert notice.taken_at is not None
            notice.taken_at -= by


def recipients(mailbox: Mailbox) -> list[str]:
    """To whom mails came, by name, once per mail."""
    return sorted(str(message["To"]).partition("@")[0] for message in mailbox.messages)


def kinds(city: City) -> list[NoticeKind]:
    """Of all notices there are."""
    with city.app.app_context():
        return list(db.session.scalars(select(Notice.kind)))


def cancelled(city: City, session: TrainingSession) -> None:
    """The session is called off, and nobody was told yet."""
    with city.app.app_context(), transaction():
        gone = db.session.get_one(TrainingSession, session.id)
        gone.cancelled_at, gone.cancelled_by, gone.cancelled_reason = clock.now(), "K", "Choroba"


def speaks(city: City, name: str, language: str) -> None:
    """The account is used in that language."""
    with city.app.app_context(), transaction() as session:
        session.get_one(Account, city.accounts[name]).language = language
