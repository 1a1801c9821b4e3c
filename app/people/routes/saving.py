"""How every form about people, units and posts is saved, or says why it is not."""

from collections.abc import Callable
from typing import TypeVar

from app.core.db import transaction
from app.people.forms.fields import FormWithMemory
from app.people.refusals import ChangedMeanwhile, Refusal
from app.people.wording import refusals
from app.web.base_form import BaseForm

Subject = TypeVar("Subject")


def saved(form: BaseForm, command: Callable[[], Subject]) -> Subject | None:
    """What `command` returned, if the form was sent and is right, and it could be done.

    None otherwise; then the form says why, if it was sent at all.
    Whoever was overtaken by somebody else is told what is stored now, and may save again.
    """
    if not form.validate_on_submit():
        return None
    try:
        with transaction():
            return command()
    except Refusal as refusal:
        _explain(form, refusal)
        return None


def _explain(form: BaseForm, refusal: Refusal) -> None:
    message = refusals.sentence(refusal)
    if isinstance(refusal, ChangedMeanwhile) and isinstance(form, FormWithMemory):
        form.seen.data = refusal.fingerprint
    if refusal.field in form:
        form.reject(form[refusal.field], message)
    else:
        form.form_errors = [*form.form_errors, message]
