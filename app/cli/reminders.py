"""`kadra reminders`: mails that remind of what is due."""

from typing import Any

import click

from app.cli.context import application, print_json
from app.core import clock
from app.core.actors import command_line
from app.reminders.delivery import deliver, plan_all
from app.reminders.queries.mailings import MailingRow, newest_mailings
from app.reminders.workdays import FIRST_HOUR, LAST_HOUR, may_send


@click.group()
def reminders() -> None:
    """Remind people of what is due: the person, then the school head, then the office."""


@reminders.command()
@click.pass_context
def plan(context: click.Context) -> None:
    """Write down who is to be told what on the next working day, once for each running body."""
    with application(context):
        click.echo(f"Mails planned: {plan_all(by=command_line('kadra reminders plan'))}")


@reminders.command()
@click.pass_context
def send(context: click.Context) -> None:
    """Send what was planned and released; at night and on days of rest nothing is sent."""
    with application(context) as app:
        by = command_line("kadra reminders send")
        click.echo(f"Mails sent: {deliver(app.extensions['mailer'], by=by)}")
        _say_when()


@reminders.command()
@click.pass_context
def run(context: click.Context) -> None:
    """Plan and send: what the worker does every quarter of an hour."""
    with application(context) as app:
        by = command_line("kadra reminders run")
        click.echo(f"Mails planned: {plan_all(by=by)}")
        click.echo(f"Mails sent: {deliver(app.extensions['mailer'], by=by)}")
        _say_when()


@reminders.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def list_mailings(
    context: click.Context,
    as_json: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """List the newest mailings: whether they wait, and how far they have come."""
    with application(context):
        rows = [row_as_json(one) for one in newest_mailings(("",))]
        print_json(rows) if as_json else _print_list(rows)


def row_as_json(row: MailingRow) -> dict[str, Any]:
    """A mailing as the documented JSON object."""
    mailing = row.mailing
    return {
        "id": mailing.id,
        "unit": mailing.unit.name,
        "day": mailing.planned_on,
        "by_hand": mailing.is_by_hand,
        "planned_by": mailing.planned_by,
        "state": row.state.value,
        "mails": row.mails,
        "sent": row.sent,
        "dropped": row.dropped,
        "released_by": mailing.released_by,
        "cancelled_by": mailing.cancelled_by,
    }


def _say_when() -> None:
    if not may_send(clock.now()):
        click.echo(f"Mails go out on working days from {FIRST_HOUR} to {LAST_HOUR} only.")


def _print_list(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        counts = f"{row['sent']}/{row['mails']}"
        click.echo(f"{row['id']:>5}  {row['day']}  {row['state']:<9} {counts:>9}  {row['unit']}")
    click.echo(f"Mailings: {len(rows)}")
