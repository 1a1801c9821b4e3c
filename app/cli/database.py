"""`kadra db`: the schema."""

from pathlib import Path

import click
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from app.cli.context import application
from app.core.db import db

ROOT = Path(__file__).parents[2]


@click.group("db")
def database() -> None:
    """Look after the database."""


@database.command()
@click.argument("revision", default="head")
@click.pass_context
def upgrade(context: click.Context, revision: str) -> None:
    """Bring the schema to REVISION (the newest, unless given)."""
    with application(context):
        migrate(revision)
        click.echo("The database is up to date.")


def migrate(revision: str = "head") -> None:
    """The database of the current application has the schema of `revision`."""
    with db.engine.connect() as connection:
        command.upgrade(alembic_config(connection), revision)


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings for running on `connection`."""
    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config
