"""What people type to sign in, and what administrators type about accounts."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, RadioField, SelectField
from wtforms.form import BaseForm as BaseFormOfWTForms
from wtforms.validators import Length, Optional, ValidationError

from app.accounts import wording
from app.accounts.passwords import MIN_LENGTH, fault_of
from app.web.base_form import AddressField, BaseForm, DayField, Given, TextField
from app.web.languages import LANGUAGES


class NewPasswordField(PasswordField):
    """A password that is chosen now; `own` are texts about the owner that it may not be made of."""

    own: Iterable[str] = ()

    def pre_validate(self, form: BaseFormOfWTForms) -> None:
        if self.data and (found := fault_of(self.data, own=self.own)):
            raise ValidationError(wording.fault(found))


class SignInForm(BaseForm):
    """Who is it?"""

    email = AddressField(
        _l("E-mail"),
        [Given(_l("Write your e-mail address."))],
        render_kw={"type": "email", "autocomplete": "username", "autocapitalize": "none"},
    )
    password = PasswordField(
        _l("Password"),
        [Given(_l("Write your password."))],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class ForgottenForm(BaseForm):
    """Whose password is forgotten?"""

    email = AddressField(
        _l("E-mail"),
        [Given(_l("Write your e-mail address."))],
        render_kw={"type": "email", "autocomplete": "username", "autocapitalize": "none"},
    )


class ChoosePasswordForm(BaseForm):
    """Which password will it be?"""

    password = NewPasswordField(
        _l("New password"),
        [Given(_l("Choose a password."))],
        description=_l(
            "At least %(count)s characters. Best are four words that do not belong together."
            " No capitals, digits or signs are needed.",
            count=MIN_LENGTH,
        ),
        render_kw={"autocomplete": "new-password"},
    )


class ChangePasswordForm(ChoosePasswordForm):
    """Which password will it be, and is it really you?"""

    current = PasswordField(
        _l("Current password"),
        [Given(_l("Write your current password."))],
        render_kw={"autocomplete": "current-password"},
    )


class LanguageForm(BaseForm):
    """In which language do you wish to read?"""

    language = SelectField(_l("Language"), choices=LANGUAGES)


class TermForm(BaseForm):
    """Which role, where, and how long? Offer `role` and `unit`."""

    role = RadioField(_l("Role"), [Given(_l("Choose a role."))])
    unit = SelectField(
        _l("Unit"),
        [Given(_l("Choose a unit."))],
        coerce=int,
        description=_l("The role covers this unit and everything below it."),
    )
    started_on = DayField(_l("First day"), [Given(_l("Choose the first day."))])
    ended_on = DayField(
        _l("Last day"),
        [Optional()],
        description=_l("Leave it empty for a role without an end."),
    )

    def validate_ended_on(self, field: DayField) -> None:
        if self.started_on.data and field.data and field.data < self.started_on.data:
            raise ValidationError(_("The last day lies before the first one. Correct one of them."))


class InviteForm(TermForm):
    """Whom do you invite?"""

    email = AddressField(
        _l("E-mail"),
        [Given(_l("Write the e-mail address."))],
        render_kw={"type": "email", "autocomplete": "off", "autocapitalize": "none"},
    )
    name = TextField(
        _l("First name and surname"),
        [Length(max=200, message=_l("Write at most 200 characters."))],
        description=_l("Needed only for somebody who is not in the staff list."),
        render_kw={"autocomplete": "off"},
    )
    language = SelectField(
        _l("Language"),
        choices=LANGUAGES,
        description=_l("Of the invitation, and of the pages at first."),
    )


class EndRoleForm(BaseForm):
    """When does the role end? Offer `when`: now, or after a day."""

    when = RadioField(_l("When does it end?"), [Given(_l("Choose one of the two."))])
    last_day = DayField(_l("Last day"))

    def validate_last_day(self, field: DayField) -> None:
        if self.when.data == "day" and field.data is None and not field.errors:
            raise ValidationError(_("Choose the last day with the role."))
