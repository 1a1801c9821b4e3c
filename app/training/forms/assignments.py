"""What a human types about who is to complete a training, and who need not."""

from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, TextAreaField
from wtforms.validators import Length, StopValidation

from app.core import clock
from app.core.tables.cells import clean_text
from app.web.base_form import (
    BaseForm,
    CheckboxesField,
    ChoiceField,
    DayField,
    Given,
    OptionField,
    WholeNumberField,
)

_MOST_DAYS = 730


class _Wanted:
    """The field is filled in where another one says that it matters."""

    field_flags = {"required": True}  # noqa: RUF012 - WTForms reads it from the instance

    def __init__(self, field: str, value: str, message: str) -> None:
        self.field, self.value, self.message = field, value, message

    def __call__(self, form: BaseForm, field: Field) -> None:
        is_empty = field.data in (None, []) and not field.process_errors
        if form[self.field].data == self.value and is_empty:
            raise StopValidation(str(self.message))


class AssignForm(BaseForm):
    """Who is to complete a training by when. Offer `unit`, `audience`, `posts` and `timing`."""

    unit = ChoiceField(
        _l("Where"),
        [Given(_l("Choose the unit."))],
        default="",
        description=_l("A unit stands for everything below it: the city for all its schools."),
    )
    audience = OptionField(_l("Who"), [Given(_l("Choose who is meant."))], default="teaching")
    posts = CheckboxesField(
        _l("Which posts"), [_Wanted("audience", "posts", _l("Tick the posts that are meant."))]
    )
    timing = OptionField(_l("By when"), [Given(_l("Choose by when."))], default="day")
    due_on = DayField(
        _l("To be completed by"),
        [_Wanted("timing", "day", _l("Choose a date."))],
        description=_l("That day is still in time."),
        render_kw={"required": False},
    )
    due_days = WholeNumberField(
        _l("Days after the first day of work"),
        [_Wanted("timing", "start", _l("Write how many days, like 30."))],
        description=_l(
            "For whoever works there already, the days begin with the day of the assignment."
        ),
        render_kw={"required": False},
    )

    def validate_due_days(self, field: Field) -> None:
        """Only where the days matter."""
        days = 1 if field.data is None else field.data
        if self.timing.data == "start" and not 1 <= days <= _MOST_DAYS:
            raise StopValidation(_("Write a number of days from 1 to 730."))

    def due(self) -> date | timedelta:
        """What was typed, once it is valid."""
        if self.timing.data == "start":
            return timedelta(days=self.due_days.data or 0)
        return self.due_on.data or clock.today()


class WaiverForm(BaseForm):
    """What somebody need not complete, and why. Offer `training`."""

    training = ChoiceField(_l("Training"), [Given(_l("Choose a training."))], default="")
    reason = TextAreaField(
        _l("Reason"),
        [
            Given(_l("Write why. The person’s page and the log keep it.")),
            Length(max=500, message=_l("Use at most 500 characters.")),
        ],
        filters=[lambda text: clean_text(text or "")],
        description=_l(
            "For example: leads this training for others. Write nothing about health;"
            " long absences are recorded as days, without a reason."
        ),
    )
    until_on = DayField(
        _l("Last day"),
        description=_l("Leave it empty if it holds until somebody withdraws it."),
    )
