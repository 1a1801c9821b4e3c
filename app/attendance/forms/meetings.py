"""What a human types about a meeting, and about the mails that follow from it."""

from datetime import date, time
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TextAreaField
from wtforms.form import BaseForm as AnyForm
from wtforms.validators import Length, StopValidation

from app.attendance.services.meetings import Appointment
from app.web.base_form import BaseForm, ClockField, DayField, Given, TextField

_NO_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))


def lines(text: str | None) -> str:
    """Text of several lines, without what cannot be seen, and without blanks around it."""
    return (text or "").translate(_NO_CONTROL).strip()


class LinkField(TextField):
    """The address of a page."""

    def pre_validate(self, form: AnyForm) -> None:
        if not self.data:
            return
        try:
            address = urlsplit(self.data)
            is_page = address.scheme in {"http", "https"} and bool(address.hostname)
        except ValueError:
            is_page = False
        if not is_page:
            message = _("This is not the address of a page. Write it like https://example.com/123.")
            raise StopValidation(message)


class WhenForm(BaseForm):
    """When and where people meet."""

    day = DayField(
        _l("Day"),
        [Given(_l("Choose a date."))],
        description=_l("A meeting ends on the day on which it begins."),
    )
    starts = ClockField(_l("From"), [Given(_l("Write when it begins, like 14:00."))])
    ends = ClockField(_l("To"), [Given(_l("Write when it ends, like 15:30."))])
    place = TextField(
        _l("Place"),
        [Length(max=200, message=_l("Use at most 200 characters."))],
        description=_l("The building and the room. Needed when people meet on site."),
    )
    link = LinkField(
        _l("Link"),
        [Length(max=500, message=_l("Use at most 500 characters."))],
        description=_l("Needed when people meet remotely. Whoever is invited sees it."),
    )

    def appointment(self) -> Appointment:
        """What was typed, once it is valid."""
        return Appointment(
            self.day.data or date.min,
            self.starts.data or time.min,
            self.ends.data or time.min,
            self.place.data or "",
            self.link.data or "",
        )


class MassForm(BaseForm):
    """A form that mails people; asked for a second look when they are many."""

    seen = BooleanField(_l("I have seen who gets a mail"))


class MoveForm(WhenForm, MassForm):
    """A meeting is moved."""


class CancelForm(MassForm):
    """Why a session does not take place."""

    reason = TextAreaField(
        _l("Reason"),
        [
            Given(_l("Write why. It stands in the mail to everybody invited.")),
            Length(max=500, message=_l("Use at most 500 characters.")),
        ],
        filters=[lines],
        description=_l("It stands in the mail to everybody invited."),
    )
