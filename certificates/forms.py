"""What people ask of the register, and what they type to check a certificate."""

from collections.abc import Iterable
from typing import cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import StopValidation

from app.web.base_form import BaseForm, DayField, Given, TextField


class ChoiceField(SelectField):
    """One of a list; empty text says that nothing was chosen."""

    def pre_validate(self, _form: object) -> None:
        pairs = cast("Iterable[tuple[object, str]]", self.choices or ())
        if self.data and self.data not in {value for value, _label in pairs}:
            raise StopValidation(_("This is no longer on the list. Choose again."))


class RegisterFilterForm(BaseForm):
    """Which certificates are wanted."""

    class Meta(BaseForm.Meta):
        csrf = False

    q = TextField(_l("Name, e-mail or number"))
    training = ChoiceField(_l("Training"), default="")
    unit = ChoiceField(_l("School"), default="")
    state = ChoiceField(_l("State"), default="")
    since = DayField(_l("Issued from"))
    until = DayField(_l("Issued to"))


class CodeForm(BaseForm):
    """The code of a certificate, from paper."""

    class Meta(BaseForm.Meta):
        csrf = False

    code = TextField(
        _l("Code of the certificate"),
        [Given(_l("Type the code that stands on the document."))],
        description=_l("16 characters, beside the QR code. Hyphens and capitals do not matter."),
    )
