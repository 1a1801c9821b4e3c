"""`kadra jobs`: what is listed, done and tried again, and how it exits."""

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app.cli.main import kadra
from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from app.core.jobs import services
from app.core.jobs.models import Job

BY = command_line("test")


@pytest.fixture
def run(app: Flask) -> Callable[..., Result]:
    """`kadra jobs` with these arguments."""
    return lambda *given: CliRunner().invoke(kadra, ["jobs", *given], obj=lambda _settings: app)


def enqueued(app: Flask, kind: str, *, is_given_up: bool = False) -> str:
    """A job was written down; its number."""
    with app.app_context(), transaction():
        now = clock.now()
        number = services.enqueue(kind, {}, by=BY, at=now)
        if is_given_up:
            db.session.get_one(Job, number).given_up_at = now
    return str(number)


def test_jobs_are_listed_and_nobody_alive_is_told_by_the_exit_code(
    app: Flask, run: Callable[..., Result]
) -> None:
    number, lost = enqueued(app, "jobs.clean"), enqueued(app, "?", is_given_up=True)

    nobody = run("list", "--json")
    with app.app_context(), transaction():
        services.report("host:1", clock.now(), by=BY, at=clock.now())
    somebody = run("list", "--state", "given_up")

    said = json.loads(nobody.stdout)
    assert (nobody.exit_code, said["workers"]) == (1, [])
    assert [(str(one["id"]), one["state"]) for one in said["jobs"]] == [(number, "waiting")]
    assert somebody.exit_code == 0
    assert somebody.stdout.split()[0] == lost
    assert somebody.stdout.endswith("Jobs: 1\nWorkers: host:1\n")


def test_what_is_due_and_what_the_clock_calls_for_is_done_once(
    app: Flask, run: Callable[..., Result]
) -> None:
    enqueued(app, "jobs.clean")
    of_the_clock = app.extensions["workshop"].runner.table.ticks

    assert json.loads(run("run", "--json").stdout) == {"tried": 1 + len(of_the_clock)}
    assert run("run").stdout == "Jobs tried: 0\n"
    assert "jobs.clean" in run("list", "--state", "done").stdout


def test_what_was_given_up_is_tried_again_and_what_is_done_is_not(
    app: Flask, run: Callable[..., Result]
) -> None:
    number = enqueued(app, "jobs.clean", is_given_up=True)

    said = [run("retry", number), run("run"), run("retry", number), run("retry", "999")]

    assert [one.exit_code for one in said] == [0, 0, 1, 1]
    assert said[2].stderr == f"Error: job {number} is done, or being done\n"
    assert said[3].stderr == "Error: there is no job 999\n"
