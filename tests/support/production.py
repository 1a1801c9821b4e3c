"""The production server in processes of its own, which can be killed as a power cut would."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

_PATIENCE_SECONDS = 30


def free_port() -> int:
    """Nobody listens there just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Production:
    """Serves the application that `env` describes, on a port that stays the same."""

    env: Mapping[str, str]
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """It answers."""
        gunicorn = [sys.executable, "-m", "gunicorn", "wsgi:app", "--no-control-socket"]
        size = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload"]
        place = ["--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"]
        self._process = subprocess.Popen(
            [*gunicorn, *size, *place], env={**os.environ, **self.env}, start_new_session=True
        )
        self._wait()

    def kill(self) -> None:
        """Every process of it is gone at once, whatever it was doing."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def post(self, path: str, body: str, headers: Mapping[str, str]) -> tuple[int, str]:
        """Status and text of the answer.

        Raises:
            OSError, http.client.HTTPException: there was none.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request("POST", path, body, dict(headers))
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()

    def _wait(self) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError(f"nothing answers on port {self.port}")
