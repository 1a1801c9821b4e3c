"""`kadra sessions`: live trainings, what one comes to, and the mails that remind of them."""

from typing import Any

import click

from app.attendance.delivery import remind_and_deliver
from app.attendance.models.lists import ParticipationList
from app.attendance.models.sessions import Meeting, TrainingSession
from app.attendance.queries.closing import Plan, plan_of
from app.attendance.queries.credit import Participant
from app.attendance.queries.finding import session_or_404
from app.attendance.queries.lists import lists_of_session
from app.attendance.queries.people_of import seats_of, spans_of
from app.attendance.queries.sessions import Part, SessionFilter, SessionRow, every_session
from app.attendance.timetable import Stage, stage_of
from app.cli.context import application, print_json
from app.core import clock
from app.core.actors import command_line
from app.core.errors import NotFound

_PARTS = click.Choice([part.value for part in Part])


@click.group()
def sessions() -> None:
    """Look after live trainings."""


@sessions.command("list")
@click.option("--state", "part", type=_PARTS, help="Only those in this state.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def list_sessions(
    context: click.Context,
    part: str | None,
    as_json: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """List the sessions: what lies ahead first, the soonest on top, then what is past."""
    with application(context):
        asked = SessionFilter(part=Part(part) if part else None)
        by = command_line("kadra sessions list")
        rows = [row_as_json(row) for row in every_session(by, asked, clock.now())]
        print_json(rows) if as_json else _print_list(rows)


@sessions.command()
@click.argument("number", metavar="ID", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def report(
    context: click.Context,
    number: int,
    as_json: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """Report on session ID: who was there, for how long, who earns credit, and its lists."""
    with application(context):
        try:
            session = session_or_404(number)
        except NotFound as error:
            raise click.ClickException(f"there is no session {number}") from error
        said = report_as_json(session)
        print_json(said) if as_json else _print_report(said)


@sessions.command()
@click.pass_context
def remind(context: click.Context) -> None:
    """Remind whoever is expected within 24 hours, and send the mails that wait.

    A worker does so by itself, see `kadra jobs`. Nobody gets the same mail twice.
    """
    by = command_line("kadra sessions remind")
    with application(context) as app:
        sent = remind_and_deliver(app.extensions["mailer"], by=by)
        click.echo(f"Mails sent: {sent}")


def row_as_json(row: SessionRow) -> dict[str, Any]:
    """A session as the documented JSON object."""
    return _about(row.session, row.stage) | {
        "meetings": len(row.session.meetings),
        "next_or_last": _times(row.meeting),
        "seats_taken": row.seats.taken,
        "waiting": row.seats.waiting,
    }


def report_as_json(session: TrainingSession) -> dict[str, Any]:
    """All that is known of the session, as the documented JSON object."""
    plan, seats = plan_of(session), seats_of(session)
    stage = stage_of(
        spans_of(session),
        session.opens_before_minutes,
        clock.now(),
        is_cancelled=session.cancelled_at is not None,
        is_closed=plan.latest is not None,
    )
    return _about(session, stage) | {
        "seats_taken": seats.taken,
        "waiting": seats.waiting,
        "closed_at": plan.latest.closed_at if plan.latest else None,
        "meetings": [_meeting(one, plan) for one in session.meetings],
        "expected": sum(one.is_expected for one in plan.participants),
        "present": sum(one.is_present for one in plan.participants),
        "credited": sum(one.credit.is_earned for one in plan.participants),
        "people": [_person(one) for one in plan.participants],
        "lists": [_list(one) for one in lists_of_session(session.id)],
    }


def _about(session: TrainingSession, stage: Stage) -> dict[str, Any]:
    return {
        "id": session.id,
        "title": session.title,
        "training": session.version.training.code,
        "version": session.version.label,
        "state": stage.value,
        "form": session.form.value,
        "organised_by": session.unit.name,
        "trainers": [one.account.display_name for one in session.trainers],
        "capacity": session.capacity,
    }


def _times(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "starts_at": clock.local(meeting.starts_at).isoformat(),
        "ends_at": clock.local(meeting.ends_at).isoformat(),
        "place": meeting.place,
    }


def _meeting(meeting: Meeting, plan: Plan) -> dict[str, Any]:
    seen = [one for who in plan.participants for one in who.sightings if one.meeting is meeting]
    return _times(meeting) | {
        "present": sum(one.presence.is_present for one in seen),
        "late": sum(one.presence.is_late for one in seen),
        "to_review": sum(one.asks_for_review for one in seen),
    }


def _person(one: Participant) -> dict[str, Any]:
    return {
        "id": one.person.person_id,
        "name": one.person.full_name,
        "schools": [school.name for school in one.schools],
        "expected": one.is_expected,
        "present": one.is_present,
        "minutes": one.credit.minutes,
        "credit": one.credit.verdict.value,
        "day": one.credit.day,
    }


def _list(kept: ParticipationList) -> dict[str, Any]:
    return {
        "number": kept.number,
        "school": kept.unit.name,
        "code": kept.code,
        "sha256": kept.sha256,
        "accepted_at": kept.acceptance.accepted_at if kept.acceptance else None,
    }


def _print_list(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        when = row["next_or_last"]["starts_at"][:16].replace("T", " ")
        seats = "no limit" if row["capacity"] is None else f"{row['seats_taken']}/{row['capacity']}"
        click.echo(f"{row['id']:>5}  {when}  {row['state']:<11} {seats:>9}  {row['title']}")
    click.echo(f"Sessions: {len(rows)}")


def _print_report(said: dict[str, Any]) -> None:
    click.echo(f"{said['id']}: {said['title']} ({said['training']}), {said['state']}")
    for one in said["meetings"]:
        starts, ends = one["starts_at"][:16].replace("T", " "), one["ends_at"][11:16]
        click.echo(f"  {starts}-{ends}  present {one['present']}, late {one['late']}")
    counts = "Expected {expected}, present {present}, credited {credited}"
    click.echo(counts.format(**said))
    for one in said["people"]:
        minutes = f"{one['minutes']} min"
        click.echo(f"  {one['credit']:<10} {minutes:>8}  {one['name']}")
    for one in said["lists"]:
        accepted = "accepted" if one["accepted_at"] else "waits for acceptance"
        click.echo(f"  {one['number']}  {one['school']}: {accepted}")
