"""Where, as what and how long a person works."""

from datetime import date
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional, ValidationError

from app.people.forms.fields import (
    CorrectionForm,
    NumberField,
    demand_order,
    number_or_none,
)
from app.people.services.employments import EmploymentTerms
from app.web.base_form import ChoiceField, DayField, Given

_MOST = Decimal(2)
_FTE_PLACES = Decimal("0.001")


class EmploymentForm(CorrectionForm):
    """The terms of an employment. Offer `unit_id` and `post_id`."""

    unit_id = ChoiceField(_l("Unit"), [Given(_l("Choose the unit."))], coerce=number_or_none)
    post_id = ChoiceField(_l("Post"), [Given(_l("Choose the post."))], coerce=number_or_none)
    fte = NumberField(
        _l("Share of full time"),
        [Given(_l("Write the share of full time."))],
        description=_l("1 is a full-time post, 0,5 is half of it."),
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    started_on = DayField(_l("First day"), [Given(_l("Choose the first day."))])
    ended_on = DayField(
        _l("Last day"),
        [Optional()],
        description=_l("Leave it empty while the person works there."),
    )

    def validate_fte(self, field: NumberField) -> None:
        if field.number is None or not 0 < field.number.quantize(_FTE_PLACES) <= _MOST:
            raise ValidationError(_("Write a number above 0 and not above 2."))

    def validate_ended_on(self, field: DayField) -> None:
        demand_order(self.started_on, field)

    def terms(self) -> EmploymentTerms:
        """What was typed, once it is valid."""
        assert self.unit_id.data is not None  # noqa: S101 - `Given`
        assert self.post_id.data is not None  # noqa: S101 - `Given`
        assert self.fte.number is not None  # noqa: S101 - `validate_fte`
        assert self.started_on.data is not None  # noqa: S101 - `Given`
        return EmploymentTerms(
            unit_id=self.unit_id.data,
            post_id=self.post_id.data,
            fte=self.fte.number.quantize(_FTE_PLACES),
            started_on=self.started_on.data,
            ended_on=self.ended_on.data,
        )


class EndForm(CorrectionForm):
    """The last day of an employment."""

    ended_on = DayField(_l("Last day at work"), [Given(_l("Choose the last day."))])

    def last_day(self) -> date:
        """What was chosen, once it is valid."""
        assert self.ended_on.data is not None  # noqa: S101 - `Given`
        return self.ended_on.data
