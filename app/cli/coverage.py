"""`kadra coverage`: the figures as of a date, and who is behind them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click
from flask_babel import force_locale

from app.cli.context import application, print_json
from app.core import clock
from app.core.errors import NotFound
from app.coverage.indicator.values import Figure
from app.coverage.queries.figures import Overview, overview
from app.coverage.queries.ground import Ground, ground
from app.coverage.queries.people import PersonStanding, Wanted, names_for, people_of
from app.coverage.wording import labels, reasons
from app.people.models import Unit
from app.people.queries.units import top_unit, unit_or_404


@click.command()
@click.argument("unit_id", metavar="[UNIT]", type=int, required=False)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day (today, unless given).")
@click.option("--rule", help="Key of the rule (the official one, unless given).")
@click.option("--people", "with_people", is_flag=True, help="Also everybody, each with a reason.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def coverage(
    context: click.Context,
    *,
    unit_id: int | None,
    as_of: datetime | None,
    rule: str | None,
    with_people: bool,
    as_json: bool,
) -> None:
    """Show what share of the staff is trained: of the unit with the number UNIT, or of all."""
    with application(context), force_locale("en"):
        day = as_of.date() if as_of else clock.today()
        unit, base = _asked(unit_id, rule)
        found = overview(base, unit.path, day)
        people = people_of(base, unit.path, day, Wanted()).people if with_people else None
        if as_json:
            print_json(as_json_object(unit, base, found, people))
            return
        _print_table(unit, found)
        for line in _people_lines(base, people or ()):
            click.echo(line)


def _asked(unit_id: int | None, rule: str | None) -> tuple[Unit, Ground]:
    try:
        unit = top_unit(("",)) if unit_id is None else unit_or_404(unit_id)
    except NotFound as error:
        message = f"there is no unit with the number {unit_id}"
        raise click.ClickException(message) from error
    try:
        return unit, ground(rule)
    except NotFound as error:
        message = f"there is no rule {rule} in force"
        raise click.ClickException(message) from error


def as_json_object(
    unit: Unit, base: Ground, found: Overview, people: Sequence[PersonStanding] | None = None
) -> dict[str, Any]:
    """The overview as the documented JSON object; with `people`, everybody with a reason."""
    document = {
        "as_of": found.as_of,
        "rule": found.rule.code,
        "unit": {"id": unit.id, "name": unit.name},
        "target_percent": found.rule.target_percent,
        "is_fte": found.total.is_fte,
        "total": _counts(found.total),
        "units": [
            {
                "id": one.unit.id,
                "rspo": one.unit.rspo,
                "name": one.unit.name,
                **_counts(one.figure),
            }
            for one in found.units
        ],
    }
    return document if people is None else {**document, "people": _people(base, people)}


def _counts(figure: Figure) -> dict[str, int | bool | None]:
    return {
        "eligible": figure.eligible,
        "trained": figure.trained,
        "excluded": figure.excluded,
        "met": figure.is_met,
    }


def _people(base: Ground, people: Sequence[PersonStanding]) -> list[dict[str, Any]]:
    names = names_for(base, (one.verdict for one in people))
    return [
        {
            "person_id": one.name.person_id,
            "last_name": one.name.last_name,
            "first_name": one.name.first_name,
            "units": [unit.short_name for unit in one.units],
            "standing": one.verdict.standing,
            "reason": one.verdict.reason,
            "sentence": reasons.sentence(one.verdict, base.rule, names),
        }
        for one in people
    ]


def _print_table(unit: Unit, found: Overview) -> None:
    rows = [(unit.name, found.total), *((one.unit.name, one.figure) for one in found.units)]
    width = max(len(name) for name, _figure in rows)
    click.echo(f"{found.rule.code} as of {found.as_of}")
    for name, figure in rows:
        share = "n/a" if figure.tenths is None else f"{figure.tenths / 10:.1f}%"
        state = {True: "met", False: f"{labels.missing(figure)} missing", None: ""}[figure.is_met]
        left_out = labels.amount(figure.excluded, figure)
        click.echo(
            f"{name:{width}}  {share:>6}  {labels.counts(figure)}, {left_out} left out  {state}"
        )


def _people_lines(base: Ground, people: Sequence[PersonStanding]) -> list[str]:
    return [
        f"{one['last_name']} {one['first_name']} ({', '.join(one['units'])}): {one['sentence']}"
        for one in _people(base, people)
    ]
