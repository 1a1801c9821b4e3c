"""What wakes the workers: huey, in a file of its own, in PostgreSQL or in Redis.

It holds no work, only calls to look what is due. Losing all of it delays jobs by a minute.
"""

import json
import signal
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from huey.api import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer
from redis import ConnectionPool
from redis.backoff import NoBackoff
from redis.retry import Retry

_NAME = "kadra"
#: a worker looks into the file so often; the other queues call it
_LOOKS_EVERY_SECONDS = 1.0
#: a server that does not answer by then is called again later; a page may be waiting
_PATIENCE_SECONDS = 2
_REPORTS_EVERY_SECONDS = 20.0
#: a worker that is told to stop may finish what it does within this time
_LAST_SECONDS = 25

Call = Callable[[], object]


class PlainCalls(Serializer):  # type: ignore[misc]
    """Calls as JSON: huey's own way, pickle, runs whatever somebody else put into the queue."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(bytes(data)))


class Loop(Consumer):  # type: ignore[misc]
    """The threads of a worker. Any signal to stop lets them finish what they do."""

    def __init__(self, huey: Huey, threads: int, report: Call) -> None:
        super().__init__(
            huey,
            workers=threads,
            max_delay=_LOOKS_EVERY_SECONDS,
            health_check_interval=_REPORTS_EVERY_SECONDS,
            shutdown_timeout=_LAST_SECONDS,
        )
        self._report = report
        stopping = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        self._signal_actions = dict.fromkeys(stopping, (False, True))

    def check_worker_health(self) -> bool:
        self._report()
        return super().check_worker_health()


class Queue:
    """Calls go in here and come out at a worker. Nothing is opened before the first one.

    `url` is that of PostgreSQL or Redis; without one a file is used.
    """

    def __init__(self, url: str | None, file: Path) -> None:
        self._url = url
        self._file = file
        self._lock = Lock()
        self._opened: Huey | None = None
        self._on_wake: Call = lambda: None
        self._on_tick: Call = lambda: None

    def wake(self) -> None:
        """A worker looks what is due, now or as soon as there is one. Calls do not pile up."""
        huey = self._huey()
        if huey.pending_count() == 0:
            self._wake_task()

    def loop(self, threads: int, *, on_wake: Call, on_tick: Call, on_report: Call) -> Loop:
        """A worker, not running yet: it looks when it is woken, ticks each minute, and reports."""
        self._on_wake, self._on_tick = on_wake, on_tick
        return Loop(self._huey(), threads, on_report)

    def close(self) -> None:
        """Connections and files are closed; the next call opens them again."""
        with self._lock:
            if self._opened is not None:
                self._opened.storage.close()
                if isinstance(self._opened, RedisHuey):  # whose storage leaves that to its caller
                    self._opened.storage.pool.disconnect()
                self._opened = None

    def _huey(self) -> Huey:
        with self._lock:
            if self._opened is None:
                self._opened = huey = _huey_at(self._url, self._file)
                self._wake_task = huey.task(name="wake")(self._wake)
                huey.periodic_task(crontab(), name="tick")(self._tick)
            return self._opened

    def _wake(self) -> None:
        self._on_wake()

    def _tick(self) -> None:
        self._on_tick()


def _huey_at(url: str | None, file: Path) -> Huey:
    plain: dict[str, Any] = {"results": False, "serializer": PlainCalls()}
    if url is None:
        file.parent.mkdir(parents=True, exist_ok=True)
        return SqliteHuey(_NAME, filename=str(file), fsync=False, **plain)
    if url.startswith("postgresql://"):
        return PostgresHuey(_NAME, dsn=url, connect_timeout=_PATIENCE_SECONDS, **plain)
    pool = ConnectionPool.from_url(
        url,
        socket_connect_timeout=_PATIENCE_SECONDS,
        socket_timeout=_PATIENCE_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
    return RedisHuey(_NAME, connection_pool=pool, **plain)
