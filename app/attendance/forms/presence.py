"""How it really was at a meeting."""

from datetime import datetime, time, timedelta
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, Optional

from app.attendance.checkin import Corrected, Terms
from app.core import clock
from app.web.base_form import BaseForm, ClockField, Given, OptionField, TextField


class Said(StrEnum):
    """What somebody says of a person at a meeting."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


class CorrectionForm(BaseForm):
    """A correction, and why."""

    said = OptionField(_l("How was it?"), [Given(_l("Choose how it was."))])
    arrived = ClockField(
        _l("Came at"),
        [Optional()],
        description=_l("Leave it empty to keep the time of the scan, or the start without one."),
    )
    left = ClockField(
        _l("Left at"),
        [Optional()],
        description=_l("Leave it empty to keep the time of the scan, or the end without one."),
    )
    reason = TextField(
        _l("Why is it corrected?"),
        [Given(_l("Write why, in a few words.")), Length(max=300)],
        description=_l(
            "In a few words, such as “signed on paper”. Write nothing about anybody's health."
        ),
    )

    def demand_sense(self, terms: Terms) -> bool:
        """Whether the times fit the meeting; if not, the fields say why."""
        said = self.corrected(terms)
        if not said.is_present:
            return True
        if said.arrived_at and said.arrived_at >= terms.ends_at:
            self.reject(self.arrived, gettext("The meeting was over by then. Check the time."))
        if said.left_at and said.left_at <= terms.starts_at:
            self.reject(self.left, gettext("The meeting had not begun by then. Check the time."))
        if said.arrived_at and said.left_at and said.left_at <= said.arrived_at:
            self.reject(self.left, gettext("This is before they came. Check both times."))
        return not self.errors

    def corrected(self, terms: Terms) -> Corrected:
        """What was filled in, once it is valid; times count only for whoever was there."""
        if self.said.data != Said.PRESENT.value:
            return Corrected(False, is_excused=self.said.data == Said.EXCUSED.value)
        return Corrected(True, _instant(self.arrived.data, terms), _instant(self.left.data, terms))


def _instant(hour: time | None, terms: Terms) -> datetime | None:
    """The time of day within the meeting, or around it; one that begins late may end tomorrow."""
    if hour is None:
        return None
    start = clock.local(terms.starts_at)
    there = datetime.combine(start.date(), hour, clock.LOCAL_ZONE)
    is_tomorrow = there < start and clock.local(terms.ends_at).date() > start.date()
    return there + timedelta(days=1) if is_tomorrow else there
