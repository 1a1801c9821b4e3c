"""What a human types about completions."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from app.core.tables.cells import clean_text
from app.training.models.completions import Source
from app.web.base_form import (
    BaseForm,
    ChoiceField,
    DayField,
    Given,
    OptionField,
    TextField,
    WholeNumberField,
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
