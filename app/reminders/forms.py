"""What a human types about mailings."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from app.web.base_form import BaseForm


class RemindForm(BaseForm):
    """A form that mails people; asked for a second look when they are many."""

    seen = BooleanField(_l("I have seen who gets a mail"))
