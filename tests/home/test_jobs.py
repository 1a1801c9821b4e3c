"""Administrators see what Kadra does by itself, why something failed, and ask for it again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actors import command_line
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.core.jobs import services
from app.core.jobs.models import Job
from tests.support.city import City
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

BY = command_line("test")


@pytest.fixture
def failed(city: City) -> int:
    """A mail that could not be sent, and one that waits; the number of the first."""
    with city.app.app_context(), transaction() as session:
        now = clock.now()
        for _ in range(2):
            number = services.enqueue("sessions.mails", {}, by=BY, at=now)
        job = session.get_one(Job, number)
        job.attempts, job.given_up_at = 15, now
        job.last_error = "ConnectionRefusedError: <nobody> answers"
        return job.id


def worker_seen(city: City, ago: timedelta) -> None:
    """A worker said so long ago that it is alive."""
    with city.app.app_context(), transaction():
        at = clock.now() - ago
        services.report("host:1", at, by=BY, at=at)


def test_the_page_tells_what_waits_and_that_nobody_works(
    city: City, visitor: Visit, failed: int
) -> None:
    city.language = "en"
    page = visitor("adam").get("/jobs")

    assert failed
    assert "No worker does the jobs" in page
    assert "Reminders of live trainings" in page
    assert "To be done (1)" in page
    assert "Given up (1)" in page


def test_a_failure_is_told_in_plain_words_with_the_details_one_click_away(
    city: City, visitor: Visit, failed: int
) -> None:
    city.language = "en"
    page = visitor("olga").get("/jobs?part=given_up")

    assert "did not answer" in page
    assert "15 attempts." in page
    assert "ConnectionRefusedError: &lt;nobody&gt; answers" in page
    assert f"/jobs/{failed}/retry" not in page  # an auditor only looks


@pytest.mark.parametrize(
    "ago, is_alive", [(timedelta(seconds=30), True), (timedelta(minutes=3), False)]
)
def test_a_worker_is_alive_as_long_as_it_says_so(
    city: City, visitor: Visit, ago: timedelta, *, is_alive: bool
) -> None:
    city.language = "en"
    worker_seen(city, ago)

    page = visitor("adam").get("/jobs")

    assert ("A worker is doing the jobs" in page) is is_alive
    assert ("The last one was heard of" in page) is not is_alive


def test_a_job_that_was_given_up_is_tried_again_when_somebody_asks(
    city: City, visitor: Visit, failed: int
) -> None:
    visitor("kazimierz").post(f"/jobs/{failed}/retry")

    with city.app.app_context():
        job = db.session.get_one(Job, failed)
        assert (job.given_up_at, job.attempts) == (None, 0)
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.area == "jobs")).one()
        assert (entry.action, entry.actor_name) == ("jobs.retried", "Kazimierz")


def test_what_is_done_is_not_done_again(city: City, visitor: Visit) -> None:
    with city.app.app_context(), transaction():
        number = services.enqueue("jobs.clean", {}, by=BY, at=clock.now())
    city.app.extensions["workshop"].runner.run_due()

    visitor("adam").post(f"/jobs/{number}/retry")

    with city.app.app_context():
        assert db.session.get_one(Job, number).finished_at is not None
        assert not db.session.scalars(select(AuditEntry).where(AuditEntry.area == "jobs")).all()
