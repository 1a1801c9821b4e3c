"""Applications as they are served: one worker of the production server each, over HTTP."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

_PATIENCE_SECONDS = 90


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `seconds` from the first byte sent to the last one read."""

    seconds: float
    status: int
    location: str
    text: str


class Client:
    """A browser that keeps its connection open, and its cookies."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        self._cookies = dict([cookie.split("=", 1)]) if cookie else {}

    def seconds(self, path: str) -> float:
        """How long the page at `path` took."""
        answer = self.ask(path)
        assert answer.status == http.client.OK, (path, answer.status)
        return answer.seconds

    def ask(self, path: str, form: Mapping[str, object] | None = None) -> Answer:
        """The answer to `path`, or to a form sent there; redirects are not followed."""
        body = urlencode(form, doseq=True) if form is not None else None
        headers = {"Cookie": "; ".join(f"{name}={one}" for name, one in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        self._connection.request("GET" if body is None else "POST", path, body, headers)
        response = self._connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        taken = time.perf_counter() - started
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, value = cookie.split(";")[0].split("=", 1)
            self._cookies[name] = value
        return Answer(taken, response.status, response.headers.get("Location", ""), text)


@contextmanager
def served(
    target: str, env: Mapping[str, str], *, workers: int = 1, threads: int = 2
) -> Iterator[int]:
    """The application `module:name` is served on the port that is given back."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", target, "--no-control-socket"]
    options = ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--preload"]
    size = ["--workers", str(workers), "--threads", str(threads)]
    keep = ["--keep-alive", "60", "--log-level", "error"]
    process = subprocess.Popen([*command, *options, *size, *keep], env={**os.environ, **env})
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
