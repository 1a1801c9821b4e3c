"""Why a plan of a session is refused, and what to do now."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.attendance.models.sessions import Form
from app.attendance.plan_refusals import (
    AlreadyThere,
    LastMeeting,
    LeavesOneselfOut,
    ManyMails,
    MeetingsOverlap,
    MeetingWithoutPlace,
    NoTrainer,
    NotThere,
    PeopleCame,
    PlaceMissing,
    SeatsHeld,
    SessionEnded,
    TimeGone,
    TrainerTwice,
)
from app.attendance.timetable import EndsFirst, NoSuchTime
from app.attendance.wording.sessions import when
from app.core.errors import Conflict
from app.web.languages import date_full


def sentence(error: Conflict) -> str:
    """What happened, why, and what to do now."""
    return _SENTENCES[type(error)](error)


def _ends_first(error: EndsFirst) -> str:
    starts, ends = f"{error.starts:%H:%M}", f"{error.ends:%H:%M}"
    return _(
        "%(ends)s does not come after %(starts)s. A meeting ends on the day on which it begins;"
        " plan what goes on after midnight as another meeting.",
        starts=starts,
        ends=ends,
    )


def _no_such_time(error: NoSuchTime) -> str:
    day, wall = date_full(error.wall.date()), f"{error.wall:%H:%M}"
    if error.is_doubled:
        return _(
            "On %(day)s the clocks are put back, and %(wall)s comes twice. Choose another time.",
            day=day,
            wall=wall,
        )
    return _(
        "On %(day)s the clocks are put forward, and %(wall)s does not come. Choose another time.",
        day=day,
        wall=wall,
    )


def _seats_held(error: SeatsHeld) -> str:
    return ngettext(
        "%(num)s person has a seat already. Write at least that number, or take seats back first.",
        "%(num)s people have a seat already. Write at least that number, or take seats back first.",
        error.held,
    )


def _place_missing(error: PlaceMissing) -> str:
    if error.form is Form.ON_SITE:
        return _("People meet on site. Write where.")
    return _("People meet remotely. Write the link that they open.")


def _without_place(error: MeetingWithoutPlace) -> str:
    meeting = when(error.meeting)
    if error.form is Form.ON_SITE:
        return _(
            "The meeting on %(meeting)s has no place yet. Write it there first, then change this.",
            meeting=meeting,
        )
    return _(
        "The meeting on %(meeting)s has no link yet. Write it there first, then change this.",
        meeting=meeting,
    )


def _people_came(error: PeopleCame) -> str:
    if not error.count:
        return _("Somebody tried to check in already, and that is kept. It stays where it is.")
    return ngettext(
        "%(num)s person has checked in already, and nobody's presence is taken away. Only the end"
        " and the place can be put right; what is over is closed, not cancelled.",
        "%(num)s people have checked in already, and nobody's presence is taken away. Only the end"
        " and the place can be put right; what is over is closed, not cancelled.",
        error.count,
    )


def _many_mails(error: ManyMails) -> str:
    return ngettext(
        "%(num)s person would get a mail. Nothing is saved yet: tick that you have seen it, and"
        " save again.",
        "%(num)s people would get a mail. Nothing is saved yet: tick that you have seen it, and"
        " save again.",
        error.count,
    )


_SENTENCES: Mapping[type[Conflict], Callable[[Any], str]] = {
    EndsFirst: _ends_first,
    NoSuchTime: _no_such_time,
    SeatsHeld: _seats_held,
    PlaceMissing: _place_missing,
    MeetingWithoutPlace: _without_place,
    PeopleCame: _people_came,
    ManyMails: _many_mails,
    NoTrainer: lambda _error: _("Somebody leads each session. Choose who."),
    TrainerTwice: lambda _error: _(
        "The same person is named twice. Choose another one, or nobody."
    ),
    LeavesOneselfOut: lambda _error: _(
        "Without you among the trainers you could not open the session any more. Name yourself,"
        " too, or ask the coordinator to plan it."
    ),
    TimeGone: lambda _error: _(
        "That time is over. Choose a later one. What took place already is entered in the"
        " register of completions."
    ),
    MeetingsOverlap: lambda error: _(
        "The session meets at that time already: %(meeting)s. Choose a time when that is over.",
        meeting=when(error.other),
    ),
    SessionEnded: lambda _error: _(
        "The session was closed or cancelled in the meantime, so nothing was changed."
    ),
    LastMeeting: lambda _error: _(
        "This is the only meeting. Cancel the session instead, and everybody is told."
    ),
    AlreadyThere: lambda _error: _("This person stands on the list already."),
    NotThere: lambda _error: _("This person is not on the list any more."),
}
