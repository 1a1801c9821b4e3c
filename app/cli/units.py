"""`kadra units`: the tree of schools and offices."""

from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

import click
from flask_babel import force_locale

from app.cli.context import application, print_json
from app.core import clock
from app.core.actors import command_line
from app.core.db import transaction
from app.core.tables.errors import TableError
from app.core.tables.opening import open_table
from app.people.queries.units import top_unit
from app.people.refusals import Refusal
from app.people.services.units_import import UnitsReport, import_units
from app.people.unit_list import COLUMNS, lines_of
from app.people.wording.refusals import sentence

_PRINTED = 20


class _DryRun(Exception):
    """Nothing is to be kept."""


@click.group()
def units() -> None:
    """Look after schools, kindergartens and offices."""


@units.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def import_list(
    context: click.Context,
    file: Path,
    dry_run: bool,  # noqa: FBT001 - click passes options by name
    as_json: bool,  # noqa: FBT001 - likewise
) -> None:
    """Import the list of units FILE (CSV or Excel), by RSPO number, else by name.

    Units that the list lacks stay. Refused lines do not stop the others; only a file that cannot be
    read at all exits with 1.
    """
    with application(context), force_locale("en"):
        try:
            report = _run(file, dry_run=dry_run)
        except TableError as error:
            if as_json:
                print_json({"error": str(error)})
            raise click.ClickException(str(error)) from error
        found = as_json_object(report)
        print_json(found) if as_json else _print(found, dry_run=dry_run)


def as_json_object(report: UnitsReport) -> dict[str, Any]:
    """The documented JSON object."""
    return {
        "rows_read": report.rows_read,
        "units_new": report.units_new,
        "units_changed": report.units_changed,
        "units_unchanged": report.units_unchanged,
        "warnings": report.warnings,
        "refused": [
            {"line": refused.line, "reason": _in_words(refused.reason)}
            for refused in report.refused
        ],
    }


def _run(file: Path, *, dry_run: bool) -> UnitsReport:
    """What the file did; on a dry run it is undone."""
    report = UnitsReport()
    with open_table(file) as table, suppress(_DryRun), transaction():
        rows = chain.from_iterable(sheet.rows() for sheet in table.sheets(COLUMNS))
        report = import_units(
            lines_of(rows),
            top_unit(("",)),
            file.name,
            by=command_line("kadra units import"),
            today=clock.today(),
        )
        if dry_run:
            raise _DryRun
    return report


def _in_words(reason: str | Refusal) -> str:
    return reason if isinstance(reason, str) else sentence(reason)


def _print(found: dict[str, Any], *, dry_run: bool) -> None:
    done = "would be" if dry_run else "are"
    click.echo(
        f"{found['rows_read']} lines read: {found['units_new']} units {done} new,"
        f" {found['units_changed']} {done} changed, {found['units_unchanged']} unchanged."
    )
    for warning in found["warnings"][:_PRINTED]:
        click.echo(f"Look at {warning}")
    for refused in found["refused"][:_PRINTED]:
        click.echo(f"Refused line {refused['line']}: {refused['reason']}")
    hidden = sum(max(0, len(found[name]) - _PRINTED) for name in ("warnings", "refused"))
    if hidden:
        click.echo(f"… and {hidden} more; --json prints all of them.")
