"""Fields that several forms about people share."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.form import BaseForm as AnyForm
from wtforms.validators import Length, Optional, StopValidation, ValidationError

from app.core.tables.cells import clean_text
from app.core.tables.errors import BadValue
from app.core.tables.numbers import parse_decimal
from app.web.base_form import BaseForm, DayField, TextField

_REASON_LENGTH = 500
_NUMBER_LENGTH = 10


class LineField(TextField):
    """One line of text without anything that cannot be seen."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata([clean_text(value) for value in valuelist])


class NumberField(LineField):
    """A number with a decimal comma; the form reads it from `number`, None when it is empty."""

    number: Decimal | None = None

    def pre_validate(self, form: AnyForm) -> None:
        try:
            self.number = parse_decimal(self.data or "")
        except BadValue as error:
            message = _("This is not a number. Write it in digits, like 1 or 0,72.")
            raise StopValidation(message) from error


class FormWithMemory(BaseForm):
    """A form that knows what was stored when it was shown."""

    seen = HiddenField()


class CorrectionForm(FormWithMemory):
    """A form whose change may alter days gone by."""

    reason = LineField(
        _l("Why the past is corrected"),
        [Optional(), Length(max=_REASON_LENGTH, message=_l("Use at most 500 characters."))],
        description=_l(
            "Only when the change concerns days before today,"
            " for example: the contract arrived late."
        ),
    )


def number_or_none(value: object) -> int | None:
    """The number of a row; None for empty text and for what no row can have."""
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _NUMBER_LENGTH else None


def demand_order(first: DayField, last: DayField) -> None:
    """The last day is not before the first."""
    if first.data and last.data and last.data < first.data:
        raise ValidationError(_("The last day is before the first day. Correct one of them."))
