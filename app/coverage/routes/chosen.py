"""What the address of a page about the figure asks for."""

from datetime import date

from flask import request
from flask_babel import gettext as _

from app.core import clock
from app.coverage.forms import AsOfForm
from app.coverage.indicator.values import Standing


def chosen_day() -> tuple[AsOfForm, date]:
    """The form as it was asked, and the day to answer for: today unless a date is given."""
    today = clock.today()
    if "as_of" not in request.args:
        return AsOfForm(None, data={"as_of": today}), today
    form = AsOfForm(request.args)
    if form.validate() and form.as_of.data is not None:
        return form, form.as_of.data
    if not form.as_of.errors:
        form.reject(form.as_of, _("Choose a date."))
    return form, today


def chosen_standing() -> Standing | None:
    """The only standing to be listed, if the address names one."""
    value = request.args.get("standing", "")
    return Standing(value) if value in set(Standing) else None
