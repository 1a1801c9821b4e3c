"""For which day."""

from flask_babel import lazy_gettext as _l

from app.web.base_form import BaseForm, DayField


class AsOfForm(BaseForm):
    """For which day. Sent in the address, so that a figure can be linked to."""

    class Meta(BaseForm.Meta):
        """It changes nothing, so it needs no token."""

        csrf = False

    as_of = DayField(_l("As of"))
