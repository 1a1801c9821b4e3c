"""Sessions in words: how far they have come, when and where, who gets credit."""

from datetime import datetime

from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.attendance.models.sessions import Form, Meeting, TrainingSession
from app.attendance.queries.people_of import Seats
from app.attendance.queries.sessions import Part, SessionRow
from app.attendance.timetable import Stage
from app.core import clock
from app.web.downloads import Value
from app.web.languages import date_full

_STAGES = {
    Stage.PLANNED: ("plain", _l("planned")),
    Stage.OPEN: ("met", _l("check-in is open")),
    Stage.UNDER_WAY: ("met", _l("under way")),
    Stage.OVER: ("short", _l("over, to be closed")),
    Stage.CLOSED: ("plain", _l("closed")),
    Stage.CANCELLED: ("bad", _l("cancelled")),
}
_PARTS = {
    Part.AHEAD: _l("ahead"),
    Part.TO_CLOSE: _l("to be closed"),
    Part.CLOSED: _l("closed"),
    Part.CANCELLED: _l("cancelled"),
}
_FORMS = {Form.ON_SITE: _l("on site"), Form.REMOTE: _l("remote, live")}


def stage_chip(stage: Stage) -> tuple[str, str]:
    """Kind and words of the chip that says how far the session has come."""
    kind, words = _STAGES[stage]
    return kind, str(words)


def part_choices() -> list[tuple[str, str]]:
    """The parts of the list as choices, all of them first."""
    return [("", _("all")), *((part.value, str(label)) for part, label in _PARTS.items())]


def form_label(form: Form) -> str:
    return str(_FORMS[form])


def form_choices() -> list[tuple[str, str]]:
    """Where people may meet."""
    return [
        (Form.ON_SITE.value, _("On site: people come to a place")),
        (Form.REMOTE.value, _("Remote, live: people open a link")),
    ]


def credit_choices() -> list[tuple[str, str]]:
    """Who may get credit."""
    return [
        ("percent", _("Whoever was there for a share of the time")),
        ("minutes", _("Whoever was there for a number of minutes")),
        ("any", _("Whoever was there at all")),
    ]


def credit_sentence(session: TrainingSession) -> str:
    """Who gets credit."""
    if session.credit_percent is not None:
        return _("At least %(percent)s%% of the time.", percent=session.credit_percent)
    if session.credit_minutes is not None:
        return ngettext(
            "At least %(num)s minute.", "At least %(num)s minutes.", session.credit_minutes
        )
    return _("Whoever was there at all.")


def check_in_sentence(session: TrainingSession) -> str:
    """When people may check in, and from when on they are late."""
    opens = ngettext(
        "Opens %(num)s minute before the start.",
        "Opens %(num)s minutes before the start.",
        session.opens_before_minutes,
    )
    late = ngettext(
        "Late after %(num)s minute.", "Late after %(num)s minutes.", session.late_after_minutes
    )
    return f"{opens} {late}"


def trainers_label(session: TrainingSession) -> str:
    """Who leads it, each with the function if there is one."""
    named = ((one.account.display_name, one.function) for one in session.trainers)
    return "; ".join(f"{name}, {function}" if function else name for name, function in named)


def seats_sentence(seats: Seats) -> str:
    """How many seats there are, and how many are taken."""
    if seats.capacity is None:
        return _("No limit: everybody invited is expected.")
    taken = ngettext(
        "%(taken)s of %(num)s seat is taken.",
        "%(taken)s of %(num)s seats are taken.",
        seats.capacity,
        taken=seats.taken,
    )
    if not seats.waiting:
        return taken
    waiting = ngettext("%(num)s person waits.", "%(num)s people wait.", seats.waiting)
    return f"{taken} {waiting}"


def expected_title(people: int, *, is_whole: bool, is_past: bool) -> str:
    """How many people are or were expected, of all units or of the reader's."""
    if is_whole and is_past:
        return ngettext("%(num)s person was expected", "%(num)s people were expected", people)
    if is_past:
        return ngettext(
            "%(num)s person of your unit was expected",
            "%(num)s people of your unit were expected",
            people,
        )
    if is_whole:
        return ngettext("%(num)s person is expected", "%(num)s people are expected", people)
    return ngettext(
        "%(num)s person of your unit is expected",
        "%(num)s people of your unit are expected",
        people,
    )


def invited_sentence(session: TrainingSession) -> str:
    """Which units are invited, and where only those on teaching posts."""
    everybody = [one.unit.short_name for one in session.invited if not one.teaching_only]
    teaching = [one.unit.short_name for one in session.invited if one.teaching_only]
    said = [
        _("Invited is everybody at: %(units)s.", units=", ".join(everybody)) if everybody else "",
        _("Invited are teaching posts at: %(units)s.", units=", ".join(teaching))
        if teaching
        else "",
    ]
    return " ".join(filter(None, said))


def seats_cell(seats: Seats) -> str:
    """The same in a table."""
    if seats.capacity is None:
        return _("no limit")
    return _("%(taken)s of %(seats)s", taken=seats.taken, seats=seats.capacity)


def walk_ins_sentence(session: TrainingSession) -> str:
    """Whether somebody who is not expected may come in."""
    if not session.walk_ins:
        return _("Only whoever is expected comes in.")
    if session.capacity is None:
        return _("Others may come in, too.")
    return _("Others may come in, as long as there are seats.")


def day_name(meeting: Meeting) -> str:
    """The day of the week with the date, as in "Monday, 23 November 2026"."""
    return format_date(meeting.day, "EEEE, d MMMM y")


def hours(meeting: Meeting) -> str:
    """From when to when, on the clock in Poland."""
    starts, ends = clock.local(meeting.starts_at), clock.local(meeting.ends_at)
    return f"{starts:%H:%M}–{ends:%H:%M}"


def when(meeting: Meeting) -> str:
    """Day and hours in one line."""
    return _("%(day)s, %(hours)s", day=date_full(meeting.day), hours=hours(meeting))


def where(session: TrainingSession, meeting: Meeting) -> str:
    """The place; of a remote meeting without one, that it is remote."""
    return meeting.place or (form_label(session.form) if meeting.link else "–")


def meeting_chip(meeting: Meeting, session: TrainingSession, at: datetime) -> tuple[str, str]:
    """Kind and words of the chip that says how it stands with one meeting."""
    if session.cancelled_at is not None:
        return "bad", _("cancelled")
    if meeting.ends_at < at:
        return "plain", _("over")
    return ("met", _("under way")) if meeting.starts_at <= at else ("plain", _("ahead"))


def headers() -> list[str]:
    """What stands above the columns of `cells`."""
    return [
        _("Number"),
        _("Title"),
        _("Training"),
        _("State"),
        _("Date"),
        _("From"),
        _("To"),
        _("Place"),
        _("Form"),
        _("Meetings"),
        _("Organised by"),
        _("Trainers"),
        _("Seats"),
        _("Seats taken"),
        _("People who wait"),
    ]


def cells(row: SessionRow) -> list[Value]:
    """A session as it is taken away, with the meeting under way, else the next, else the last."""
    session, meeting = row.session, row.meeting
    return [
        session.id,
        session.title,
        session.version.training.code,
        stage_chip(row.stage)[1],
        meeting.day,
        f"{clock.local(meeting.starts_at):%H:%M}",
        f"{clock.local(meeting.ends_at):%H:%M}",
        meeting.place,
        form_label(session.form),
        len(session.meetings),
        session.unit.short_name,
        ", ".join(one.account.display_name for one in session.trainers),
        session.capacity,
        row.seats.taken,
        row.seats.waiting,
    ]
