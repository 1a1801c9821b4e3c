"""The sheet to sign and its marks in words."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from app.attendance.checkin import Refusal, Terms
from app.attendance.marks import Fault
from app.attendance.models.sessions import Form, Meeting, TrainingSession
from app.attendance.queries.doors import Door
from app.attendance.queries.expected import Invitee, School
from app.attendance.queries.found import FoundHere
from app.attendance.queries.paper import PaperLine, SchoolGroup
from app.attendance.services.check_ins import Outcome
from app.attendance.services.paper import Entered
from app.attendance.sheets.sign_in_sheet import SchoolSheet, SheetWords, Signer
from app.attendance.wording.own import when, where
from app.attendance.wording.participation import confirmation_label, legal_basis
from app.attendance.wording.presence import outcome_sentence
from app.core import clock
from app.core.paper.canvas import About
from app.training.models.trainings import TEACHING_HOUR_MINUTES, Topic
from app.training.wording.register import (
    category_label,
    minutes_label,
    teaching_hours_label,
    topic_sentence,
)
from app.web.languages import DEFAULT_LANGUAGE, date_short

_BLANK_LINES = 16
_TOLD_AT_MOST = 8


def sheet_words(meeting: Meeting, groups: Sequence[SchoolGroup]) -> SheetWords:
    """Everything on the sheet, in the language of official documents."""
    session = meeting.session
    with force_locale(DEFAULT_LANGUAGE):
        return SheetWords(
            organiser=session.unit.name,
            heading=_("Attendance list to sign"),
            title=session.title,
            details=tuple(_details(meeting)),
            schools=tuple(_sheets(groups, has_guests=session.walk_ins)),
            afterwards=_(
                "Only for the trainer: the code leads to the page where the signatures are entered."
            ),
            notice=_(
                "The data serve to confirm presence at the training; the school is their"
                " controller. The list holds no PESEL number, address or date of birth."
            ),
            number=_("Meeting no. %(number)s, %(when)s", number=meeting.id, when=when(meeting)),
            page=_("page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        )


def about_sheet(meeting: Meeting, words: SheetWords) -> About:
    """What programs tell about the file."""
    subject = words.number
    return About(words.heading, subject, words.organiser, DEFAULT_LANGUAGE, meeting.day)


def file_name(meeting: Meeting) -> str:
    """What the file is called."""
    return _("Attendance list %(day)s %(title)s", day=meeting.day, title=meeting.session.title)


def school_name(school: School | None) -> str:
    """The school as people say it."""
    return school.short_name if school else _("Without a school")


def post_at(person: Invitee, school: School | None) -> str:
    """The person's post at that school."""
    return next((one.post for one in person.schools if school and one.id == school.id), "")


def schools_of(person: Invitee) -> str:
    """Where a guest works."""
    return ", ".join(school.short_name for school in person.schools)


def nobody_found(words: str, found: Sequence[FoundHere] | None) -> str:
    """Why nobody is shown; empty if somebody is."""
    if found is None:
        return _("Type at least three letters of the name.")
    if found:
        return ""
    return _("Nobody who works here is called “%(words)s”. Try a part of the surname.", words=words)


def state_of(line: PaperLine) -> str:
    """What is known of somebody already, in a few words."""
    known = line.known
    if known is None or not line.is_locked:
        return ""
    if known.correction is not None:
        if known.presence.is_present:
            return _("present, as corrected")
        return _("absent, as corrected")
    assert known.check_in is not None  # noqa: S101 - that is what locks a line without a correction
    came = clock.local(known.check_in.claimed_at)
    return _(
        "in since %(time)s: %(way)s",
        time=f"{came:%H:%M}",
        way=confirmation_label(known.check_in.way),
    )


def lede(door: Door) -> str:
    """What the page is about."""
    starts = clock.local(door.terms.starts_at)
    return _(
        "%(day)s, %(time)s. Mark who signed, and write the time beside whoever came late.",
        day=date_short(starts.date()),
        time=f"{starts:%H:%M}",
    )


def closed_title(why: Refusal) -> str:
    """That no marks are taken now."""
    if why is Refusal.TOO_EARLY:
        return _("The meeting has not begun")
    if why is Refusal.CANCELLED:
        return _("The session was cancelled")
    return _("The session is closed")


