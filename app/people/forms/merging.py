"""Which of two entries stays, and why they are one."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import Length

from app.people.forms.fields import LineField
from app.web.base_form import BaseForm, Given, OptionField


class MergeForm(BaseForm):
    """Two entries become one. Offer `stays`."""

    other = HiddenField()
    stays = OptionField(
        _l("Which entry stays"),
        [Given(_l("Choose the entry that stays."))],
        description=_l("Its name and its address stay. All else is kept from both."),
    )
    reason = LineField(
        _l("How do you know that they are one person"),
        [
            Given(_l("Write in a few words how you know. The log keeps it.")),
            Length(max=300, message=_l("Use at most 300 characters.")),
        ],
        description=_l("For example: the school confirmed it by telephone."),
    )
