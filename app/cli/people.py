"""`kadra people`: staff lists."""

from collections import defaultdict
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from flask_babel import force_locale

from app.cli.context import application, print_json, print_some, progress_bar
from app.core import clock
from app.core.actors import command_line
from app.core.db import transaction
from app.core.tables.errors import TableError
from app.people.queries.units import top_unit
from app.people.roster.outcome import Outcome
from app.people.roster.posts import UNDECIDED
from app.people.services import roster
from app.people.wording.roster import place
from app.people.wording.roster_remarks import remark

Lists = dict[str, list[dict[str, Any]]]


@click.group()
def people() -> None:
    """Look after the staff."""


@people.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that the list describes (today, unless given).",
)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def import_people(
    context: click.Context,
    file: Path,
    as_of: datetime | None,
    dry_run: bool,  # noqa: FBT001 - click passes options by name
    as_json: bool,  # noqa: FBT001 - likewise
) -> None:
    """Import the staff list FILE (CSV or Excel).

    Nobody is removed: employments that the list lacks are counted, and ended in the browser.
    Refused lines do not stop the others; only a file that cannot be read at all exits with 1.
    """
    with application(context), force_locale("en"):
        today = clock.today()
        day = as_of.date() if as_of else today
        top = top_unit(("",)).path
        task = roster.RosterTask(file, file.name, top, day, other_posts=UNDECIDED)
        lists: Lists = defaultdict(list)
        try:
            with progress_bar(quiet=as_json) as report:
                outcome = _run(task, lists, report, today, dry_run=dry_run)
        except TableError as error:
            if as_json:
                print_json({"error": str(error)})
            raise click.ClickException(str(error)) from error
        print_json(as_json_object(outcome, lists)) if as_json else _print(outcome, lists, dry_run)


def _run(
    task: roster.RosterTask, lists: Lists, report: roster.Report, today: date, *, dry_run: bool
) -> Outcome:
    by = command_line("kadra people import")

    def sink(name: str, item: dict[str, Any]) -> None:
        lists[name].append(item)

    if dry_run:
        return roster.look(task, sink, report, by=by, today=today)
    with transaction():
        return roster.write(task, sink, report, by=by, today=today)


def as_json_object(outcome: Outcome, lists: Lists) -> dict[str, Any]:
    """The documented JSON object; an item names its sheet when the file has sheets."""
    return {
        **asdict(outcome.counts),
        "warnings": [_sentence(item) for item in lists["warnings"]],
        "refused": [_refused(item) for item in lists["refused"]],
    }


def _refused(item: dict[str, Any]) -> dict[str, Any]:
    sheet = {"sheet": item["sheet"]} if item["sheet"] else {}
    return {**sheet, "line": item["line"], "reason": remark(item)}


def _sentence(item: dict[str, Any]) -> str:
    where = place(item)
    return f"{where[:1].upper()}{where[1:]}: {remark(item)}"


def _print(outcome: Outcome, lists: Lists, dry_run: bool) -> None:  # noqa: FBT001 - the option
    counts = outcome.counts
    click.echo("Nothing was written: this was a dry run." if dry_run else "Imported.")
    click.echo(f"Rows read: {counts.rows_read}")
    for noun in ("persons", "employments"):
        new, changed, same = (
            getattr(counts, f"{noun}_{change}") for change in ("new", "changed", "unchanged")
        )
        click.echo(f"{noun.title()}: {new} new, {changed} changed, {same} unchanged")
    click.echo(f"In Kadra but not in the file: {counts.not_in_file} employments")
    for title, name in (("Warnings", "warnings"), ("Refused", "refused")):
        if lists[name]:
            click.echo(f"{title}: {len(lists[name])}")
            print_some([_sentence(item) for item in lists[name]])
