"""What a human types about trainings."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, NumberRange, Optional

from app.web.base_form import (
    BaseForm,
    CheckboxesField,
    DayField,
    Given,
    OptionField,
    TextField,
    WholeNumberField,
)

_MINUTES_OF_A_YEAR = 60 * 24 * 365


class TrainingForm(BaseForm):
    """What can be learned."""

    code = TextField(
        _l("Code"),
        [Given(), Length(max=40, message=_l("Use at most 40 characters."))],
        description=_l("Short, as people type it on lists, for example BI-2026."),
    )
    title = TextField(
        _l("Title"), [Given(), Length(max=200, message=_l("Use at most 200 characters."))]
    )
    category = OptionField(_l("Category"), [Given(_l("Choose a category."))])
    validity_months = WholeNumberField(
        _l("Repeat after (months)"),
        [Optional(), NumberRange(1, 600, _l("Write a number of months from 1 to 600."))],
        description=_l("Leave it empty if the training does not expire."),
    )


class VersionForm(BaseForm):
    """The programme of a training from a day on."""

    label = TextField(
        _l("Name of the version"),
        [Given(), Length(max=40, message=_l("Use at most 40 characters."))],
        description=_l("For example 2026.1."),
    )
    in_force_from = DayField(_l("In force from"), [Given(_l("Choose a date."))])
    minutes = WholeNumberField(
        _l("Length in minutes"),
        [
            Given(_l("Write how many minutes it takes.")),
            NumberRange(1, _MINUTES_OF_A_YEAR, _l("Write a number of minutes greater than zero.")),
        ],
        description=_l("A teaching hour is 45 minutes."),
    )
    topics = CheckboxesField(
        _l("Obligatory topics that it covers"),
        description=_l("Leave all empty if it covers none of them."),
    )
