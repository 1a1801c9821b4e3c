"""What is asked before a session is closed."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField

from app.web.base_form import BaseForm


class ClosingForm(BaseForm):
    """The preview that was looked at, and, for many people, the word that it was."""

    fingerprint = HiddenField()
    is_read = BooleanField(_l("I have seen the list of people below, and it is right."))
