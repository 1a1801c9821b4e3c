"""What the address of a page about the figure asks for."""

from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.core import clock
from app.coverage.forms.days import AsOfForm, TwoDaysForm
from app.coverage.indicator.change import Change
from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import Reason, Standing
from app.coverage.queries.ground import Ground, among, ground, grounds
from app.coverage.queries.people import Wanted
from app.coverage.rows import Order

Code = TypeVar("Code", bound=StrEnum)

_LONGEST_NAME = 100


def chosen_rule() -> str | None:
    """The key of the rule that the address names; None for the official one."""
    return request.args.get("rule", "").replace("\0", "") or None


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
    bases = grounds()
    return among(bases, chosen_rule()), bases


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


def chosen_days(rule: Rule) -> tuple[TwoDaysForm, date, date]:
    """The form as it was asked, and the two days: the last day of report and today, unless given.

    What was asked and cannot be read, or stands the wrong way round, is replaced by these.
    """
    today = clock.today()
    usual = _last_report(rule, today), today
    asked = {"before": usual[0].isoformat(), "after": usual[1].isoformat(), **request.args}
    form = TwoDaysForm(MultiDict(asked))
    if form.validate() and form.before.data and form.after.data:
        return form, form.before.data, form.after.data
    return form, *usual


def _last_report(rule: Rule, today: date) -> date:
    """The newest day of report that is over, or where the window begins, if that is."""
    over = [day for day in (rule.window_start, *rule.reference_dates) if day < today]
    return max(over, default=today)


def chosen_change() -> Change | None:
    """The only kind of change to be listed, if the address names one."""
    return _one_of(Change, "kind")


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


def kept(*names: str) -> dict[str, Any]:
    """What the address says of these."""
    return {name: value for name, value in request.args.items() if name in names}


def same_page(**changes: str | None) -> str:
    """The address of this page with these parameters, None for without them."""
    asked: dict[str, Any] = {**request.args.to_dict(), **changes}
    return url_for(request.endpoint or "", **{**asked, **(request.view_args or {})})


def _one_of(codes: type[Code], name: str) -> Code | None:
    value = request.args.get(name, "")
    return codes(value) if value in set(codes) else None
