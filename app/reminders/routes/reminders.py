"""Mailings that remind: what waits for release, what was sent, and the button of a school."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.permissions import Permission
from app.people.models import Unit
from app.people.queries.units import unit_or_404
from app.reminders.models import Mailing, Reminder
from app.reminders.queries.mailings import mailing_or_404, reminder_or_404
from app.web.gate import requires

bp = Blueprint("reminders", __name__, url_prefix="/reminders", template_folder="../templates")


@bp.get("/")
@requires(Permission.REMINDER_READ)
def index() -> str:
    """Every mailing within reach, those that wait for somebody first."""
    return render_template("reminders/index.html")


@bp.get("/<int:mailing_id>")
@requires(Permission.REMINDER_READ, load=mailing_or_404)
def show(mailing: Mailing) -> str:
    """The mails of a mailing, and how far each has come."""
    return render_template("reminders/show.html", mailing=mailing)


@bp.post("/<int:mailing_id>/release")
@requires(Permission.MAILING_RELEASE, load=mailing_or_404)
def release(mailing: Mailing) -> ResponseReturnValue:
    """The mails go out, beginning with the next working hour."""
    return redirect(url_for("reminders.show", mailing_id=mailing.id))


@bp.post("/<int:mailing_id>/cancel")
@requires(Permission.REMINDER_SEND, load=mailing_or_404)
def cancel(mailing: Mailing) -> ResponseReturnValue:
    """Nothing more of the mailing is sent."""
    return redirect(url_for("reminders.show", mailing_id=mailing.id))


@bp.get("/mails/<int:reminder_id>")
@requires(Permission.REMINDER_READ, load=reminder_or_404)
def mail(reminder: Reminder) -> str:
    """One mail, exactly as it will be sent or was sent."""
    return render_template("reminders/mail.html", reminder=reminder)


@bp.route("/units/<int:unit_id>", methods=["GET", "POST"])
@requires(Permission.REMINDER_SEND, load=unit_or_404)
def ask(unit: Unit) -> ResponseReturnValue:
    """Those who are not trained are reminded; their names stand there before."""
    return render_template("reminders/ask.html", unit=unit)
