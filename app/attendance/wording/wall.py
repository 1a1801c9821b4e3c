"""What a whole hall reads on its wall."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.attendance.checkin import Refusal, Terms
from app.attendance.wording.room import clock_time
from app.core import clock
from app.web.languages import date_full


@dataclass(frozen=True, slots=True)
class Heading:
    """What holds now, and a sentence below it."""

    heading: str
    text: str


def standing(closed: Refusal | None, terms: Terms) -> Heading:
    """What the hall is to do now, or why there is nothing to do."""
    match closed:
        case None:
            return Heading(_("Scan the code with your phone"), "")
        case Refusal.TOO_EARLY:
            return Heading(_opening(terms), _("The code appears here by itself."))
        case Refusal.CANCELLED:
            return Heading(_("The meeting is cancelled"), _("Nobody can check in to it."))
        case Refusal.CLOSED:
            said = _("The list of those who were there is written.")
            return Heading(_("The session is closed"), said)
        case _over:
            return Heading(
                _("The meeting is over"), _("It ended at %(time)s.", time=clock_time(terms.ends_at))
            )


def _opening(terms: Terms) -> str:
    """When the first code is shown, with the day unless it is today."""
    day, time = clock.local(terms.opens_at).date(), clock_time(terms.opens_at)
    if day == clock.today():
        return _("Check-in opens at %(time)s", time=time)
    return _("Check-in opens on %(day)s at %(time)s", day=date_full(day), time=time)


def countdown(seconds: float) -> str:
    """The time left as clocks show it: "4:05", "1:04:05"."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
