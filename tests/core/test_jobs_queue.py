"""What wakes a worker holds no work and runs nothing that others put there."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.jobs.queue import Queue
from tests.support.queues import KINDS, empty_queue_url


@pytest.fixture(params=KINDS)
def queue(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Queue]:
    """A queue of each kind that can be had."""
    queue = Queue(empty_queue_url(request.param), tmp_path / "deep" / "queue.sqlite3")
    yield queue
    queue.close()


def test_calls_do_not_pile_up(queue: Queue) -> None:
    for _ in range(5):
        queue.wake()

    assert queue._huey().pending_count() == 1


def test_a_call_comes_out_as_a_call(queue: Queue) -> None:
    called: list[str] = []
    queue.loop(
        1,
        on_wake=lambda: called.append("wake"),
        on_tick=lambda: called.append("tick"),
        on_report=lambda: None,
    )
    huey = queue._huey()
    queue.wake()

    huey.execute(huey.dequeue())
    for task in huey.read_periodic(None):
        huey.execute(task)

    assert called == ["wake", "tick"]


def test_what_lies_in_the_queue_is_plain_json(queue: Queue) -> None:
    """Pickle would run what somebody else wrote into a shared Redis."""
    queue.wake()

    (call,) = queue._huey().storage.enqueued_items()

    assert json.loads(bytes(call))[1] == "app.core.jobs.queue.wake"
