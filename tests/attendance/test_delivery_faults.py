"""A process that sends mails is killed in the middle: none is lost, one is repeated at most."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import select

from app.attendance.models.notices import Notice
from app.attendance.services.notices import RETRY_AFTER
from app.core import clock
from app.core.db import db, transaction
from tests.support.city import City
from tests.support.sessions import add_session
from tests.support.smtp import Mailbox, smtp_server

COMMAND = [sys.executable, "-c", "from app.command import main; main()", "sessions", "remind"]


@contextmanager
def reminding(city: City, mailbox: Mailbox) -> Iterator[subprocess.Popen[bytes]]:
    """The command runs in a process of its own."""
    settings = city.app.extensions["settings"]
    environment = {
        **os.environ,
        "KADRA_DATA_DIR": str(settings.data_dir),
        "KADRA_DATABASE_URL": settings.database_url,
        "KADRA_SECRET_KEY": "t" * 32,
        "KADRA_MAIL_URL": mailbox.url,
    }
    with subprocess.Popen(COMMAND, env=environment, stdout=subprocess.DEVNULL) as process:
        yield process


def test_every_mail_arrives_although_the_sender_was_killed_after_the_first(city: City) -> None:
    starts_at = clock.now() + timedelta(hours=20)
    with city.app.app_context(), transaction():
        add_session(city.units["city"], invited=[city.units["city"]], starts_at=starts_at)

    with smtp_server() as mailbox:
        with reminding(city, mailbox) as process:
            mailbox.on_message = process.kill
        assert process.returncode == -signal.SIGKILL
        mailbox.on_message = lambda: None
        with reminding(city, mailbox) as process:
            pass
        assert process.returncode == 0
        _wait_for_the_retry(city)
        with reminding(city, mailbox) as process:
            pass

    received = sorted(str(message["To"]) for message in mailbox.messages)
    assert len(set(received)) == 5
    assert len(received) == 6  # the one that nobody can know of


def _wait_for_the_retry(city: City) -> None:
    with city.app.app_context(), transaction() as session:
        (left,) = session.scalars(select(Notice).where(Notice.sent_at.is_(None)))
        assert left.taken_at is not None
        left.taken_at -= RETRY_AFTER
        db.session.flush()