def closed_sentence(why: Refusal, door: Door) -> str:
    """Why no marks are taken now, and what to do instead."""
    if why is Refusal.TOO_EARLY:
        opens = clock.local(door.terms.opens_at)
        return _(
            "Marks can be entered from %(day)s, %(time)s. The sheet can be printed now.",
            day=date_short(opens.date()),
            time=f"{opens:%H:%M}",
        )
    if why is Refusal.CANCELLED:
        return _("Nobody can be marked as present.")
    return _("Correct the presence of a person on the page of the meeting, and close it again.")


def fault_sentence(fault: Fault, terms: Terms) -> str:
    """Why what was typed is no time of arrival."""
    if fault is Fault.UNREADABLE:
        return _("This is not a time of day. Write it like 14:00.")
    opens, ends = clock.local(terms.opens_at), clock.local(terms.ends_at)
    return _(
        "Write a time from %(opens)s to %(ends)s, and not later than now.",
        opens=f"{opens:%H:%M}",
        ends=f"{ends:%H:%M}",
    )


def entered_sentences(entered: Entered) -> Iterator[tuple[str, str]]:
    """What became of the marks: the kind of each message, and its words."""
    count = len(entered.taken)
    if count:
        yield (
            "success",
            ngettext(
                "%(num)s person is marked as present.",
                "%(num)s people are marked as present.",
                count,
            ),
        )
    elif not entered.refused:
        yield "info", _("No new mark was given, so nothing has changed.")
    for outcome in entered.refused[:_TOLD_AT_MOST]:
        yield "warning", _refused(outcome)
    if len(entered.refused) > _TOLD_AT_MOST:
        more = len(entered.refused) - _TOLD_AT_MOST
        yield (
            "warning",
            ngettext("%(num)s more mark was refused.", "%(num)s more marks were refused.", more),
        )


def _refused(outcome: Outcome) -> str:
    sentence = outcome_sentence(outcome)
    if not outcome.name:
        return sentence
    return _("%(name)s is not marked. %(why)s", name=outcome.name, why=sentence)


def _details(meeting: Meeting) -> Iterator[tuple[str, str]]:
    session = meeting.session
    version = session.version
    yield _("Training"), version.training.title
    yield _("Programme"), f"{category_label(version.training.category)}, {version.label}"
    yield _("Date and time"), when(meeting)
    yield _("Place"), where(meeting)
    yield _("Length"), _length(meeting)
    yield _("Form"), _("online, live") if session.form is Form.REMOTE else _("on site")
    yield _("Trainers"), "; ".join(_leaders(session)) or "–"
    if version.topics:
        topics = (topic_sentence(Topic(code)) for code in version.topics)
        yield _("What the training covers"), " ".join(topics)
    if basis := legal_basis(version.topics):
        yield _("Legal basis"), basis


def _length(meeting: Meeting) -> str:
    hours = teaching_hours_label(Decimal(meeting.minutes * 10 // TEACHING_HOUR_MINUTES) / 10)
    return f"{minutes_label(meeting.minutes)} ({hours})"


def _leaders(session: TrainingSession) -> Iterator[str]:
    for one in session.trainers:
        name = one.account.display_name
        yield f"{name} ({one.function})" if one.function else name


def _sheets(groups: Sequence[SchoolGroup], *, has_guests: bool) -> Iterator[SchoolSheet]:
    columns = (_("No."), _("Surname and first name"), _("Post"), _("Time, if late"), _("Signature"))
    for group in groups:
        signers = (Signer(_name(one), post_at(one, group.school)) for one in group.people)
        yield SchoolSheet(_heading(group.school), columns, tuple(signers))
    if has_guests:
        blank = (columns[0], columns[1], _("School and post"), columns[3], columns[4])
        yield SchoolSheet(_("Guests who are not on the list"), blank, (Signer(),) * _BLANK_LINES)
    elif not groups:
        yield SchoolSheet(_("Nobody is expected at this meeting."), columns, ())


def _heading(school: School | None) -> str:
    if school is None:
        return _("Without a school")
    return f"{school.name}, RSPO\N{NO-BREAK SPACE}{school.rspo}" if school.rspo else school.name


def _name(person: Invitee) -> str:
    return f"{person.last_name} {person.first_name}".strip()
