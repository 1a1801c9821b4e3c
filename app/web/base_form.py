"""The base of every form: trimmed text, and messages that say what to do."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
)
from wtforms.form import BaseForm as FormOfWTForms
from wtforms.validators import DataRequired, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.tables.dates import FIRST_YEAR, LAST_YEAR
from app.core.tables.emails import parse_email
from app.core.tables.errors import BadValue

#: controls, ends of lines and paragraphs, and marks that turn the direction of what follows
_UNSEEN = (*range(32), *range(127, 160), *range(0x2028, 0x202F), *range(0x2066, 0x206A))
_CONTROL = {code: " " if chr(code).isspace() else "" for code in _UNSEEN}
_LONGER_THAN_ANY_ADDRESS = 300


class TextField(StringField):
    """One line of text, without blanks around it, and without what cannot be seen."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata([value.translate(_CONTROL).strip() for value in valuelist])


class AddressField(TextField):
    """An e-mail address, in lower case."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        try:
            self.data = parse_email((self.data or "")[:_LONGER_THAN_ANY_ADDRESS])
        except BadValue as error:
            message = gettext("This is not an e-mail address. Write it like anna.nowak@szkola.pl.")
            raise ValueError(message) from error


class DayField(DateField):
    """A date, typed or picked, in a year that people can mean."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        if not any(valuelist):
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            message = gettext("This is not a date. Write it like 2026-06-30.")
            raise ValueError(message) from error
        if self.data and not FIRST_YEAR <= self.data.year <= LAST_YEAR:
            self.data = None
            raise ValueError(gettext("Check the year: it should be between 1900 and 2100."))


class ClockField(TimeField):
    """A time of day on a wall clock, to the minute, typed or picked."""

    def __init__(self, label: str, validators: Iterable[Any] = (), **more: object) -> None:
        formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
        super().__init__(label, list(validators), format=formats, **cast("Any", more))

    def process_formdata(self, valuelist: list[Any]) -> None:
        if not any(value.strip() for value in valuelist):
            self.data = None
            return
        try:
            super().process_formdata([value.strip() for value in valuelist])
        except ValueError as error:
            message = gettext("This is not a time of day. Write it like 14:00.")
            raise ValueError(message) from error
        self.data = self.data and self.data.replace(second=0)


class ChoiceField(SelectField):
    """One of a list; nothing chosen is an answer too."""

    def pre_validate(self, form: FormOfWTForms) -> None:
        demand_offered(self, [self.data] if self.data else [])


class OptionField(RadioField):
    """One of a few, all in view."""

    def pre_validate(self, form: FormOfWTForms) -> None:
        demand_offered(self, [self.data] if self.data else [])


class WholeNumberField(IntegerField):
    """A whole number, or nothing."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            self.data = None  # what stood there before was emptied on purpose
        try:
            super().process_formdata([value for value in valuelist if value.strip()])
        except ValueError as error:
            raise ValueError(
                gettext("This is not a whole number. Write it in digits, like 45.")
            ) from error


class CheckboxesField(SelectMultipleField):
    """Any of a few, all in view."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, _form: object) -> None:
        demand_offered(self, self.data or ())


def demand_offered(field: SelectField, chosen: Iterable[object]) -> None:
    """All that is chosen is still on offer.

    Raises:
        StopValidation
    """
    pairs = cast("Iterable[tuple[object, str]]", field.choices or ())
    if not set(map(str, chosen)) <= {str(value) for value, _label in pairs}:
        raise StopValidation(gettext("This is no longer on the list. Choose again."))


class Given(DataRequired):
    """Something must be filled in; the message says what."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or _l("Fill in this field."))

    def __call__(self, form: FormOfWTForms, field: Field) -> None:
        """What was filled in but could not be read has a message of its own already."""
        if not field.process_errors:
            super().__call__(form, field)


class BaseForm(FlaskForm):  # type: ignore[misc]
    """A form that a human fills in."""

    class Meta:
        """WTForms' own texts are not used: ours are translated with everything else."""

        locales: ClassVar[list[str]] = []

    def reject(self, field: Field, message: str) -> None:
        """`message` stands under the field, as if its own validator had refused."""
        field.errors = [*field.errors, message]

    def offer(self, choices: Mapping[str, Iterable[tuple[Any, str]]]) -> "BaseForm":
        """Fields named in `choices` offer these (value, label) pairs."""
        for name, pairs in choices.items():
            self[name].choices = list(pairs)
        return self
