"""`kadra jobs`: what is done later, and the worker that does it."""

from typing import Any

import click

from app.cli.context import application, print_json
from app.core import clock
from app.core.actors import command_line
from app.core.db import transaction
from app.core.errors import Conflict, NotFound
from app.core.jobs import services
from app.core.jobs.models import Job
from app.core.jobs.queries import Part, every_job, job_or_404, living_workers
from app.web.logs import init_logs
from app.web.workshop import workshop

_PARTS = click.Choice([part.value for part in Part])


@click.group()
def jobs() -> None:
    """Look after what Kadra does by itself: mails, reminders, cleaning up."""


@jobs.command("list")
@click.option("--state", "part", type=_PARTS, default=Part.OPEN.value, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def list_jobs(
    context: click.Context,
    part: str,
    as_json: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """List the jobs: what is due first, or what ended last, on top.

    Exits with 1 when no worker is alive.
    """
    with application(context):
        now = clock.now()
        rows = [_as_json(job) for job in every_job(Part(part))]
        workers = [one.name for one in living_workers(now)]
        print_json({"workers": workers, "jobs": rows}) if as_json else _print(workers, rows)
        if not workers:
            context.exit(1)


@jobs.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def run(
    context: click.Context,
    as_json: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """Do everything that is due now, once, and what the clock calls for; then end.

    For machines that run no worker: by cron, every few minutes.
    """
    with application(context) as app:
        init_logs(app)
        runner = workshop().runner
        runner.tick()
        tried = runner.run_due()
        print_json({"tried": tried}) if as_json else click.echo(f"Jobs tried: {tried}")


@jobs.command()
@click.argument("number", type=int)
@click.pass_context
def retry(context: click.Context, number: int) -> None:
    """Let the job of this number be tried again, now, with all its attempts before it."""
    by = command_line("kadra jobs retry")
    with application(context):
        try:
            with transaction():
                services.retry(job_or_404(number), by=by, at=clock.now())
        except NotFound as error:
            raise click.ClickException(f"there is no job {number}") from error
        except Conflict as error:
            raise click.ClickException(f"job {number} is done, or being done") from error
        click.echo(f"Job {number} is tried again.")


@jobs.command()
@click.option("--threads", type=click.IntRange(1, 16), default=2, show_default=True)
@click.pass_context
def work(context: click.Context, threads: int) -> None:
    """Do jobs until told to stop: what is due at once, what failed later.

    `kadra serve` starts one by itself, unless KADRA_SERVE_JOBS=0.
    """
    with application(context) as app:
        init_logs(app)
        where = workshop()
    where.work(threads)


def _as_json(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state_at(clock.now()).value,
        "created_at": job.created_at,
        "created_by": job.created_by,
        "due_at": job.due_at,
        "attempts": job.attempts,
        "last_error": job.last_error,
        "finished_at": job.finished_at,
        "given_up_at": job.given_up_at,
    }


def _print(workers: list[str], rows: list[dict[str, Any]]) -> None:
    for row in rows:
        when = clock.local(row["finished_at"] or row["given_up_at"] or row["due_at"])
        click.echo(f"{row['id']:>6}  {when:%Y-%m-%d %H:%M}  {row['state']:<9} {row['kind']}")
        if row["last_error"]:
            click.echo(f"        {row['last_error']}")
    click.echo(f"Jobs: {len(rows)}")
    click.echo(f"Workers: {', '.join(workers) or 'none is alive'}")
