"""Does the jobs that are due, one after another."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from threading import Event, Thread

from app.core import clock
from app.core.actors import Actor
from app.core.db import transaction
from app.core.jobs import claims, services
from app.core.jobs.claims import Claim
from app.core.jobs.table import JobTable

log = logging.getLogger(__name__)


class NoHandler(Exception):
    """Nobody here can do this kind of job."""


def _nobodys(_arguments: object) -> None:
    raise NoHandler


@dataclass(frozen=True, slots=True)
class Runner:
    """Whoever does jobs; `context` makes the surroundings in which the database can be asked."""

    table: JobTable
    context: Callable[[], AbstractContextManager[object]]
    by: Actor

    def tick(self) -> None:
        """What the clock calls for now is due."""
        for kind, minutes in self.table.ticks.items():
            with self.context(), transaction():
                services.tick(kind, minutes, by=self.by, at=clock.now())

    def run_due(self, keeps_on: Callable[[], bool] = lambda: True) -> int:
        """Everything due was tried once, or `keeps_on` says no; how many jobs were tried."""
        tried = 0
        while keeps_on() and self.run_next():
            tried += 1
        return tried

    def run_next(self) -> bool:
        """Whether anything was due; if so, it was tried."""
        with self.context(), transaction():
            claim = claims.take(clock.now())
        if claim is None:
            return False
        with self._kept(claim):
            error = self._error_of(claim)
        with self.context(), transaction():
            if error is None:
                ours = claims.finish(claim, clock.now())
            else:
                ours = claims.fail(claim, error, clock.now())
        if not ours:
            log.warning("job %s was taken by another worker meanwhile", claim.job_id)
        return True

    def _error_of(self, claim: Claim) -> Exception | None:
        """What the handler raised, None if nothing."""
        try:
            with self.context():
                self.table.handlers.get(claim.kind, _nobodys)(claim.arguments)
        except Exception as error:  # whatever it is, it is kept with the job
            log.exception("job %s (%s) failed, attempt %s", claim.job_id, claim.kind, claim.attempt)
            return error
        return None

    @contextmanager
    def _kept(self, claim: Claim) -> Iterator[None]:
        """The job stays ours for as long as the block runs."""
        over = Event()
        keeper = Thread(target=self._keep, args=(claim, over), name="lease", daemon=True)
        keeper.start()
        try:
            yield
        finally:
            over.set()
            keeper.join()

    def _keep(self, claim: Claim, over: Event) -> None:
        while not over.wait(claims.RENEWED_AFTER.total_seconds()):
            try:
                with self.context(), transaction():
                    claims.renew(claim, clock.now())
            except Exception:  # the database may be busy; the lease outlives a few of these
                log.exception("the lease of job %s was not renewed", claim.job_id)
