"""`kadra coverage`: the figures as of a date."""

from datetime import date, datetime
from typing import Any

import click

from app.cli.context import application, print_json
from app.core import clock
from app.coverage.indicator.values import Figure
from app.coverage.queries.figures import Overview, overview
from app.coverage.queries.ground import ground
from app.people.queries.units import top_unit


@click.command()
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day (today, unless given).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def coverage(
    context: click.Context,
    as_of: datetime | None,
    as_json: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """Show what share of each school's teachers is trained."""
    with application(context):
        day = as_of.date() if as_of else clock.today()
        found = overview(ground(), top_unit(("",)).path, day)
        print_json(as_json_object(found)) if as_json else _print_table(found, day)


def as_json_object(found: Overview) -> dict[str, Any]:
    """The overview as the documented JSON object."""
    return {
        "as_of": found.as_of,
        "rule": found.rule.code,
        "city": _counts(found.total),
        "units": [
            {"rspo": one.unit.rspo, "name": one.unit.name, **_counts(one.figure)}
            for one in found.units
        ],
    }


def _counts(figure: Figure) -> dict[str, int | bool | None]:
    return {
        "eligible": figure.eligible,
        "trained": figure.trained,
        "excluded": figure.excluded,
        "met": figure.is_met,
    }


def _print_table(found: Overview, day: date) -> None:
    rows = [("Whole city", found.total), *((one.unit.name, one.figure) for one in found.units)]
    width = max(len(name) for name, _figure in rows)
    click.echo(f"{found.rule.code} as of {day}")
    for name, figure in rows:
        share = "n/a" if figure.tenths is None else f"{figure.tenths / 10:.1f}%"
        state = {True: "met", False: f"{figure.missing} missing", None: ""}[figure.is_met]
        counts = f"{figure.trained} of {figure.eligible}, {figure.excluded} left out"
        click.echo(f"{name:{width}}  {share:>6}  {counts:<26} {state}")
