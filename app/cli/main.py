"""The root of the command."""

import click

from app.cli.database import database
from app.cli.serve import serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def kadra() -> None:
    """Kadra: who of a city's school staff is trained, on any date, and why.

    Settings come from KADRA_* variables, see docs/settings.md. Exit codes: 0 done, 1 refused or
    failed, 2 wrong usage.
    """


kadra.add_command(database)
kadra.add_command(serve)
