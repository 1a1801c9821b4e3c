"""Courses and lessons in words, for those who learn and those who look after what they read."""

from collections.abc import Callable
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock
from app.training.wording.register import minutes_label
from app.web.languages import date_full
from courses.checks import Judgement
from courses.queries.content import LessonHead, VersionContent
from courses.queries.course import CoursePage
from courses.queries.enrolments import OutlineLesson
from courses.queries.facts import Fact, Freshness
from courses.queries.own import OwnCourse, OwnState, Urgency, urgency_of

#: kind of a chip, and its words
Chip = tuple[str, str]

_DUE: dict[Urgency, tuple[str, Callable[[str], str]]] = {
    Urgency.OVERDUE: ("short", lambda day: _("was due on %(day)s", day=day)),
    Urgency.SOON: ("short", lambda day: _("by %(day)s", day=day)),
    Urgency.LATER: ("plain", lambda day: _("by %(day)s", day=day)),
}

_FRESHNESS: dict[Freshness, tuple[str, Callable[[], str]]] = {
    Freshness.OVERDUE: ("short", lambda: _("check now")),
    Freshness.SOON: ("short", lambda: _("check soon")),
    Freshness.FRESH: ("met", lambda: _("up to date")),
}


def extent(content: VersionContent) -> str:
    """How much there is to read: "5 lessons, 30 minutes"."""
    count = len(content.lessons)
    lessons = ngettext("%(num)s lesson", "%(num)s lessons", count)
    return _("%(lessons)s, %(minutes)s", lessons=lessons, minutes=minutes_label(content.minutes))


def minutes(lesson: LessonHead | OutlineLesson) -> str:
    return minutes_label(lesson.minutes)


def place_of(lesson: LessonHead, content: VersionContent) -> str:
    """Where a lesson stands, and how long it takes: "Lesson 3 of 5 · 6 minutes"."""
    return _(
        "Lesson %(number)s of %(total)s · %(minutes)s",
        number=lesson.position,
        total=len(content.lessons),
        minutes=minutes_label(lesson.minutes),
    )


def own_chip(own: OwnCourse, today: date) -> Chip | None:
    """How it stands with a course of one's own: until when, or since when it is done."""
    if own.due_on is not None and own.completed_on is None:
        return due_chip(own.due_on, today)
    if own.state is OwnState.DONE:
        return "met", _("done")
    return None if own.state is OwnState.NOT_STARTED else ("plain", _("started"))


def due_chip(due_on: date, today: date) -> Chip:
    """Until when something is to be completed, or since when it is late."""
    kind, words = _DUE[urgency_of(due_on, today)]
    return kind, words(date_full(due_on))


def way_label(read: int, total: int) -> str:
    """How far somebody is: "2 of 5 lessons read"."""
    return ngettext(
        "%(read)s of %(num)s lesson read", "%(read)s of %(num)s lessons read", total, read=read
    )


def own_sentence(own: OwnCourse) -> str:
    """What comes next in a course of one's own, in one sentence."""
    if own.state is OwnState.DONE and own.completed_on is not None:
        return _("Completed on %(day)s.", day=date_full(own.completed_on))
    if own.next_lesson is None:
        return _("All lessons are read. What is left is the quiz.")
    if own.state is OwnState.NOT_STARTED:
        lessons = ngettext("%(num)s lesson", "%(num)s lessons", own.lessons_total)
        return _(
            "%(lessons)s, %(minutes)s in all.", lessons=lessons, minutes=minutes_label(own.minutes)
        )
    return _(
        "Next: %(lesson)s, %(minutes)s.",
        lesson=own.next_lesson.title,
        minutes=minutes_label(own.next_lesson.minutes),
    )


def older_version(newer_since: datetime) -> str:
    """Said to whoever reads a version that is no longer the newest."""
    day = date_full(clock.local(newer_since).date())
    return _("You are on the version you started; a newer one was published on %(day)s.", day=day)


def lesson_state(lesson: OutlineLesson, next_lesson: OutlineLesson | None) -> str:
    """Whether a lesson of the outline was read."""
    if lesson.is_finished:
        return _("read")
    return _("next") if lesson == next_lesson else _("not read yet")


def quiz_note(page: CoursePage) -> str:
    """When the quiz can be taken, or that it was passed."""
    if page.reading is not None and page.reading.is_over:
        return _("passed")
    if page.reading is not None and page.outline.is_all_read:
        return _("open now")
    return _("opens when every lesson is read")


def start_label(page: CoursePage) -> str:
    """What the button says to somebody who has completed the training."""
    if page.reading is None:
        return _("Take the course all the same")
    return _("Start the newer version") if page.newer_since else _("Start again")


def verdict(judgement: Judgement) -> str:
    """What an answer to a check is worth, in one sentence that leads on."""
    if judgement.is_right:
        return _("That is right.")
    if all(one.is_right for one in judgement.options if one.is_chosen):
        return ngettext(
            "Right so far, but %(num)s answer that fits is missing.",
            "Right so far, but %(num)s answers that fit are missing.",
            judgement.missing,
        )
    return _("Not quite. Read why, and choose again.")


def freshness_chip(fact: Fact, today: date) -> Chip:
    """Whether a fact is to be looked up again."""
    kind, words = _FRESHNESS[fact.freshness(today)]
    return kind, words()


def fact_headers() -> list[str]:
    """The headings of the table of facts."""
    return [
        _("Fact"),
        _("Source"),
        _("Address"),
        _("Checked on"),
        _("Check again by"),
        _("Who checks"),
    ]
