"""Mails that remind go out: planned once a working day, sent in working hours, one at a time.

Each is claimed, composed of what still holds, sent, and kept as it was sent. So none is lost when
the mail server is down, and none is sent twice, except one: whoever is killed between sending and
marking sends it again.
"""

import logging
import smtplib
from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from flask import current_app

from app.core import clock
from app.core.actors import Actor, command_line
from app.core.db import db, transaction
from app.core.mail import REFUSED, Mailer
from app.core.smtp import Line
from app.people.models import Unit
from app.reminders.mails import letter_of
from app.reminders.models import Reminder
from app.reminders.queries.contents import content_of
from app.reminders.queries.due import Area, areas, broken_off, tellings
from app.reminders.services import planning, sending
from app.reminders.services.planning import Planned, Release
from app.reminders.services.sending import Letter
from app.reminders.stages import Dropped
from app.reminders.workdays import day_of_sending, may_send

log = logging.getLogger(__name__)

#: the job: what is to be planned today is planned, and what is due is sent
RUN = "reminders.run"
#: so many people are planned in one step
_PEOPLE_AT_ONCE = 2000
#: what could not be sent for so long after its release is not sent any more
GIVEN_UP_AFTER = timedelta(days=14)
#: from this code on, a mail server means it for good
_FOR_GOOD = HTTPStatus.INTERNAL_SERVER_ERROR


def run(_arguments: Mapping[str, Any]) -> None:
    """The job of kind `RUN`: at night and on days of rest it does nothing."""
    if may_send(clock.now()):
        by = command_line("reminders")
        plan_all(by=by)
        deliver(current_app.extensions["mailer"], by=by)


def plan_all(*, by: Actor) -> int:
    """Each area is planned for its next working day; how many mails came of it, waiting or not.

    What goes wrong in one city stops no other.
    """
    at = clock.now()
    release = Release(current_app.extensions["settings"].mass_limit)
    mails = 0
    for area in areas(day_of_sending(at)):
        number = area.id
        try:
            planned = plan(area, release=release, by=by, at=at)
            mails += planned.mails if planned else 0
        except Exception:
            log.exception("reminders of unit %s could not be planned", number)
    return mails


def plan(unit: Unit, *, release: Release, by: Actor, at: datetime) -> Planned | None:
    """Whoever works in this area and is to be told something next is, on the next working day.

    None: that day was planned for before, or somebody else has just ended it. It is written in
    steps, so that others can write in between; whoever is killed is followed by whoever calls this
    next. Nothing goes out before the end, when it is known how many mails there are.
    """
    day = day_of_sending(at)
    with transaction():
        for left in broken_off(unit, day):
            planning.end(left, release=release, by=by, at=at)
        mailing = planning.begin(unit, by=by, at=at)
    if mailing is None:
        return None
    for part in Area.of(unit).parts(day, _PEOPLE_AT_ONCE):
        wanted = tellings(part, day)
        with transaction():
            planning.add(mailing, wanted, by=by)
    with transaction():
        return planning.end(mailing, release=release, by=by, at=at)


def deliver(mailer: Mailer, *, by: Actor) -> int:
    """All that is due is sent, or will be tried again after a while; how many mails went out.

    It ends early when the server cannot be reached, and when the working day is over.
    """
    sent = 0
    with mailer.line() as line:
        while may_send(clock.now()):
            with transaction():
                reminder = sending.take(by=by, at=clock.now())
            if reminder is None:
                break
            number = reminder.id
            try:
                sent += _deliver(reminder, mailer, line, by)
            except REFUSED as error:
                _refused(number, error, by)
            except OSError:
                log.exception("reminder %s waits until the mail server can be reached", number)
                break
    return sent


def _deliver(reminder: Reminder, mailer: Mailer, line: Line, by: Actor) -> int:
    number, now = reminder.id, clock.now()
    released_at = reminder.mailing.released_at
    is_too_late = released_at is not None and released_at + GIVEN_UP_AFTER < now
    content = None if is_too_late else content_of(reminder, now)
    letter = letter_of(content) if content else None
    db.session.rollback()  # nothing is held while the server is spoken to
    if letter is None:
        because = Dropped.TOO_LATE if is_too_late else Dropped.NOTHING_HOLDS
        with transaction():
            sending.drop(number, because, by=by, at=now)
        return 0
    mailer.send(letter.to, letter.subject, letter.body, over=line)
    _mark(number, letter, by)
    return 1


def _mark(number: int, letter: Letter, by: Actor) -> None:
    with transaction():
        sending.mark_sent(number, letter, by=by, at=clock.now())


def _refused(number: int, error: Exception, by: Actor) -> None:
    """An address that is refused for good is not tried again; for now, later."""
    if not _is_for_good(error):
        log.warning("reminder %s was refused for now, and will be tried again", number)
        return
    log.warning("reminder %s was refused, and is not tried again", number)
    with transaction():
        sending.drop(number, Dropped.REFUSED, by=by, at=clock.now())


def _is_for_good(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= _FOR_GOOD for code, _said in error.recipients.values())
    return not isinstance(error, smtplib.SMTPDataError) or error.smtp_code >= _FOR_GOOD
