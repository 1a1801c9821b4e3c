"""For which day, or for which two."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from app.web.base_form import BaseForm, DayField, Given


class AsOfForm(BaseForm):
    """For which day. Sent in the address, so that a figure can be linked to."""

    class Meta(BaseForm.Meta):
        """It changes nothing, so it needs no token."""

        csrf = False

    as_of = DayField(_l("As of"))


class TwoDaysForm(BaseForm):
    """Which two days are compared."""

    class Meta(BaseForm.Meta):
        """It changes nothing, so it needs no token."""

        csrf = False

    before = DayField(_l("From"), validators=[Given(_l("Choose a date."))])
    after = DayField(_l("To"), validators=[Given(_l("Choose a date."))])

    def validate_after(self, field: DayField) -> None:
        """Days are compared forwards."""
        if self.before.data and field.data and field.data < self.before.data:
            raise ValidationError(_("The second day is before the first one. Swap them."))
