"""Fields of the editor of a rule."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.validators import StopValidation
from wtforms.widgets import ListWidget

from app.core.tables.dates import FIRST_YEAR, LAST_YEAR
from app.core.tables.errors import BadValue
from app.core.tables.numbers import parse_decimal
from app.web.base_form import TextField

_BLANK_DAYS = 2
_MOST_DAYS = 24


class ShareField(TextField):
    """A share of full-time work from 0 to below 1, with a decimal comma; read it from `share`."""

    share = Decimal(0)

    def pre_validate(self, _form: object) -> None:
        try:
            self.share = parse_decimal(self.data or "") or Decimal(0)
        except BadValue as error:
            message = _("This is not a number. Write it in digits, like 0 or 0,5.")
            raise StopValidation(message) from error
        if not 0 <= self.share < 1:
            raise StopValidation(_("Write a share from 0 to below 1, like 0 or 0,5."))


class DaysField(Field):
    """Any number of dates, each in a box of its own; empty boxes say nothing."""

    widget = ListWidget()  # one name, several boxes: like a list of options to the summary
    data: tuple[date, ...] | None

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = [value.strip() for value in valuelist[:_MOST_DAYS] if value.strip()]
        try:
            days = sorted({date.fromisoformat(value) for value in typed})
        except ValueError as error:
            message = _("One of these is not a date. Write it like 2026-06-30.")
            raise ValueError(message) from error
        if any(not FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
            raise ValueError(_("Check the year: it should be between 1900 and 2100."))
        self.data = tuple(days)

    @property
    def boxes(self) -> list[str]:
        """What stands in each box: what was typed or is stored, and some empty ones."""
        typed = [str(value) for value in self.raw_data or () if str(value).strip()]
        stored = [day.isoformat() for day in self.data or ()]
        return [*(typed if self.errors else stored), *[""] * _BLANK_DAYS]
