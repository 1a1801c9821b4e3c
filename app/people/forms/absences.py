"""From when to when a person is away."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from app.people.forms.fields import (
    CorrectionForm,
    demand_order,
    number_or_none,
)
from app.people.services.absences import AbsenceTerms
from app.web.base_form import ChoiceField, DayField, Given


class AbsenceForm(CorrectionForm):
    """The days of an absence, and from what. Offer `unit_id`."""

    unit_id = ChoiceField(_l("Away from"), coerce=number_or_none)

    started_on = DayField(_l("First day away"), [Given(_l("Choose the first day."))])
    ended_on = DayField(
        _l("Last day away"),
        [Optional()],
        description=_l("Leave it empty while it is not known."),
    )

    def validate_ended_on(self, field: DayField) -> None:
        demand_order(self.started_on, field)

    def terms(self) -> AbsenceTerms:
        """What was chosen, once it is valid."""
        assert self.started_on.data is not None  # noqa: S101 - `Given`
        return AbsenceTerms(self.started_on.data, self.ended_on.data, self.unit_id.data)
