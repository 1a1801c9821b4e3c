"""The words of a list: it is a Polish document, whatever language the screen is in."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from flask_babel import force_locale
from flask_babel import gettext as _

from app.attendance.checkin import Way
from app.attendance.models.sessions import Form
from app.attendance.participation import Attendance, Entry, Facts, Issue, Table
from app.core import clock
from app.training.models.trainings import Category, Topic
from app.training.wording.register import (
    category_label,
    minutes_label,
    teaching_hours_label,
    topic_sentence,
)

Line = tuple[str, str]

_CONFIRMATIONS: dict[str, Callable[[], str]] = {
    Way.ROOM_CODE: lambda: _("QR code of the room, own account"),
    Way.TYPED_CODE: lambda: _("typed code of the room, own account"),
    Way.BADGE: lambda: _("badge, scanned by the trainer"),
    Way.NAME: lambda: _("chosen by name by the trainer"),
    Way.PAPER: lambda: _("signature on paper"),
    "correction": lambda: _("entered by the trainer"),
}
_FORMS: dict[Form, Callable[[], str]] = {
    Form.ON_SITE: lambda: _("on site"),
    Form.REMOTE: lambda: _("live, remote"),
}
#: topics of these laws make the training one that they ask for
_LAWS = ("KRI", "KSC")


class PolishTable:
    """The list as a table, see `app.attendance.participation`."""

    language = "pl"

    def table(self, facts: Facts, issue: Issue) -> Table:
        """The list in words."""
        with force_locale(self.language):
            return Table(tuple(_lines(facts, issue)), tuple(_columns()), tuple(_rows(facts)))

    def revocation(self, session: str) -> str:
        """Why a completion no longer holds after a correction."""
        with force_locale(self.language):
            return _("Attendance at “%(session)s” was corrected.", session=session)


def confirmation_label(confirmation: str) -> str:
    return _CONFIRMATIONS[confirmation]()


def length_label(minutes: int) -> str:
    return minutes_label(minutes)


def number_line(issue: Issue) -> Line:
    return _("Number"), issue.number


def fact_lines(facts: Facts, day: Callable[[date], str]) -> Iterator[Line]:
    """What the training was, a name and a value each; `day` writes days."""
    if facts.session != facts.training:
        yield _("Session"), facts.session
    yield _("Field"), category_label(Category(facts.category))
    yield _("Programme"), facts.programme
    yield _("Form"), _FORMS[Form(facts.form)]()
    yield _("Meetings"), "; ".join(_occasions(facts, day))
    hours = teaching_hours_label(facts.teaching_hours)
    yield _("Length"), f"{minutes_label(facts.minutes)} ({hours})"
    yield _("Trainers"), "; ".join(_leaders(facts))
    yield _("Credit is earned by"), credit_rule(facts.credit_percent, facts.credit_minutes)
    if facts.topics:
        yield _("What the training covered"), " ".join(_topics(facts))


def count_lines(facts: Facts) -> Iterator[Line]:
    """How many people, a name and a number each."""
    yield _("Entitled"), str(facts.entitled)
    yield _("Present"), str(facts.present)
    yield _("Earned credit"), str(facts.credited)
    yield _("Absent"), str(facts.absent)
    yield _("of these excused"), str(facts.excused)


def legal_basis(topics: Iterable[str]) -> str:
    """What asks for such a training; empty for another one."""
    if not any(topic.startswith(_LAWS) for topic in topics):
        return ""
    return _(
        "Basis: § 19(2)(6) of the regulation on the National Interoperability Framework, and the"
        " documentation of the school's information security management system."
    )


def credit_rule(percent: int | None, minutes: int | None) -> str:
    """How much is enough."""
    if percent is not None:
        return _("at least %(percent)s%% of the time", percent=percent)
    if minutes is not None:
        return _("at least %(length)s", length=minutes_label(minutes))
    return _("any presence")


def _lines(facts: Facts, issue: Issue) -> Iterator[Line]:
    yield number_line(issue)
    yield _("Drawn up"), clock.local(issue.drawn_up_at).strftime("%Y-%m-%d %H:%M")
    yield _("Drawn up by"), issue.drawn_up_by
    yield _("Training"), facts.training
    yield from fact_lines(facts, date.isoformat)
    yield _("Organiser"), facts.organiser
    yield _("School"), facts.school
    yield _("RSPO"), str(facts.rspo or "")
    yield _("Basis"), legal_basis(facts.topics)
    yield from count_lines(facts)


def _columns() -> Iterator[str]:
    yield from (_("No."), _("Surname"), _("First name"), _("Post"), _("School"))
    yield from (_("Day"), _("Came at"), _("Minutes"), _("Way of confirmation"))
    yield from (_("Credit"), _("Certificate"))


def _rows(facts: Facts) -> Iterator[tuple[str | int, ...]]:
    for number, one in enumerate(facts.entries, start=1):
        yield (
            number,
            *(one.last_name, one.first_name, one.post, one.school),
            _each(one, lambda each: each.day.isoformat()),
            _each(one, lambda each: each.arrived),
            one.minutes,
            _each(one, lambda each: confirmation_label(each.confirmation)),
            yes_or_no(one),
            one.certificate,
        )


def yes_or_no(entry: Entry) -> str:
    """Whether credit was earned."""
    return _("yes") if entry.completed_on is not None else _("no")


def _each(entry: Entry, say: Callable[[Attendance], str]) -> str:
    """The same about each meeting."""
    return ", ".join(map(say, entry.attended))


def _occasions(facts: Facts, day: Callable[[date], str]) -> Iterator[str]:
    for one in facts.occasions:
        start, end = clock.local(one.starts_at), clock.local(one.ends_at)
        said = f"{day(start.date())} {start:%H:%M}–{end:%H:%M}"
        yield f"{said}, {one.place}" if one.place else said


def _leaders(facts: Facts) -> Iterator[str]:
    for one in facts.leaders:
        yield f"{one.name} ({one.function})" if one.function else one.name


def _topics(facts: Facts) -> Iterator[str]:
    return (topic_sentence(Topic(code)) for code in facts.topics)
