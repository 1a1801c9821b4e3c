"""What a human says when publishing a figure."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from app.core.tables.cells import clean_text
from app.web.base_form import BaseForm


class PublishForm(BaseForm):
    """The agreement to publish what the page shows."""

    #: number of the newest publication that the page told of
    after = HiddenField(default="0")
    note = TextAreaField(
        _l("Why it is published again"),
        [Length(max=500, message=_l("Use at most 500 characters."))],
        description=_l("For example: an attendance list of 12 May was accepted late."),
        filters=[lambda text: clean_text(text or "")],
    )

    def demand_note(self) -> None:
        """The note is marked as needed; whether it is there is asked when it is published."""
        self.note.flags.required = True

    @property
    def seen(self) -> int:
        """The number in `after`; 0 if somebody sent something else."""
        typed = self.after.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 6 else 0  # noqa: PLR2004
