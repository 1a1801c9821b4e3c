"""A worker in a process of its own is killed in the middle of a job: it is done all the same."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from app.attendance.delivery import MAILS
from app.attendance.services.notices import RETRY_AFTER
from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from app.core.jobs import claims, services
from app.core.jobs.models import Job, JobState, Worker
from tests.support.city import City
from tests.support.notices import announced, later, planned
from tests.support.queues import empty_queue_url
from tests.support.smtp import Mailbox, smtp_server

WORKER = [sys.executable, "-c", "from app.command import main; main()", "jobs", "work"]
BY = command_line("test")
PATIENCE_SECONDS = 60


@contextmanager
def working(
    city: City, mailbox: Mailbox, queue_url: str | None
) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker runs; at the end it is told to stop, if it still lives."""
    settings = city.app.extensions["settings"]
    environment = {
        **os.environ,
        "KADRA_DATA_DIR": str(settings.data_dir),
        "KADRA_DATABASE_URL": settings.database_url,
        "KADRA_SECRET_KEY": "t" * 32,
        "KADRA_MAIL_URL": mailbox.url,
        "KADRA_QUEUE_URL": queue_url or "",
    }
    with subprocess.Popen(WORKER, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def leases_end(city: City) -> None:
    """So much time has gone by that nobody holds a job any more."""
    with city.app.app_context(), transaction() as session:
        for one in session.scalars(select(Job).where(Job.leased_until.is_not(None))):
            assert one.leased_until is not None
            one.leased_until -= claims.LEASE


def job(city: City, number: int) -> Job:
    """As it stands now."""
    with city.app.app_context():
        return db.session.get_one(Job, number)


def done(city: City, number: int) -> bool:
    """Whether it is done before our patience ends."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if job(city, number).finished_at is not None:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize(
    "database_url, kind",
    [("sqlite", "a file"), ("postgresql", "PostgreSQL"), ("postgresql", "Redis")],
    indirect=["database_url"],
)
def test_a_job_whose_worker_was_killed_is_done_by_another_once_the_lease_is_over(
    city: City, kind: str
) -> None:
    """The worker dies while the mail server has the first of two mails."""
    url = empty_queue_url(kind)
    announced(city, planned(city))
    with city.app.app_context(), transaction():
        number = services.enqueue(MAILS, {}, by=BY, at=clock.now())
    assert number is not None

    with smtp_server() as mailbox:
        with working(city, mailbox, url) as process:
            mailbox.on_message = process.kill
            process.wait(PATIENCE_SECONDS)
        assert process.returncode == -signal.SIGKILL
        assert job(city, number).state_at(clock.now()) is JobState.RUNNING
        mailbox.on_message = lambda: None
        leases_end(city)
        later(city, RETRY_AFTER)  # of single mails, which have leases of their own
        with working(city, mailbox, url) as process:
            assert done(city, number)
        assert process.returncode == 0

    assert job(city, number).attempts == 2
    assert {str(message["To"]).partition("@")[0] for message in mailbox.messages} == {
        *("hanna", "teresa")
    }
    with city.app.app_context():  # who stopped as told has signed off; who was killed could not
        assert len(db.session.scalars(select(Worker)).all()) == 1
