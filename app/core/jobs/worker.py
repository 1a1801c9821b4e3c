"""A worker: the process that does jobs until it is told to stop."""

import os
import socket
from dataclasses import dataclass

from app.core import clock
from app.core.db import transaction
from app.core.jobs import services
from app.core.jobs.queue import Loop, Queue
from app.core.jobs.runner import Runner


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where jobs are done: what wakes a worker, and what it does then."""

    queue: Queue
    runner: Runner

    def work(self, threads: int) -> None:
        """Jobs were done, `threads` at once, until the process was told to stop."""
        name = f"{socket.gethostname()[:100]}:{os.getpid()}"
        started_at, by = clock.now(), self.runner.by

        def report() -> None:
            with self.runner.context(), transaction():
                services.report(name, started_at, by=by, at=clock.now())

        def look() -> None:
            self.runner.run_due(lambda: not loop.stop_flag.is_set())

        def tick() -> None:
            self.runner.tick()
            look()

        loop: Loop = self.queue.loop(threads, on_wake=look, on_tick=tick, on_report=report)
        report()
        loop.run()
        with self.runner.context(), transaction():
            services.sign_off(name, by=by)
