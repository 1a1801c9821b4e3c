"""What every command shares: the application, the way to print, and how errors end."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask import Flask

from app.core.settings import BadSetting, Settings


@contextmanager
def application(context: click.Context) -> Iterator[Flask]:
    """An application context, as the environment describes it.

    Raises:
        click.ClickException: a setting is malformed.
    """
    create_app: Callable[[Settings], Flask] = context.find_root().obj
    try:
        app = create_app(Settings.from_env())
    except BadSetting as error:
        raise click.ClickException(str(error)) from error
    with app.app_context():
        yield app


def print_json(value: Any) -> None:
    """`value` on standard output, as JSON that a person can read too."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
