"""What a unit is called, is, and stands below."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, Optional, ValidationError

from app.people.forms.fields import (
    CorrectionForm,
    LineField,
    number_or_none,
)
from app.people.models import UnitKind
from app.people.services.units import UnitDetails
from app.people.unit_names import SHORT_NAME_LENGTH
from app.web.base_form import ChoiceField, Given

_HIGHEST_RSPO_DIGITS = 8


class UnitForm(CorrectionForm):
    """A unit. Offer `kind` and `parent_id`; take `parent_id` away for the root."""

    name = LineField(
        _l("Full name"),
        [
            Given(_l("Write the name.")),
            Length(max=200, message=_l("Use at most 200 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    short_name = LineField(
        _l("Short name"),
        [
            Optional(),
            Length(max=SHORT_NAME_LENGTH, message=_l("Use at most 60 characters.")),
        ],
        description=_l("As people say it, like SP nr 6. Left empty, it is made from the name."),
        render_kw={"autocomplete": "off"},
    )
    kind = ChoiceField(_l("Kind"), [Given(_l("Choose the kind."))])
    rspo = LineField(
        _l("RSPO number"),
        [Optional()],
        description=_l("The number in the register of schools. Offices have none."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    parent_id = ChoiceField(
        _l("Stands below"), [Given(_l("Choose the unit above."))], coerce=number_or_none
    )

    def validate_rspo(self, field: LineField) -> None:
        digits = field.data or ""
        is_number = digits.isascii() and digits.isdecimal() and int(digits[:20]) > 0
        if not is_number or len(digits.lstrip("0")) > _HIGHEST_RSPO_DIGITS:
            raise ValidationError(_("Write the RSPO number in digits only, at most eight."))

    def details(self) -> UnitDetails:
        """What was typed, once it is valid."""
        return UnitDetails(
            kind=UnitKind(self.kind.data),
            name=self.name.data or "",
            short_name=self.short_name.data or "",
            rspo=int(self.rspo.data) if self.rspo.data else None,
        )
