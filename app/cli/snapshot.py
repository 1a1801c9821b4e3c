"""`kadra snapshot`: published figures."""

from datetime import date, datetime
from typing import Any

import click

from app.cli.context import application, print_json
from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from app.core.errors import NotFound
from app.core.steady import steady_reading
from app.coverage.canonical import short_code
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.drawing import Drawn, draw_up
from app.coverage.queries.ground import ground
from app.coverage.queries.rules import rule_names
from app.coverage.queries.snapshots import (
    checked,
    figure_of,
    latest_under,
    published_of,
    snapshot_or_404,
)
from app.coverage.services.snapshots import (
    FutureDay,
    NoteMissing,
    NothingChanged,
    PublishedMeanwhile,
)
from app.coverage.services.snapshots import publish as publish_drawn
from app.coverage.wording.snapshots import PolishWords
from app.people.models import Unit
from app.people.queries.units import top_unit, unit_or_404

_DAY = click.DateTime(["%Y-%m-%d"])
_UNIT = click.argument("unit_id", metavar="[UNIT]", type=int, required=False)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def snapshot() -> None:
    """Publish figures, and check those that were published."""


@snapshot.command()
@click.option("--as-of", type=_DAY, help="The day (today, unless given).")
@click.option("--rule", help="Key of the rule (the official one, unless given).")
@_UNIT
@click.option("--note", default="", help="Why a figure is published again.")
@_JSON
@click.pass_context
def publish(
    context: click.Context,
    *,
    as_of: datetime | None,
    rule: str | None,
    unit_id: int | None,
    note: str,
    as_json: bool,
) -> None:
    """Publish the figure of UNIT, the highest unless given. It never changes afterwards."""
    with application(context):
        day = as_of.date() if as_of else clock.today()
        _print(_published(_drawn(unit_id, rule, day), note[:500]), as_json=as_json)


@snapshot.command("list")
@_UNIT
@_JSON
@click.pass_context
def list_published(context: click.Context, *, unit_id: int | None, as_json: bool) -> None:
    """Show the newest figures that were published about UNIT, the highest unless given."""
    with application(context):
        found = published_of(_unit(unit_id), 1).items
        if as_json:
            print_json([as_json_object(one) for one in found])
            return
        for one in found:
            click.echo(_line(one))


@snapshot.command()
@click.argument("number", type=int)
@_JSON
@click.pass_context
def show(context: click.Context, *, number: int, as_json: bool) -> None:
    """Show the publication with this NUMBER."""
    with application(context):
        _print(_snapshot(number), as_json=as_json)


@snapshot.command()
@click.argument("number", type=int)
@_JSON
@click.pass_context
def verify(context: click.Context, *, number: int, as_json: bool) -> None:
    """Hash the stored bytes of publication NUMBER again. Exits with 1 if one differs."""
    with application(context):
        files = checked(_snapshot(number))
        if as_json:
            print_json([
                {"file": one.name, "sha256": one.sha256, "matches": one.is_same} for one in files
            ])
        else:
            for one in files:
                click.echo(f"{'same     ' if one.is_same else 'DIFFERENT'} {one.name}")
        if not all(one.is_same for one in files):
            context.exit(1)


def as_json_object(found: Snapshot) -> dict[str, Any]:
    """The publication as the documented JSON object."""
    figure = figure_of(found)
    return {
        "id": found.id,
        "unit": found.unit.name,
        "rule": found.version.code,
        "as_of": found.as_of,
        "number": found.number,
        "eligible": figure.eligible,
        "trained": figure.trained,
        "excluded": figure.excluded,
        "met": figure.is_met,
        "unconfirmed": found.unconfirmed,
        "log_position": found.log_position,
        "published_at": found.published_at.isoformat(),
        "published_by": found.published_by,
        "note": found.note,
        "sha256": found.sha256,
    }


def _drawn(unit_id: int | None, rule: str | None, day: date) -> Drawn:
    with steady_reading():
        try:
            base = ground(rule)
        except NotFound as unknown:
            raise click.ClickException(f"No rule has the key {rule}.") from unknown
        return draw_up(_unit(unit_id), base, day, PolishWords(base.rule, rule_names()))


def _published(drawn: Drawn, note: str) -> Snapshot:
    earlier = latest_under(drawn.unit.id, drawn.base.version_id, drawn.as_of)
    after, by = earlier.number if earlier else 0, command_line("kadra snapshot")
    try:
        with transaction():
            return publish_drawn(drawn, after=after, note=note, by=by, at=clock.now())
    except FutureDay as why:
        raise click.ClickException(f"{why.as_of} has not come yet.") from why
    except NoteMissing as why:
        message = f"It was published before ({why.earlier.id}). Say why again: --note TEXT."
        raise click.ClickException(message) from why
    except (NothingChanged, PublishedMeanwhile) as why:
        message = f"Publication {why.earlier.id} of {why.earlier.published_at} says it already."
        raise click.ClickException(message) from why


def _unit(unit_id: int | None) -> Unit:
    if unit_id is None:
        return top_unit(("",))
    try:
        return unit_or_404(unit_id)
    except NotFound as unknown:
        raise click.ClickException(f"There is no unit {unit_id}.") from unknown


def _snapshot(number: int) -> Snapshot:
    try:
        return snapshot_or_404(number)
    except NotFound as unknown:
        raise click.ClickException(f"There is no publication {number}.") from unknown


def _print(found: Snapshot, *, as_json: bool) -> None:
    db.session.refresh(found)
    if as_json:
        print_json(as_json_object(found))
        return
    click.echo(_line(found))
    if found.unconfirmed:
        click.echo(f"Provisional: {found.unconfirmed} staff lists are not confirmed.")
    click.echo(f"SHA-256 {found.sha256} (short {short_code(found.sha256)})")


def _line(found: Snapshot) -> str:
    figure = figure_of(found)
    share = "n/a" if figure.tenths is None else f"{figure.tenths / 10:.1f}%"
    counts = f"{figure.trained} of {figure.eligible}"
    said = f"{found.id}: {found.unit.name}, {found.version.code}, {found.as_of}"
    return f"{said}, no. {found.number}: {share} ({counts})"
