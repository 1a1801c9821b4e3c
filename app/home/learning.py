"""What somebody who learns does now: what is left in words, and the most urgent course first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.training.queries.assignments import Due, dues_of
from certificates.facts import State
from certificates.queries.people import OwnCertificate, certificates_of
from courses.queries.own import OwnCourse, OwnState, own_courses
from courses.wording.learning import Chip, due_chip

_CERTIFICATES_SHOWN = 3

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
class Elsewhere:
    """A training to be completed that no course delivers."""

    title: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class Learning:
    """What somebody has to learn."""

    person_id: int
    today: date
    #: what is left, in words
    headline: str
    #: courses not done yet, the most urgent first
    courses: tuple[OwnCourse, ...]
    elsewhere: tuple[Elsewhere, ...]


def learning_of(person_id: int, today: date) -> Learning:
    """What is left for the person."""
    dues = dues_of(person_id, today)
    courses = own_courses(person_id, today, dues)
    left = [one for one in courses if _is_left(one)]
    delivered = {one.training_id for one in courses}
    elsewhere = [
        one for one in dues if one.completed_on is None and one.training_id not in delivered
    ]
    return Learning(
        person_id=person_id,
        today=today,
        headline=_headline(left, elsewhere, has_done=bool(courses or dues)),
        courses=tuple(left),
        elsewhere=tuple(Elsewhere(one.title, due_chip(one.due_on, today)) for one in elsewhere),
    )


def newest_certificates(person_id: int, today: date) -> tuple[OwnCertificate, ...]:
    """A few of the person's certificates, the newest first, without revoked ones."""
    held = certificates_of(person_id, today)
    return tuple(one for one in held if one.state is not State.REVOKED)[:_CERTIFICATES_SHOWN]


def _is_left(course: OwnCourse) -> bool:
    """Asked for, or begun; what has expired and nobody asks for is no duty."""
    if course.state is OwnState.NOT_STARTED:
        return course.due_on is not None
    return course.state is not OwnState.DONE


def _headline(left: Sequence[OwnCourse], elsewhere: Sequence[Due], *, has_done: bool) -> str:
    """What is left, in words."""
    count = len(left) + len(elsewhere)
    if not count:
        return _("Everything is done") if has_done else _("Nothing is due for you")
    if count > 1:
        in_digits = ngettext("%(num)s training is left", "%(num)s trainings are left", count)
        return str(_TRAININGS_LEFT.get(count, in_digits))
    return _of_course(left[0]) if left else _("One training is left")


def _of_course(course: OwnCourse) -> str:
    if course.state is OwnState.QUIZ:
        return _("Only the quiz is left")
    lessons = course.lessons_total - course.lessons_read
    in_digits = ngettext(
        "%(num)s lesson and a quiz are left", "%(num)s lessons and a quiz are left", lessons
    )
    return str(_LESSONS_LEFT.get(lessons, in_digits))
