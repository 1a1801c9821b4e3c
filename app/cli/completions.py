"""`kadra completions`: lists of confirmation."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from flask_babel import force_locale

from app.cli.context import application, print_json, print_some, progress_bar
from app.core import clock
from app.core.actors import command_line
from app.core.db import transaction
from app.core.errors import NotFound
from app.core.tables.errors import TableError
from app.people.queries.units import top_unit
from app.people.wording.roster import place
from app.training.lists.outcome import Outcome
from app.training.queries.trainings import training_by_code
from app.training.services import lists
from app.training.wording.lists import candidate, doubt_with_candidates, remark


@click.group()
def completions() -> None:
    """Look after the register of completions."""


@completions.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--training",
    "code",
    help="Code of the training, for lines that do not name one.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def import_list(
    context: click.Context,
    file: Path,
    code: str | None,
    dry_run: bool,  # noqa: FBT001 - click passes options by name
    as_json: bool,  # noqa: FBT001 - likewise
) -> None:
    """Import the list of confirmation FILE (CSV or Excel), which counts as signed.

    Doubtful lines, where several people may be meant, are refused: decide about them in the
    browser. Refused lines do not stop the others; only a file that cannot be read at all exits
    with 1.
    """
    with application(context), force_locale("en"):
        _demand_training(code)
        task = lists.ListTask(file, file.name, top_unit(("",)).path, training=code)
        try:
            with progress_bar(quiet=as_json) as report:
                outcome = _run(task, report, dry_run=dry_run)
        except TableError as error:
            if as_json:
                print_json({"error": str(error)})
            raise click.ClickException(str(error)) from error
        print_json(as_json_object(outcome)) if as_json else _print(outcome, dry_run)


def _demand_training(code: str | None) -> None:
    try:
        if code is not None:
            training_by_code(code)
    except NotFound as error:
        message = f"There is no training with the code {code!r}."
        raise click.BadParameter(message, param_hint="--training") from error


def _run(task: lists.ListTask, report: lists.Report, *, dry_run: bool) -> Outcome:
    by = command_line("kadra completions import")
    if dry_run:
        return lists.look(task, report, by=by, today=clock.today())
    with transaction():
        return lists.write(task, report, by=by, at=clock.now())


def as_json_object(outcome: Outcome) -> dict[str, Any]:
    """The documented JSON object; an item names its sheet when the file has sheets."""
    counts, items = outcome.counts, outcome.lists
    return {
        "rows_read": counts.rows_read,
        "completions_new": counts.completions_new,
        "completions_unchanged": counts.completions_unchanged,
        "doubtful": [
            {
                **_where(item),
                "name": item["name"],
                "candidates": [candidate(person) for person in item["candidates"]],
            }
            for item in items["doubtful"]
        ],
        "skipped": [{**_where(item), "reason": remark(item)} for item in items["skipped"]],
        "warnings": [_sentence(item) for item in items["warnings"]],
        "refused": [
            {**_where(item), "reason": _reason(item)}
            for item in outcome.refused_where_nobody_chooses()
        ],
    }


def _reason(item: dict[str, Any]) -> str:
    """Here nobody can choose, so a doubtful line is refused with those it may mean."""
    return doubt_with_candidates(item) if "candidates" in item else remark(item)


def _where(item: dict[str, Any]) -> dict[str, Any]:
    sheet = {"sheet": item["sheet"]} if item["sheet"] else {}
    return {**sheet, "line": item["line"]}


def _sentence(item: dict[str, Any]) -> str:
    where = place(item)
    return f"{where[:1].upper()}{where[1:]}: {_reason(item)}"


def _print(outcome: Outcome, dry_run: bool) -> None:  # noqa: FBT001 - the option
    counts = asdict(outcome.counts)
    click.echo("Nothing was written: this was a dry run." if dry_run else "Imported.")
    click.echo(f"Rows read: {counts['rows_read']}")
    click.echo(
        f"Completions: {counts['completions_new']} new, {counts['completions_unchanged']} unchanged"
    )
    for title, items in (
        ("Skipped", outcome.lists["skipped"]),
        ("Warnings", outcome.lists["warnings"]),
        ("Refused", outcome.refused_where_nobody_chooses()),
    ):
        if items:
            click.echo(f"{title}: {len(items)}")
            print_some([_sentence(item) for item in items])
