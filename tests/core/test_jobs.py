"""What was written down to be done is done, once, or is still there to be seen."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from app.core.jobs import claims, services
from app.core.jobs.models import Job, JobState
from app.core.jobs.runner import Runner
from app.core.jobs.table import JobTable
from tests.support.at_once import at_once

BY = command_line("test")
Told = list[Mapping[str, Any]]


def enqueued(
    app: Flask, kind: str = "tell", *, key: str | None = None, due_at: datetime | None = None
) -> int | None:
    """A job was written down; its number."""
    word, now = {"word": "Łódź"}, clock.now()
    with app.app_context(), transaction():
        return services.enqueue(kind, word, key=key, due_at=due_at, by=BY, at=now)


def runner(app: Flask, told: Told, ticks: Mapping[str, int] | None = None) -> Runner:
    """It can do three kinds: one goes well, one fails, one is nobody's."""

    def fail(_arguments: Mapping[str, Any]) -> None:
        raise ConnectionRefusedError("nobody answers")

    table = JobTable({"tell": told.append, "fail": fail}, ticks or {})
    return Runner(table, app.app_context, BY)


def job(app: Flask) -> Job:
    """The only one there is."""
    with app.app_context():
        return db.session.scalars(select(Job)).one()


def aged(app: Flask, by: timedelta) -> None:
    """So much time has gone by for every job."""
    with app.app_context(), transaction() as session:
        for one in session.scalars(select(Job)):
            one.due_at -= by
            if one.leased_until:
                one.leased_until -= by
            if one.finished_at:
                one.finished_at -= by


def test_what_is_due_is_done_once(app: Flask) -> None:
    told: Told = []
    enqueued(app)
    enqueued(app, due_at=clock.now() + timedelta(hours=1))

    assert runner(app, told).run_due() == 1
    assert runner(app, told).run_due() == 0
    assert told == [{"word": "Łódź"}]


def test_the_same_key_makes_no_second_job_not_even_after_it_is_done(app: Flask) -> None:
    told: Told = []

    first = enqueued(app, key="report 2026")
    runner(app, told).run_due()

    assert first is not None
    assert enqueued(app, key="report 2026") is None
    assert runner(app, told).run_due() == 0


def test_a_job_is_gone_with_the_transaction_that_failed(app: Flask) -> None:
    with app.app_context(), suppress(ZeroDivisionError), transaction():
        services.enqueue("tell", {}, by=BY, at=clock.now())
        raise ZeroDivisionError

    assert runner(app, []).run_due() == 0


@pytest.mark.parametrize("kind, error", [("fail", "ConnectionRefusedError"), ("?", "NoHandler")])
def test_what_fails_is_tried_again_after_a_pause_with_the_reason_kept(
    app: Flask, kind: str, error: str
) -> None:
    enqueued(app, kind)

    assert runner(app, []).run_due() == 1

    failed = job(app)
    assert failed.state_at(clock.now()) is JobState.RETRYING
    assert failed.last_error.startswith(error)
    assert timedelta(0) < failed.due_at - clock.now() <= claims.pause_after(1)


def test_pauses_grow_and_end_after_more_than_a_day() -> None:
    pauses = [claims.pause_after(attempt) for attempt in range(1, claims.MOST_ATTEMPTS)]

    assert pauses[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert max(pauses) == timedelta(hours=6)
    assert timedelta(days=1) < sum(pauses, timedelta()) < timedelta(days=2)


def test_what_fails_again_and_again_is_given_up_until_somebody_asks(app: Flask) -> None:
    enqueued(app, "fail")
    for _ in range(claims.MOST_ATTEMPTS):
        assert runner(app, []).run_due() == 1
        aged(app, timedelta(hours=6))

    assert runner(app, []).run_due() == 0
    assert job(app).state_at(clock.now()) is JobState.GIVEN_UP
    with app.app_context(), transaction() as session:
        services.retry(session.scalars(select(Job)).one(), by=BY, at=clock.now())
    assert runner(app, []).run_due() == 1


def taken(app: Flask) -> claims.Claim | None:
    """What a worker takes now."""
    with app.app_context(), transaction():
        return claims.take(clock.now())


def test_whoever_lost_the_lease_changes_nothing_any_more(app: Flask) -> None:
    enqueued(app)
    slow = taken(app)
    assert slow is not None
    assert taken(app) is None
    aged(app, claims.LEASE)

    quick = taken(app)

    assert quick == replace(slow, attempt=2)
    with app.app_context(), transaction():
        assert not claims.renew(slow, clock.now())
        assert not claims.fail(slow, ValueError(), clock.now())
        assert claims.renew(quick, clock.now())
        assert claims.finish(quick, clock.now())


def test_a_job_that_kills_its_workers_is_given_up(app: Flask) -> None:
    enqueued(app)
    for _ in range(claims.MOST_ATTEMPTS):
        assert taken(app) is not None
        aged(app, claims.LEASE)

    assert taken(app) is None
    assert job(app).state_at(clock.now()) is JobState.GIVEN_UP
    assert job(app).last_error.startswith("WorkerDied")


def test_workers_at_the_same_moment_share_the_jobs(app: Flask) -> None:
    told: Told = []
    for _ in range(12):
        enqueued(app)

    tried = at_once(*[lambda: runner(app, told).run_due()] * 3)

    assert sum(tried) == len(told) == 12


def test_the_clock_calls_once_in_a_period_and_does_not_pile_up(app: Flask) -> None:
    told: Told = []
    three = [runner(app, told, {"tell": 5}) for _ in range(3)]

    at_once(*[one.tick for one in three])
    assert three[0].run_due() == 1
    three[0].tick()
    assert three[0].run_due() == 0

    ticks = runner(app, told, {"fail": 24 * 60})
    ticks.tick()
    assert ticks.run_due() == 1
    assert ticks.run_due() == 0
    ticks.tick()  # the next minute: what waits after a failure waits no longer
    assert ticks.run_due() == 1


def test_what_ended_a_month_ago_is_forgotten(app: Flask) -> None:
    for kind in ("tell", "fail"):
        enqueued(app, kind)
    runner(app, []).run_due()
    aged(app, services.KEPT + timedelta(minutes=1))

    with app.app_context(), transaction():
        assert services.clean(by=BY, at=clock.now()) == 1
    assert job(app).kind == "fail"


def test_a_lease_is_renewed_while_the_work_takes_long(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "RENEWED_AFTER", timedelta(milliseconds=5))
    enqueued(app)
    seen: list[bool] = []

    def wait_for_the_renewal(_arguments: Mapping[str, Any]) -> None:
        aged(app, timedelta(minutes=1))
        before = job(app).leased_until
        while not seen:
            if job(app).leased_until != before:
                seen.append(True)

    table: dict[str, Callable[[Mapping[str, Any]], None]] = {"tell": wait_for_the_renewal}
    Runner(JobTable(table, {}), app.app_context, BY).run_due()

    assert seen == [True]
    assert job(app).state_at(clock.now()) is JobState.DONE
