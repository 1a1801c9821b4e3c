"""`kadra accounts`: the first administrator, and everybody an administrator would invite."""

import smtplib
from datetime import timedelta

import click
from flask import Flask
from flask_babel import force_locale

from app.accounts import wording
from app.accounts.mails import address_of, letter_of
from app.accounts.queries.grants import unit_with
from app.accounts.services.accounts import Guest, Invitation, NameNeeded
from app.accounts.services.accounts import invite as invite_guest
from app.accounts.services.roles import Term
from app.cli.context import application
from app.core import clock
from app.core.actors import Role, command_line
from app.core.db import transaction
from app.core.errors import DomainError, NotFound
from app.core.tables.emails import parse_email
from app.core.tables.errors import BadValue
from app.people.models import Unit
from app.web.languages import DEFAULT_LANGUAGE, LANGUAGES


@click.group()
def accounts() -> None:
    """Look after accounts."""


@accounts.command()
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option(
    "--unit",
    "rspo",
    type=click.IntRange(1, 99_999_999),
    help="RSPO number (the whole tree, unless given).",
)
@click.option(
    "--name", default="", help="First name and surname of somebody not in the staff list."
)
@click.option("--language", type=click.Choice(list(LANGUAGES)), default=DEFAULT_LANGUAGE)
@click.pass_context
def invite(
    context: click.Context,
    email: str,
    *,
    role: str,
    rspo: int | None,
    name: str,
    language: str,
) -> None:
    """Give EMAIL a role from today on, and mail an invitation if it has no password yet."""
    with application(context) as app, force_locale("en"):
        guest = Guest(_address(email), name.strip(), language)
        term = Term(Role(role), _unit(rspo), clock.today())
        invitation = _invited(app, guest, term)
        done = f"{invitation.account.display_name} is {role} at {term.unit.name}."
        click.echo(f"{done} {_sent(app, invitation)}")


def _invited(app: Flask, guest: Guest, term: Term) -> Invitation:
    lifetime = timedelta(hours=app.extensions["settings"].invitation_hours)
    by = command_line("kadra accounts invite")
    try:
        with transaction():
            return invite_guest(guest, term, lifetime=lifetime, at=clock.now(), by=by)
    except NameNeeded as error:
        raise click.ClickException(f"{wording.refusal(error)} Use --name.") from error
    except DomainError as error:
        raise click.ClickException(wording.refusal(error)) from error


def _sent(app: Flask, invitation: Invitation) -> str:
    """What became of the link. It is shown only where mail goes to files anyway."""
    link = invitation.link
    if link is None:
        return "The account has a password already, so nothing was mailed."
    try:
        app.extensions["mailer"].send(*letter_of(link))
    except (OSError, smtplib.SMTPException) as error:
        raise click.ClickException(
            f"The account is there, but the mail server did not take the invitation: {error}"
        ) from error
    if app.extensions["settings"].mail_url == "file":
        return f"The invitation lies in the mail folder: {address_of(link)}"
    return f"The invitation was mailed to {link.to}."


def _address(text: str) -> str:
    try:
        address = parse_email(text)
    except BadValue:
        address = ""
    if not address:
        raise click.ClickException(f"{text!r} is not an e-mail address.")
    return address


def _unit(rspo: int | None) -> Unit:
    try:
        return unit_with(rspo)
    except NotFound as error:
        raise click.ClickException(f"No unit has the RSPO number {rspo}.") from error
