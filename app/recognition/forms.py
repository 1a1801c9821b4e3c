"""What a human types about a certificate of another organiser."""

from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from app.core import clock
from app.core.tables.cells import clean_text
from app.training.services.completions import FIRST_DAY
from app.training.wording.register import day_refusal
from app.web.base_form import (
    BaseForm,
    DayField,
    Given,
    OptionField,
    TextField,
    WholeNumberField,
)

YES, NO = "yes", "no"
_LONGEST_MINUTES = 60 * 24 * 60


def _one_line(text: str | None) -> str:
    return clean_text(text or "")


class SubmitForm(BaseForm):
    """What stands on the certificate, and the certificate."""

    file = FileField(
        _l("The certificate"),
        description=_l("A PDF, or a photo or scan (JPG, PNG), at most 15 MB. One file."),
        render_kw={"accept": "application/pdf,image/jpeg,image/png"},
    )
    title = TextField(
        _l("Title of the training"),
        [
            Given(_l("Write the title as it stands on the certificate.")),
            Length(max=200, message=_l("Use at most 200 characters.")),
        ],
        filters=[_one_line],
    )
    organiser = TextField(
        _l("Who held it"),
        [
            Given(_l("Write who held the training.")),
            Length(max=120, message=_l("Use at most 120 characters.")),
        ],
        filters=[_one_line],
    )
    number = TextField(
        _l("Number of the certificate"),
        [Optional(), Length(max=70, message=_l("Use at most 70 characters."))],
        description=_l("As it is printed. Leave it empty if there is none."),
        filters=[_one_line],
    )
    completed_on = DayField(
        _l("Day of the training"),
        [Given(_l("Choose the day."))],
        description=_l("The last day, if it took several."),
    )
    minutes = WholeNumberField(
        _l("Length in minutes"),
        [
            Optional(),
            NumberRange(1, _LONGEST_MINUTES, _l("Write a number of minutes greater than zero.")),
        ],
        description=_l("A teaching hour is 45 minutes: 8 teaching hours are 360 minutes."),
    )
    #: SHA-256 of a paper that was taken before, and what its file was called
    kept = HiddenField()
    kept_name = HiddenField()
    #: the twins that were shown
    seen = HiddenField()

    def ask_for_file(self, *, is_kept: bool) -> None:
        """A file must be chosen, unless one was taken before."""
        self.file.flags.required = not is_kept

    def validate_completed_on(self, field: DayField) -> None:
        today = clock.today()
        if isinstance(field.data, date) and not FIRST_DAY <= field.data <= today:
            raise ValidationError(day_refusal(field.data, today))


class _VerdictForm(BaseForm):
    """Yes, or no with a reason. Offer `verdict`."""

    verdict = OptionField(_l("Your decision"), [Given(_l("Choose one."))])
    reason = TextAreaField(
        _l("Reason, if you refuse"),
        [Length(max=500, message=_l("Use at most 500 characters."))],
        description=_l("The person reads it."),
        filters=[_one_line],
    )

    def validate_reason(self, field: TextAreaField) -> None:
        if self.verdict.data == NO and not field.data:
            raise ValidationError(_l("Write why, so that the person knows what to do."))


class ConfirmForm(_VerdictForm):
    """What the head of the school says."""


class DecideForm(_VerdictForm):
    """What the office says. Offer `verdict` and `version`."""

    version = OptionField(_l("It counts as"))

    def validate_version(self, field: OptionField) -> None:
        if self.verdict.data == YES and not field.data:
            raise ValidationError(_l("Choose the training that it counts as."))
