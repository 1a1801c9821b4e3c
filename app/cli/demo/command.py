"""`kadra demo`: the invented city, once."""

import click

from app.cli.context import application
from app.cli.demo.cast import SIGN_INS
from app.cli.demo.seed import PASSWORD, is_seeded, seed
from app.core.actors import command_line


@click.command()
@click.pass_context
def demo(context: click.Context) -> None:
    """Fill an empty database with an invented city, and say how to sign in.

    A database that has people already is left as it is.
    """
    with application(context) as app:
        if not app.extensions["settings"].demo:
            message = "the demo has passwords that everybody knows: set KADRA_DEMO=1 to allow it"
            raise click.ClickException(message)
        if not is_seeded():
            click.echo("Building the demo city. This takes a few seconds.")
            seed(command_line("kadra demo"))
        click.echo("\nSign in with one of these addresses")
        for sign_in in SIGN_INS:
            click.echo(f"  {sign_in.email:34} {sign_in.role.value}")
        click.echo(f"and the password  {PASSWORD}\n")
