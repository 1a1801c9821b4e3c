"""The job that forgets old jobs."""

from collections.abc import Mapping
from typing import Any

from app.core import clock
from app.core.actors import command_line
from app.core.db import transaction
from app.core.jobs import services

CLEAN = "jobs.clean"


def work(_arguments: Mapping[str, Any]) -> None:
    """The job of kind `CLEAN`."""
    with transaction():
        services.clean(by=command_line("jobs"), at=clock.now())
