"""Mailings that remind: what waits for release, what is under way, what was sent."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.db import transaction
from app.core.jobs.services import enqueue
from app.core.paging import Page
from app.core.permissions import Permission, scope_of
from app.people.models import Unit
from app.people.queries.units import unit_or_404
from app.reminders.delivery import RUN
from app.reminders.forms import RemindForm
from app.reminders.mails import letter_of
from app.reminders.models import Mailing, Reminder
from app.reminders.queries import mailings as queries
from app.reminders.queries.contents import content_of
from app.reminders.queries.mailings import MailingState, mailing_or_404, reminder_or_404
from app.reminders.routes import asking
from app.reminders.routes.asking import WHOLE_LIST, Choice, Question, asked, mass_limit
from app.reminders.services import mailings as services
from app.reminders.services.mailings import AlreadyCancelled, AlreadyReleased
from app.reminders.services.sending import Letter
from app.reminders.wording import by_hand
from app.reminders.wording import mailings as wording
from app.web.downloads import TABLE_FORMATS
from app.web.gate import actor, requires
from app.web.pagination import page_number

bp = Blueprint("reminders", __name__, url_prefix="/reminders", template_folder="../templates")


@bp.get("/")
@requires(Permission.REMINDER_READ)
def index() -> str:
    """Every mailing within reach, the newest first."""
    state = request.args.get("state", "")
    chosen = MailingState(state) if state in set(MailingState) else None
    return render_template(
        "reminders/index.html",
        page=queries.mailings_page(_reach(), chosen, page_number()),
        chosen=chosen,
        wording=wording,
    )


@bp.get("/table.<any(csv, xlsx):ending>")
@requires(Permission.REMINDER_READ)
def table(ending: str) -> Response:
    """The newest mailings as CSV or XLSX."""
    rows = map(wording.cells, queries.newest_mailings(_reach()))
    return TABLE_FORMATS[ending](_("Reminders"), wording.headers(), rows)


@bp.get("/<int:mailing_id>")
@requires(Permission.REMINDER_READ, load=mailing_or_404)
def show(mailing: Mailing) -> str:
    """The mails of a mailing, and how far each has come."""
    return render_template(
        "reminders/show.html",
        row=queries.mailing_row(mailing),
        page=queries.mails_page(mailing, page_number()),
        wording=wording,
    )


@bp.get("/<int:mailing_id>/mails.<any(csv, xlsx):ending>")
@requires(Permission.REMINDER_READ, load=mailing_or_404)
def mails(mailing: Mailing) -> Response:
    """The same as CSV or XLSX."""
    name = _("Reminders of %(day)s", day=mailing.planned_on)
    rows = map(wording.mail_cells, queries.every_mail(mailing))
    download = TABLE_FORMATS[(request.view_args or {})["ending"]]
    return download(name, wording.mail_headers(), rows)


@bp.post("/<int:mailing_id>/release")
@requires(Permission.MAILING_RELEASE, load=mailing_or_404)
def release(mailing: Mailing) -> ResponseReturnValue:
    """The mails go out, beginning with the next working hour."""
    try:
        with transaction():
            services.release(mailing, by=actor(), at=clock.now())
            enqueue(RUN, {}, by=actor(), at=clock.now())
    except AlreadyReleased:
        flash(_("Somebody has released it already."))
    except AlreadyCancelled:
        flash(_("Somebody has cancelled it already."))
    else:
        flash(wording.released(queries.mailing_row(mailing)), "success")
    return redirect(url_for("reminders.show", mailing_id=mailing.id))


@bp.post("/<int:mailing_id>/cancel")
@requires(Permission.REMINDER_SEND, load=mailing_or_404)
def cancel(mailing: Mailing) -> ResponseReturnValue:
    """Nothing more of the mailing is sent."""
    try:
        with transaction():
            services.cancel(mailing, by=actor(), at=clock.now())
    except AlreadyCancelled:
        flash(_("Somebody has cancelled it already."))
    else:
        flash(_("The mailing is cancelled. What was sent before stays sent."), "success")
    return redirect(url_for("reminders.show", mailing_id=mailing.id))


@bp.get("/mails/<int:reminder_id>")
@requires(Permission.REMINDER_READ, load=reminder_or_404)
def mail(reminder: Reminder) -> str:
    """One mail, exactly as it was sent, or as it would be sent now."""
    return render_template(
        "reminders/mail.html",
        reminder=reminder,
        mailing=reminder.mailing,
        name=queries.addressee_of(reminder),
        letter=_letter(reminder),
        wording=wording,
    )


@bp.route("/units/<int:unit_id>", methods=["GET", "POST"])
@requires(Permission.REMINDER_SEND, load=unit_or_404)
def ask(unit: Unit) -> ResponseReturnValue:
    """Those who are not trained are reminded; their names stand there before."""
    question, form = Question.of(unit), RemindForm()
    reminded, others = by_hand.counted(question.candidates())
    choice = Choice.of(reminded)
    done = asked(question, choice, form)
    if done is not None:
        is_released = done.mailing.released_at is not None
        say = by_hand.sent_soon if is_released else by_hand.waits_for_release
        flash(say(done.mails), "success")
        return redirect(url_for("reminders.show", mailing_id=done.mailing.id))
    return render_template(
        "reminders/ask.html",
        question=question,
        form=form,
        choice=choice,
        page=Page.cut([*reminded, *others], page_number(), size=WHOLE_LIST),
        limit=mass_limit(),
        wording=by_hand,
    )


@bp.get("/units/<int:unit_id>/people.<any(csv, xlsx):ending>")
@requires(Permission.REMINDER_SEND, load=lambda unit_id, **_more: unit_or_404(unit_id))
def people(unit: Unit) -> Response:
    """The same list as CSV or XLSX."""
    rows = map(by_hand.cells, Question.of(unit).candidates())
    name = _("Not trained, %(unit)s", unit=unit.short_name)
    return TABLE_FORMATS[(request.view_args or {})["ending"]](name, by_hand.headers(), rows)


@bp.get("/units/<int:unit_id>/people/<int:person_id>")
@requires(Permission.REMINDER_SEND, load=lambda unit_id, **_more: unit_or_404(unit_id))
def preview(unit: Unit) -> str:
    """The mail that somebody would get, before anything is sent."""
    question = Question.of(unit)
    one, letter = asking.preview(question, (request.view_args or {})["person_id"])
    return render_template(
        "reminders/preview.html", question=question, candidate=one, letter=letter
    )


def _letter(reminder: Reminder) -> Letter | None:
    if reminder.sent_at is not None:
        return Letter(reminder.email, reminder.subject, reminder.body)
    content = None if reminder.dropped_at else content_of(reminder, clock.now())
    return letter_of(content) if content else None


def _reach() -> tuple[str, ...]:
    return scope_of(actor(), Permission.REMINDER_READ)
