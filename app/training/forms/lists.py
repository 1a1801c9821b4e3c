"""What a human types about lists of confirmation."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField

from app.web.base_form import (
    BaseForm,
    ChoiceField,
    DayField,
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
