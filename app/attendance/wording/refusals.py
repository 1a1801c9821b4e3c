"""Why a scan made no check-in: what happened, why, and what to do now."""

from datetime import datetime

from flask_babel import gettext as _

from app.attendance.checkin import Refusal, Terms
from app.core import clock
from app.web.languages import moment


def refusal_sentence(reason: Refusal, terms: Terms | None, *, session_title: str = "") -> str:
    """What is said to whoever was refused; `terms` may be None where no meeting was recognised."""
    match reason:
        case Refusal.TOO_EARLY if terms:
            return _("Too early: check-in opens at %(time)s.", time=_hour(terms.opens_at))
        case Refusal.TOO_LATE if terms:
            return _(
                "Too late: check-in ended at %(time)s. The trainer can still enter a correction.",
                time=_hour(terms.ends_at),
            )
        case Refusal.FOREIGN_MEETING if session_title:
            return _(
                "This code belongs to another meeting (%(title)s). Scan the code in this room.",
                title=session_title,
            )
    return _sentences()[reason]


def _hour(instant: datetime) -> str:
    """The minute on a Warsaw clock, with its day unless that is today."""
    local = clock.local(instant)
    return f"{local:%H:%M}" if local.date() == clock.today() else moment(instant)


def _sentences() -> dict[Refusal, str]:
    return {
        Refusal.TOO_EARLY: _("Too early: check-in is not open yet."),
        Refusal.TOO_LATE: _("Too late: check-in has ended."),
        Refusal.CANCELLED: _("This session was cancelled, so nobody can check in."),
        Refusal.CLOSED: _(
            "This session is closed. The trainer can enter a correction and close it again."
        ),
        Refusal.NOT_INVITED: _(
            "Not on the list of this session, and it takes no guests. "
            "Ask the coordinator for an invitation."
        ),
        Refusal.FULL: _(
            "No seat is left. Ask the trainer whether somebody who has one is not coming."
        ),
        Refusal.UNKNOWN_BADGE: _(
            "This is no badge of Kadra. Find the person by name and check them in."
        ),
        Refusal.REPLACED_BADGE: _(
            "This badge was reported lost and replaced. Ask for the new one, or check in by name."
        ),
        Refusal.UNKNOWN_CODE: _(
            "This is no code of this room. Scan the code on the screen, or type it again."
        ),
        Refusal.EXPIRED_CODE: _(
            "This code is no longer shown. Scan the one that is on the screen now."
        ),
        Refusal.FOREIGN_MEETING: _(
            "This code belongs to another meeting. Scan the code in this room."
        ),
        Refusal.EXPIRED_RECEIPT: _(
            "Too much time has passed since the scan. Scan the code on the screen again."
        ),
        Refusal.USED_RECEIPT: _(
            "This scan was somebody else's check-in already. Scan the code on the screen again."
        ),
        Refusal.WRONG_CLOCK: _("The clock of the device says what cannot be."),
    }
