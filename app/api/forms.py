"""What administrators type about tokens."""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.validators import Length, ValidationError

from app.core import clock
from app.web.base_form import BaseForm, DayField, Given, TextField

LONGEST = timedelta(days=366)


class TokenForm(BaseForm):
    """Which program may read what, and until when? Offer `unit`."""

    name = TextField(
        _l("What it is for"),
        [
            Given(_l("Write what the token is for.")),
            Length(max=120, message=_l("Write at most 120 characters.")),
        ],
        description=_l("The program, and who looks after it: data warehouse, IT department."),
        render_kw={"autocomplete": "off"},
    )
    unit = SelectField(
        _l("Unit"),
        [Given(_l("Choose a unit."))],
        coerce=int,
        description=_l(
            "The program reads what concerns this unit and everything below it, nothing else."
        ),
    )
    sees_people = BooleanField(
        _l("It may read about people"),
        description=_l(
            "Names, and whether and why somebody is counted. Otherwise it reads figures only."
        ),
    )
    expires_on = DayField(
        _l("Last day"),
        [Given(_l("Choose the last day."))],
        description=_l("A year from today at most."),
    )

    def validate_expires_on(self, field: DayField) -> None:
        today = clock.today()
        if field.data is None:
            return
        if field.data < today:
            raise ValidationError(_("This day has passed. Choose today or a later day."))
        if field.data > today + LONGEST:
            raise ValidationError(_("A token works for a year at most. Choose an earlier day."))
