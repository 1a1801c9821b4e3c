"""Many clients at once, each on a connection of its own, as lean as clients can be."""

import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import quantiles
from threading import Barrier, Thread

CLIENTS = 16

_END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Burst:
    """How a burst was answered: in seconds as a whole, and each request alone."""

    seconds: float
    each: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """Requests per second over all bursts, and the slow end of them."""

    per_second: float
    p95_ms: float


def burst(port: int, requests: Sequence[bytes], expected: bytes) -> Burst:
    """All requests are sent, by 16 clients; every answer has the status `expected`."""
    seconds: list[list[float]] = [[] for _ in range(CLIENTS)]
    failures: list[BaseException] = []
    start = Barrier(CLIENTS + 1)

    def send(number: int) -> None:
        wire = _Wire(port)
        start.wait()
        try:
            for request in requests[number::CLIENTS]:
                begun = time.perf_counter()
                wire.ask(request, expected)
                seconds[number].append(time.perf_counter() - begun)
        except BaseException as failure:  # noqa: BLE001 - whatever it is, the bench should show it
            failures.append(failure)

    threads = [Thread(target=send, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    start.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - begun
    assert failures == [], failures
    return Burst(taken, tuple(chain.from_iterable(seconds)))


def pace(bursts: Sequence[Burst]) -> Pace:
    """The rate and the slow end of these."""
    each = [one for whole in bursts for one in whole.each]
    rate = len(each) / sum(whole.seconds for whole in bursts)
    return Pace(rate, quantiles(each, n=20)[-1] * 1000)


def post(path: str, body: bytes, content_type: str, **headers: str) -> bytes:
    """A request as it goes over the wire."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(body)}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + _END_OF_HEAD + body


class _Wire:
    """A connection that is kept."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes, expected: bytes) -> None:
        """It is answered with that status, in whole."""
        self._socket.sendall(request)
        head, body = self._head()
        assert head.startswith(b"HTTP/1.1 " + expected), head[:2000] + body
        length = int(head.lower().split(b"\r\ncontent-length:", 1)[1].split(b"\r\n", 1)[0])
        while len(body) < length:
            body += self._received()

    def _head(self) -> tuple[bytes, bytes]:
        received = b""
        while _END_OF_HEAD not in received:
            received += self._received()
        head, _, body = received.partition(_END_OF_HEAD)
        return head + b"\r\n", body

    def _received(self) -> bytes:
        part = self._socket.recv(65536)
        assert part, "the server closed the connection"
        return part
