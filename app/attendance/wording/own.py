"""What somebody is invited to, in words: when, where, and how it stands with a seat."""

from collections.abc import Iterable
from datetime import datetime

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from app.attendance.models.sessions import Form, Meeting, TrainingSession
from app.attendance.plan_refusals import SessionEnded
from app.attendance.queries.places import Place, Standing
from app.core import clock
from app.core.errors import Conflict
from app.web.languages import moment

#: kind of a chip, and its words
Chip = tuple[str, str]


def day_of(meeting: Meeting) -> str:
    """The day with its name: "Wednesday, 25 November 2026"."""
    words: str = format_date(meeting.day, "EEEE, d MMMM y")
    return words[:1].upper() + words[1:]


def hours_of(meeting: Meeting) -> str:
    """From when to when on a Warsaw clock: "14:00–15:30"."""
    return f"{clock.local(meeting.starts_at):%H:%M}–{clock.local(meeting.ends_at):%H:%M}"


def when(meeting: Meeting) -> str:
    """Day and hours: "Wednesday, 25 November 2026, 14:00–15:30"."""
    return f"{day_of(meeting)}, {hours_of(meeting)}"


def is_on(meeting: Meeting, at: datetime) -> bool:
    """Whether the meeting is on that day, in Poland."""
    return meeting.day == clock.local(at).date()


def short_moment(meeting: Meeting) -> str:
    """When it begins, in figures: "25.11.2026, 14:00"."""
    return moment(meeting.starts_at)


def where(meeting: Meeting) -> str:
    """The place; of a meeting without one, that it is online."""
    if meeting.place:
        return meeting.place
    return _("online") if meeting.session.form is Form.REMOTE else _("The place is not known yet")


def trainers_of(session: TrainingSession) -> str:
    """Who leads it: "Tomasz Cień, Anna Nowak"."""
    return ", ".join(trainer.account.display_name for trainer in session.trainers)


def chip(place: Place) -> Chip:
    """How it stands, in a word or two."""
    if place.is_cancelled:
        return "bad", _("cancelled")
    if place.standing is Standing.WAITING:
        return "short", _("waiting list, place %(position)s", position=place.position)
    return {
        Standing.EXPECTED: ("met", _("you are expected")),
        Standing.SEAT: ("met", _("you have a seat")),
        Standing.OPEN: ("plain", _("you can sign up")),
        Standing.FULL: ("short", _("all seats are taken")),
    }[place.standing]


def sentence(place: Place, at: datetime) -> str:
    """What it means, and what to do; empty if there is nothing to add."""
    if place.standing is Standing.EXPECTED:
        return "" if place.is_cancelled else _("You need not sign up.")
    if not place.is_ahead(at):
        return "" if place.is_coming or place.is_cancelled else _("Nobody can sign up any more.")
    if place.standing is Standing.SEAT:
        return _("If you cannot come, withdraw: the seat goes to whoever waits.")
    if place.standing is Standing.WAITING:
        return _("As soon as a seat becomes free and it is your turn, it is yours. You get a mail.")
    return _seats(place)


def _seats(place: Place) -> str:
    if place.standing is Standing.FULL:
        waiting = place.taken - (place.capacity or 0)
        return ngettext(
            "%(num)s person waits for a seat. You can join the waiting list.",
            "%(num)s people wait for a seat. You can join the waiting list.",
            waiting,
        )
    return ngettext(
        "%(num)s of %(capacity)s seat is free.",
        "%(num)s of %(capacity)s seats are free.",
        place.seats_left or 0,
        capacity=place.capacity,
    )


def joined(place: Place, title: str) -> str:
    """Said after signing up."""
    if place.standing is Standing.EXPECTED:
        return _("You are expected at “%(title)s” already; you need not sign up.", title=title)
    if place.standing is Standing.SEAT:
        return _("You have a seat at “%(title)s”.", title=title)
    return _(
        "All seats at “%(title)s” are taken. You are on the waiting list, at place %(position)s.",
        title=title,
        position=place.position,
    )


def withdrawn(title: str) -> str:
    """Said after withdrawing."""
    return _(
        "You have withdrawn from “%(title)s”. If you can come after all, sign up again.",
        title=title,
    )


def refused(refusal: Conflict) -> str:
    """Why somebody can neither sign up nor withdraw, and what to do."""
    if isinstance(refusal, SessionEnded):
        return _("This training was cancelled or is over, so nothing was changed.")
    return _(
        "The training has begun, so nothing was changed."
        " If you cannot come, or come all the same, tell the trainer."
    )


def links_of(meetings: Iterable[Meeting]) -> list[str]:
    """Addresses of meetings held online, each once."""
    return list(dict.fromkeys(one.link for one in meetings if one.link))


def state_line(place: Place) -> str:
    """The state of the seat as a line of its own: "You have a seat."."""
    if place.standing is Standing.WAITING:
        return _("You are on the waiting list, at place %(position)s.", position=place.position)
    return _("You have a seat.") if place.is_coming else _("You have not signed up.")
