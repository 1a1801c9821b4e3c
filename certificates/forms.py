"""What people ask of the register, and what they type to check a certificate."""

from flask_babel import lazy_gettext as _l

from app.web.base_form import BaseForm, ChoiceField, DayField, Given, TextField


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
