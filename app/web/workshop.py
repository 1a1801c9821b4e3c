"""Where the jobs of this application are done, see `app.core.jobs`."""

from typing import cast

from flask import Flask, current_app

from app.core.actors import command_line
from app.core.jobs.queue import Queue
from app.core.jobs.runner import Runner
from app.core.jobs.table import JobTable
from app.core.jobs.worker import Workshop


def init_workshop(app: Flask, table: JobTable) -> None:
    """Jobs of these kinds can be done; nothing is opened yet."""
    settings = app.extensions["settings"]
    app.extensions["workshop"] = Workshop(
        Queue(settings.queue_url, settings.queue_file),
        Runner(table, app.app_context, command_line("jobs")),
    )


def workshop() -> Workshop:
    """That of the current application."""
    return cast("Workshop", current_app.extensions["workshop"])


def wake_worker(_sender: object) -> None:
    """A worker looks what is due."""
    workshop().queue.wake()
