"""Who a person is, and which persons are asked for."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, Optional

from app.people.forms.employments import EmploymentForm
from app.people.forms.fields import (
    FormWithMemory,
    LineField,
    number_or_none,
)
from app.people.services.people import PersonDetails
from app.web.base_form import AddressField, BaseForm, ChoiceField, DayField, Given

_NAME_LENGTH = 100


class PersonFields(BaseForm):
    """How a person is called."""

    first_name = LineField(
        _l("First name"),
        [
            Given(_l("Write the first name.")),
            Length(max=_NAME_LENGTH, message=_l("Use at most 100 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    last_name = LineField(
        _l("Surname"),
        [
            Given(_l("Write the surname.")),
            Length(max=_NAME_LENGTH, message=_l("Use at most 100 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    email = AddressField(
        _l("E-mail"),
        [Given(_l("Write the e-mail address."))],
        description=_l("The address at work. A person is recognised by it in every list."),
        render_kw={"type": "email", "autocomplete": "off", "autocapitalize": "none"},
    )

    def details(self) -> PersonDetails:
        """What was typed."""
        return PersonDetails(
            self.first_name.data or "", self.last_name.data or "", self.email.data or ""
        )


class PersonForm(PersonFields, FormWithMemory):
    """Another name or address of a person."""


class NewPersonForm(PersonFields, EmploymentForm):
    """A person and the first employment. Offer `unit_id` and `post_id`."""


class PeopleListForm(BaseForm):
    """Which persons are asked for, in the address. Offer `unit`, `post` and `staff`."""

    class Meta(BaseForm.Meta):
        """It changes nothing, so it needs no token."""

        csrf = False

    q = LineField(_l("Name or e-mail"), render_kw={"type": "search", "autocomplete": "off"})
    unit = ChoiceField(_l("Unit"), coerce=number_or_none)
    post = ChoiceField(_l("Post"), coerce=number_or_none)
    staff = ChoiceField(_l("Staff"))
    on = DayField(
        _l("Working on"),
        [Optional()],
        description=_l("Empty: also those who have left."),
    )
