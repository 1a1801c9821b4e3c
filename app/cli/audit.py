"""`kadra audit`: the log that cannot be rewritten unnoticed."""

import click

from app.cli.context import application
from app.core.audit import first_broken_entry


@click.group()
def audit() -> None:
    """Look after the log."""


@audit.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Follow the chain of hashes from the first entry to the last."""
    with application(context):
        broken = first_broken_entry()
        if broken is not None:
            message = f"The chain breaks at entry {broken}: it, or one before it, was altered."
            raise click.ClickException(message)
        click.echo("Every entry of the log follows from those before it.")
