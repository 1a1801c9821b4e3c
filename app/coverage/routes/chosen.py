"""What the address of a page about the figure asks for."""

from datetime import date
from enum import StrEnum
from typing import TypeVar

from flask import request
from flask_babel import gettext as _

from app.core import clock
from app.core.errors import NotFound
from app.coverage.forms.days import AsOfForm
from app.coverage.indicator.values import Reason, Standing
from app.coverage.queries.ground import Ground, ground, grounds
from app.coverage.queries.people import Wanted
from app.coverage.rows import Order

Code = TypeVar("Code", bound=StrEnum)

_LONGEST_NAME = 100


def chosen_rule() -> str | None:
    """The key of the rule that the address names; None for the official one."""
    return request.args.get("rule") or None


def chosen_ground() -> Ground:
    """The rule that the address names, or the official one.

    Raises:
        NotFound: there is no such rule, or it has never been in force.
    """
    return ground(chosen_rule())


def chosen_of_all() -> tuple[Ground, tuple[Ground, ...]]:
    """The same, and every rule in force in their order; one query.

    Raises:
        NotFound: as `chosen_ground`.
    """
    key, everything = chosen_rule(), grounds()
    for one in everything:
        if one.is_official if key is None else one.key == key:
            return one, everything
    raise NotFound


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


def chosen_people() -> Wanted:
    """Which part of a list of people is to be shown."""
    return Wanted(chosen_standing(), _one_of(Reason, "reason"), chosen_words())


def chosen_standing() -> Standing | None:
    """The only standing to be listed, if the address names one."""
    return _one_of(Standing, "standing")


def chosen_order() -> Order:
    """In which order the table of units stands."""
    return _one_of(Order, "order") or Order.HIGHEST


def chosen_words() -> str:
    """The name that is looked for; empty if none is."""
    return request.args.get("q", "").strip()[:_LONGEST_NAME]


def _one_of(codes: type[Code], name: str) -> Code | None:
    value = request.args.get(name, "")
    return codes(value) if value in set(codes) else None
