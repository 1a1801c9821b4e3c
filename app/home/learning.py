"""What somebody who learns does now: what is left in words, and the most urgent course first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.training.queries.assignments import Due, DueState, dues_of
from app.web.languages import date_full
from courses.queries.own import OwnCourse, OwnState, own_courses
from courses.wording.learning import Chip, own_chip, own_sentence, way_label

#: lessons left → the same in words; more are told in digits
_LESSONS_LEFT = {
    1: _l("One lesson and a quiz are left"),
    2: _l("Two lessons and a quiz are left"),
    3: _l("Three lessons and a quiz are left"),
    4: _l("Four lessons and a quiz are left"),
    5: _l("Five lessons and a quiz are left"),
    6: _l("Six lessons and a quiz are left"),
    7: _l("Seven lessons and a quiz are left"),
    8: _l("Eight lessons and a quiz are left"),
}
#: trainings left, if they are several → the same in words
_TRAININGS_LEFT = {
    2: _l("Two trainings are left"),
    3: _l("Three trainings are left"),
    4: _l("Four trainings are left"),
    5: _l("Five trainings are left"),
}


@dataclass(frozen=True, slots=True)
class CourseCard:
    """A course that is not done yet, and the one button that leads on."""

    title: str
    chip: Chip | None
    #: somebody asks for it
    is_due: bool
    sentence: str
    lessons_read: int
    lessons_total: int
    #: how far somebody is; empty before the start
    way: str
    action: str
    url: str
    #: the button sends a form, because it starts something
    is_start: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A training to be completed that no course delivers."""

    title: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class Learning:
    """What somebody has to learn."""

    person_id: int
    headline: str
    #: the most urgent first
    cards: tuple[CourseCard, ...]
    elsewhere: tuple[Elsewhere, ...]


def learning_of(person_id: int, today: date) -> Learning:
    """What is left for the person."""
    dues = dues_of(person_id, today)
    courses = own_courses(person_id, today, dues)
    left = [one for one in courses if one.state is not OwnState.DONE]
    delivered = {one.training_id for one in courses}
    elsewhere = [
        one for one in dues if one.completed_on is None and one.training_id not in delivered
    ]
    return Learning(
        person_id=person_id,
        headline=_headline(left, elsewhere, has_done=bool(courses or dues)),
        cards=tuple(_card(one, today) for one in left),
        elsewhere=tuple(Elsewhere(one.title, _chip(one, today)) for one in elsewhere),
    )


def _headline(left: Sequence[OwnCourse], elsewhere: Sequence[Due], *, has_done: bool) -> str:
    """What is left, in words."""
    count = len(left) + len(elsewhere)
    if not count:
        return _("Everything is done") if has_done else _("Nothing is due for you")
    if count > 1:
        said = _TRAININGS_LEFT.get(count)
        in_digits = ngettext("%(num)s training is left", "%(num)s trainings are left", count)
        return str(said) if said else in_digits
    return _of_course(left[0]) if left else _("One training is left")


def _of_course(course: OwnCourse) -> str:
    if course.state is OwnState.QUIZ:
        return _("Only the quiz is left")
    lessons = course.lessons_total - course.lessons_read
    said = _LESSONS_LEFT.get(lessons)
    in_digits = ngettext(
        "%(num)s lesson and a quiz are left", "%(num)s lessons and a quiz are left", lessons
    )
    return str(said) if said else in_digits


def _card(course: OwnCourse, today: date) -> CourseCard:
    has_started = course.state is not OwnState.NOT_STARTED
    action, url = _way_on(course)
    return CourseCard(
        title=course.title,
        chip=own_chip(course, today),
        is_due=course.due_on is not None,
        sentence=own_sentence(course),
        lessons_read=course.lessons_read,
        lessons_total=course.lessons_total,
        way=way_label(course.lessons_read, course.lessons_total) if has_started else "",
        action=action,
        url=url,
        is_start=not has_started,
    )


def _chip(due: Due, today: date) -> Chip:
    day = date_full(due.due_on)
    if due.state(today) is DueState.OVERDUE:
        return "short", _("was due on %(day)s", day=day)
    return "short", _("by %(day)s", day=day)


def _way_on(course: OwnCourse) -> tuple[str, str]:
    """Word and address of the button."""
    if course.state is OwnState.NOT_STARTED:
        return _("Start"), url_for("courses.start", code=course.code)
    if course.next_lesson is None:
        return _("Take the quiz"), url_for("quizzes.show", code=course.code)
    lesson = url_for(
        "lessons.show", code=course.code, slug=course.next_lesson.slug, _anchor=course.place
    )
    return _("Read on"), lesson
