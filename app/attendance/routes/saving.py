"""How every form about sessions is saved, or says why it is not."""

from collections.abc import Callable
from typing import TypeVar

from flask import current_app, flash, redirect, url_for
from werkzeug.wrappers import Response

from app.attendance.models.sessions import TrainingSession
from app.attendance.plan_refusals import PlanRefused, SessionEnded
from app.attendance.queries.doors import is_closed
from app.attendance.timetable import EndsFirst, NoSuchTime
from app.attendance.wording import plans
from app.core.db import transaction
from app.web.base_form import BaseForm

Answer = TypeVar("Answer")


def saved(form: BaseForm, command: Callable[[], Answer]) -> Answer | None:
    """What `command` returned, if the form was sent and is right, and it could be done.

    None otherwise; then the form says why, if it was sent at all, and holds all that was typed.
    """
    if not form.validate_on_submit():
        return None
    try:
        with transaction():
            return command()
    except (PlanRefused, EndsFirst, NoSuchTime) as refusal:
        _explain(form, refusal)
        return None


def done(command: Callable[[], object], said: str) -> None:
    """The command of a button was carried out, or it is said why not."""
    try:
        with transaction():
            command()
    except PlanRefused as refusal:
        flash(plans.sentence(refusal), "warning")
    else:
        flash(said, "success")


def ended(session: TrainingSession) -> Response | None:
    """The way back to the session, if nothing about it is planned any more."""
    if session.cancelled_at is None and not is_closed(session.id):
        return None
    flash(plans.sentence(SessionEnded()))
    return redirect(url_for("sessions.show", session_id=session.id))


def mass_limit() -> int:
    """So many people get a mail without a second look."""
    limit: int = current_app.extensions["settings"].mass_limit
    return limit


def _explain(form: BaseForm, refusal: PlanRefused | EndsFirst | NoSuchTime) -> None:
    message = plans.sentence(refusal)
    if refusal.field in form:
        form.reject(form[refusal.field], message)
    else:
        form.form_errors = [*form.form_errors, message]
