"""What a human types about trainings and completions."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from app.core.tables.cells import clean_text
from app.training.models.completions import Source
from app.web.base_form import (
    BaseForm,
    CheckboxesField,
    ChoiceField,
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


class RegisterFilterForm(BaseForm):
    """Which completions are wanted."""

    class Meta(BaseForm.Meta):
        csrf = False

    q = TextField(_l("Name or e-mail"))
    training = ChoiceField(_l("Training"), default="")
    unit = ChoiceField(_l("School"), default="")
    since = DayField(_l("From"))
    until = DayField(_l("To"))
    source = ChoiceField(_l("Source"), default="")
    state = ChoiceField(_l("State"), default="")


class RecordForm(BaseForm):
    """One completion, typed by hand."""

    training = ChoiceField(_l("Training"), [Given(_l("Choose a training."))], default="")
    completed_on = DayField(_l("Completed on"), [Given(_l("Choose a date."))])
    result = OptionField(
        _l("Result"),
        [Given(_l("Choose the result."))],
        default="passed",
    )
    score_percent = WholeNumberField(
        _l("Test result in percent"),
        [Optional(), NumberRange(0, 100, _l("Write a number from 0 to 100."))],
    )
    source = OptionField(
        _l("Where it comes from"), [Given(_l("Choose one."))], default=Source.LIST.value
    )
    reference = TextField(
        _l("Document"),
        [Given(), Length(max=200, message=_l("Use at most 200 characters."))],
        description=_l("Number of the list or certificate that confirms it."),
    )
    is_confirmed = BooleanField(
        _l("I confirm it"),
        default=True,
        description=_l("Otherwise it waits for the school head or the coordinator."),
    )


class RevokeForm(BaseForm):
    """Why a completion no longer counts."""

    reason = TextAreaField(
        _l("Reason"),
        [
            Given(_l("Write why. The register and the log keep it.")),
            Length(max=500, message=_l("Use at most 500 characters.")),
        ],
        filters=[lambda text: clean_text(text or "")],
    )


class AssignForm(BaseForm):
    """Who is to complete a training by when. Offer `unit` and `audience`."""

    unit = ChoiceField(
        _l("Where"),
        [Given(_l("Choose the unit."))],
        default="",
        description=_l("A unit stands for everything below it: the city for all its schools."),
    )
    audience = OptionField(_l("Who"), [Given(_l("Choose who is meant."))], default="teaching")
    due_on = DayField(
        _l("To be completed by"),
        [Given(_l("Choose a date."))],
        description=_l("That day is still in time."),
    )


class ListForm(BaseForm):
    """A list of confirmation, uploaded."""

    file = FileField(
        _l("File"),
        [FileRequired(_l("Choose a CSV or Excel file."))],
        description=_l(
            "CSV or XLSX, one person per line: e-mail, or surname, first name and school;"
            " the date; the result, if there was a test."
        ),
    )
    training = ChoiceField(
        _l("Training"),
        default="",
        description=_l("Leave it empty if the list has a column with the training."),
    )
    completed_on = DayField(
        _l("Date of the training"),
        description=_l("Only if the list has no column with the date."),
    )
    is_signed = BooleanField(
        _l("The list is signed by the school head"),
        default=True,
        description=_l("Without a signature the entries wait in the register for confirmation."),
    )


class CommitForm(BaseForm):
    """The agreement to what the preview shows."""

    #: fingerprint of the preview
    seen = HiddenField()
