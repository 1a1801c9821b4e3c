"""What somebody reads on their own phone when they check in, or cannot."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from app.attendance.checkin import Refusal, Terms
from app.attendance.queries.arrivals import OwnArrival
from app.core import clock
from app.web.languages import date_full

_Words = tuple[str, str, str]

_LATE = {Refusal.TOO_EARLY, Refusal.TOO_LATE, Refusal.EXPIRED_CODE, Refusal.EXPIRED_RECEIPT}


@dataclass(frozen=True, slots=True)
class Answer:
    """What happened, why, and what now; `sign` is an icon."""

    sign: str
    heading: str
    text: str
    advice: str
    #: how its heading is coloured
    kind: str = "warn"


def refused(why: Refusal, terms: Terms | None, seconds: int, minutes: int) -> Answer:
    """Nobody is in; codes change every so many seconds, and a scan holds for so many minutes."""
    words = _of_code(why, seconds, minutes)
    if words is None and terms is not None:
        words = _of_door(why, terms)
    return Answer("clock" if why in _LATE else "short", *(words or _unknown()))


def not_scanned() -> Answer:
    """There is no receipt: the page was opened without scanning, or the browser kept nothing."""
    return Answer(
        "code",
        _("Scan the code first"),
        _("This page opens after you scan the code on the screen of the hall, or type it."),
        _("If you just did, let your browser keep cookies for this site."),
    )


def too_many(until: datetime, now: datetime) -> Answer:
    """Too many wrong codes were typed."""
    minutes = -(-(until - now) // timedelta(minutes=1))
    return Answer(
        "clock",
        _("Too many wrong codes"),
        ngettext(
            "The next typed code is read in %(num)s minute.",
            "The next typed code is read in %(num)s minutes.",
            minutes,
        ),
        _("The QR code on the screen works at once: scan it with your phone."),
    )


def since(arrival: OwnArrival) -> str:
    """From when on somebody is in, and whether that is late."""
    day, time = date_full(clock.local(arrival.claimed_at).date()), clock_time(arrival.claimed_at)
    if not arrival.is_late:
        return _("Checked in on %(day)s at %(time)s.", day=day, time=time)
    return _(
        "Checked in on %(day)s at %(time)s, which is late: the meeting began at %(start)s.",
        day=day,
        time=time,
        start=clock_time(arrival.starts_at),
    )


def unreadable() -> str:
    """What was typed can be no code."""
    return _("A code has 6 letters and digits, such as 7F4K 92. Compare it with the screen.")


def kept_for(minutes: int) -> str:
    """The scan is safe while somebody signs in."""
    return ngettext(
        "The code is read. Sign in within %(num)s minute and confirm: your scan counts.",
        "The code is read. Sign in within %(num)s minutes and confirm: your scan counts.",
        minutes,
    )


def _of_code(why: Refusal, seconds: int, minutes: int) -> _Words | None:
    match why:
        case Refusal.EXPIRED_CODE:
            return (
                _("This code is no longer shown"),
                ngettext(
                    "The code changes every %(num)s second.",
                    "The code changes every %(num)s seconds.",
                    seconds,
                ),
                _("Scan the one that is on the screen now."),
            )
        case Refusal.EXPIRED_RECEIPT:
            return (
                _("This scan is too old"),
                ngettext(
                    "A scan holds for %(num)s minute.", "A scan holds for %(num)s minutes.", minutes
                ),
                _("Scan the code on the screen again. If it is gone, tell the trainer."),
            )
        case Refusal.USED_RECEIPT:
            return (
                _("This scan is used already"),
                _("It checked in somebody else, and one scan serves one person."),
                _("Scan the code on the screen again: that scan is yours."),
            )
    return None


def _of_door(why: Refusal, terms: Terms) -> _Words | None:
    match why:
        case Refusal.TOO_EARLY:
            return (
                _("Too early"),
                opening(terms),
                _("Scan the code on the screen then."),
            )
        case Refusal.TOO_LATE:
            return (
                _("The meeting is over"),
                _("It ended at %(time)s.", time=clock_time(terms.ends_at)),
                _("If you were there, tell the trainer, who can still add you."),
            )
        case Refusal.CANCELLED:
            return (
                _("The meeting is cancelled"),
                _("Nobody can check in to it."),
                _("Ask the trainer what takes its place."),
            )
        case Refusal.CLOSED:
            return (
                _("The session is closed"),
                _("The list of those who were there is written."),
                _("If you were there, tell the trainer, who can correct the list."),
            )
    return _of_person(why)


def _of_person(why: Refusal) -> _Words | None:
    match why:
        case Refusal.NOT_INVITED:
            return (
                _("You are not on the list"),
                _("This session is only for those who are invited."),
                _("Tell the trainer, who sees that you were here."),
            )
        case Refusal.FULL:
            return (
                _("There is no seat left"),
                _("All seats of this session are taken."),
                _("Tell the trainer, who sees that you were here."),
            )
    return None


def _unknown() -> _Words:
    return (
        _("This code is not known"),
        _("No screen shows it now."),
        _("Scan the code on the screen again, or type it."),
    )


def opening(terms: Terms) -> str:
    """When check-in opens, with the day unless it is today."""
    day = clock.local(terms.opens_at).date()
    if day == clock.today():
        return _("Check-in opens at %(time)s.", time=clock_time(terms.opens_at))
    return _(
        "Check-in opens on %(day)s at %(time)s.",
        day=date_full(day),
        time=clock_time(terms.opens_at),
    )


def clock_time(instant: datetime) -> str:
    """The minute on a Warsaw clock."""
    return f"{clock.local(instant):%H:%M}"
