"""`kadra serve`: the production server."""

import os
import sys

import click

from app.core.settings import BadSetting, Settings


@click.command()
def serve() -> None:
    """Serve the application (address, processes and threads by KADRA_* variables).

    A worker of jobs runs beside it, unless KADRA_SERVE_JOBS=0.
    """
    try:
        settings = Settings.from_env()
        settings.demand_secret_key()
    except BadSetting as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Kadra is at http://{settings.bind} (stop with Ctrl+C)")
    sys.stdout.flush()
    gunicorn = [
        *("-m", "gunicorn", "wsgi:app", "--no-control-socket"),
        *("--bind", settings.bind),
        *("--worker-class", "gthread"),
        *("--workers", str(settings.workers), "--threads", str(settings.threads)),
        *("--preload", "--log-level", "warning"),
    ]
    beside = ["-m", "app.cli.beside", sys.executable] if settings.serve_jobs else []
    os.execv(sys.executable, [sys.executable, *beside, *gunicorn])  # noqa: S606 - replaces this process
