"""`kadra serve` keeps a worker of jobs beside the pages, and takes it along when it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.db import db
from app.core.jobs.models import Worker
from tests.support.production import free_port

T = TypeVar("T")
PATIENCE_SECONDS = 60
SERVE = [sys.executable, "-c", "from app.command import main; main()", "serve"]
#: a worker that does nothing but write down its number
SMALL = """
import sys
from app.cli import beside
beside.WORKER = ("sh", "-c", f"echo $$ > {sys.argv.pop(1)}; exec sleep 60")
beside.main()
"""


def soon(look: Callable[[], T]) -> T:
    """What it finds, as soon as it finds anything."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.05)
    raise TimeoutError


def is_gone(pid: int) -> bool:
    """No such process runs; one that nobody has taken leave of does not either."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].startswith("Z")
    except FileNotFoundError:
        return True


@contextmanager
def running(*command: str, **settings: str) -> Iterator["subprocess.Popen[bytes]"]:
    """The command runs; it is killed at the end, if it still lives."""
    environment = {**os.environ, **settings}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_worker_that_was_killed_comes_back_and_ends_with_the_server(app: Flask) -> None:
    settings = app.extensions["settings"]

    def workers() -> set[int]:
        with app.app_context():
            return {int(name.partition(":")[2]) for name in db.session.scalars(select(Worker.name))}

    where = {
        "KADRA_DATA_DIR": str(settings.data_dir),
        "KADRA_SECRET_KEY": "t" * 32,
        "KADRA_BIND": f"127.0.0.1:{free_port()}",
        "KADRA_WORKERS": "1",
    }
    with running(*SERVE, **where) as server:
        (first,) = soon(workers)
        os.kill(first, signal.SIGKILL)
        (second,) = soon(lambda: workers() - {first})
        server.terminate()
        assert server.wait(PATIENCE_SECONDS) == 0
        assert is_gone(second)

    assert workers() == {first}  # who was stopped has signed off; who was killed could not


@pytest.mark.parametrize(
    "server, end, code",
    [
        pytest.param("exit 3", None, 3, id="the server ends by itself"),
        pytest.param("exec sleep 60", signal.SIGTERM, 128 + 15, id="told to stop"),
        pytest.param("exec sleep 60", signal.SIGKILL, -9, id="killed"),
    ],
)
def test_the_worker_ends_when_the_server_does(
    tmp_path: Path, server: str, end: signal.Signals | None, code: int
) -> None:
    """Killed with SIGKILL, the one that looks after both can tell them nothing: the kernel does."""
    pids = tmp_path / "pids"
    waiting = f"until [ -s {pids} ]; do sleep 0.05; done; {server}"
    command = (sys.executable, "-c", SMALL, str(pids), "sh", "-c", waiting)

    with running(*command) as process:
        worker = int(soon(lambda: pids.exists() and pids.read_text()) or 0)
        if end:
            process.send_signal(end)
        assert process.wait(PATIENCE_SECONDS) == code
        assert soon(lambda: is_gone(worker))
