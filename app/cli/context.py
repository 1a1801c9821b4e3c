"""What every command shares: the application, the way to print, and how errors end."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click
from flask import Flask

from app.core.settings import BadSetting, Settings

_PRINTED = 20


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


def print_json(value: object) -> None:
    """`value` on standard output, as JSON that a person can read too."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_some(sentences: Sequence[str]) -> None:
    """The first of the sentences, indented, and how many more there are."""
    for sentence in sentences[:_PRINTED]:
        click.echo(f"  {sentence}")
    if len(sentences) > _PRINTED:
        click.echo(f"  ... and {len(sentences) - _PRINTED} more (all of them with --json)")


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """What is told how many of how many rows are done: a bar on a terminal, else nothing."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=1, label="Reading and matching", file=sys.stderr) as bar:

        def report(done: int, total: int) -> None:
            bar.length = max(1, total)
            bar.update(max(0, done - bar.pos))

        yield report
