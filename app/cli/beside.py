"""A server and, beside it, the worker of jobs: started, stopped and looked after together.

Run as `python -m app.cli.beside COMMAND…`, where the command is that of the server. This process
stays small: it imports nothing of the application. Signals go on to the server. When the server
ends, the worker is told to end too; when the worker dies, another is started. Should this process
be killed, the kernel (of Linux) tells both of them to end.
"""

import contextlib
import ctypes
import logging
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

log = logging.getLogger("kadra")

WORKER = (sys.executable, "-c", "from app.command import main; main()", "jobs", "work")

_LOOKS_EVERY_SECONDS = 0.5
#: a worker that lived so long did not die of how it was started
_SOUND_AFTER_SECONDS = 60.0
_LONGEST_PAUSE_SECONDS = 60.0
#: longer than a worker takes to finish what it does
_LAST_SECONDS = 30.0
_PR_SET_PDEATHSIG = 1
#: what shells add to the number of the signal that ended a process
_KILLED = 128


@dataclass
class Keeper:
    """Starts `command`, and again when it ends, with growing pauses if it ends at once."""

    command: Sequence[str]
    _process: "subprocess.Popen[bytes] | None" = None
    _started: float = field(default=0.0)
    _pause: float = field(default=0.0)
    _not_before: float = field(default=0.0)

    def look(self) -> None:
        """It runs, or will once the pause is over."""
        now = time.monotonic()
        if self._process is not None and self._process.poll() is not None:
            is_sound = now - self._started >= _SOUND_AFTER_SECONDS
            self._pause = 0.0 if is_sound else min(2 * self._pause + 1, _LONGEST_PAUSE_SECONDS)
            self._not_before = now + self._pause
            code = self._process.returncode
            log.warning("the worker ended with %s; another starts in %.0f s", code, self._pause)
            self._process = None
        if self._process is None and now >= self._not_before:
            self._process, self._started = start(self.command), now

    def stop(self) -> None:
        """It has ended: by itself when told so, or by force after a while."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_LAST_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """The command runs in a group of its own, so that Ctrl+C reaches it only through us."""
    return subprocess.Popen(command, process_group=0, preexec_fn=_dies_with_parent())  # noqa: S603, PLW1509 - our own commands; this process has one thread


def _dies_with_parent() -> Callable[[], None] | None:
    """What a child calls so that the kernel ends it with us; None where there is no such way."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def main() -> None:
    """The server has ended, and the worker with it; its exit code is ours."""
    logging.basicConfig(format="%(asctime)s %(levelname)s - %(name)s: %(message)s")
    server = start(sys.argv[1:])
    for one in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGUSR1):
        signal.signal(one, lambda number, _frame: server.send_signal(number))
    keeper = Keeper(WORKER)
    while server.poll() is None:
        keeper.look()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(_LOOKS_EVERY_SECONDS)
    keeper.stop()
    code = server.returncode
    sys.exit(code if code >= 0 else _KILLED - code)


if __name__ == "__main__":
    main()
