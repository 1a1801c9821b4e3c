"""The root of the command."""

import click

from app.cli.accounts import accounts
from app.cli.audit import audit
from app.cli.certificates import certificates
from app.cli.completions import completions
from app.cli.courses import courses
from app.cli.coverage import coverage
from app.cli.database import database
from app.cli.demo.command import demo
from app.cli.evidence import evidence
from app.cli.jobs import jobs
from app.cli.people import people
from app.cli.reminders import reminders
from app.cli.serve import serve
from app.cli.sessions import sessions
from app.cli.snapshot import snapshot
from app.cli.units import units


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def kadra() -> None:
    """Kadra: who of a city's school staff is trained, on any date, and why.

    Settings come from KADRA_* variables, see docs/settings.md. Exit codes: 0 done, 1 refused or
    failed, 2 wrong usage.
    """


kadra.add_command(completions)
kadra.add_command(certificates)
kadra.add_command(courses)
kadra.add_command(audit)
kadra.add_command(coverage)
kadra.add_command(accounts)
kadra.add_command(database)
kadra.add_command(demo)
kadra.add_command(evidence)
kadra.add_command(jobs)
kadra.add_command(people)
kadra.add_command(reminders)
kadra.add_command(serve)
kadra.add_command(sessions)
kadra.add_command(snapshot)
kadra.add_command(units)
