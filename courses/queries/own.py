"""The courses of one person: what is due, what was begun, what is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.training.queries.assignments import Due, dues_of
from courses.queries.catalogue import newest_of
from courses.queries.content import LessonHead, VersionContent, version_content, version_contents
from courses.queries.enrolments import Reading, readings_of, resume_of

#: how long before its day something is said to be due soon
SOON_DAYS = 14


class Urgency(StrEnum):
    """How pressing it is that a course be completed."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"


def urgency_of(due_on: date, today: date) -> Urgency:
    """How pressing what is not done yet is; its last day is still in time."""
    if due_on < today:
        return Urgency.OVERDUE
    return Urgency.SOON if (due_on - today).days <= SOON_DAYS else Urgency.LATER


class OwnState(StrEnum):
    """How far somebody is in a course."""

    NOT_STARTED = "not_started"
    READING = "reading"
    #: all is read, the quiz comes
    QUIZ = "quiz"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """A course that somebody is to take, has begun, or has finished."""

    course_id: int
    #: what it delivers
    training_id: int
    code: str
    title: str
    state: OwnState
    #: of the version that is read, or would be
    lessons_read: int
    lessons_total: int
    #: how long reading all lessons takes
    minutes: int
    #: where to begin or to read on; None once all is read
    next_lesson: LessonHead | None
    #: id of the heading last in sight there
    place: str | None
    #: None: nobody asks for it
    due_on: date | None
    #: by the completion that is still valid; None: it is yet to be done
    completed_on: date | None


def own_courses(
    person_id: int, today: date, known_dues: Iterable[Due] | None = None
) -> list[OwnCourse]:
    """What the person is to take or has ever started: the soonest due first.

    Then what was started, then what is done, the latest first. Once per course. Three queries,
    once its contents are known to this process; two if what `dues_of` says is known already.
    """
    asked_for = dues_of(person_id, today) if known_dues is None else known_dues
    dues = {due.training_id: due for due in asked_for}
    readings = {one.course_id: one for one in readings_of(person_id)}
    version_contents(one.version_id for one in readings.values())  # so that each is known below
    own = [
        own_course(newest, readings.get(newest.course_id), dues.get(newest.training_id), today)
        for newest in newest_of(dues.keys(), readings.keys())
    ]
    return sorted(own, key=_order)


def own_course(
    offered: VersionContent, reading: Reading | None, due: Due | None, today: date
) -> OwnCourse:
    """How the person stands with one course; `offered` is what a fresh start would read."""
    completed_on = _completed_on(reading, due, today)
    if reading is not None and reading.is_over and completed_on is None:
        reading = None  # it does not hold any more: the way begins anew
    content = version_content(reading.version_id) if reading else offered
    resume = resume_of(reading) if reading else None
    lesson = resume.lesson if resume else None if reading else content.lessons[0]
    return OwnCourse(
        course_id=content.course_id,
        training_id=content.training_id,
        code=content.code,
        title=content.title,
        state=_state(reading, lesson, completed_on),
        lessons_read=len(reading.finished_lessons) if reading else 0,
        lessons_total=len(content.lessons),
        minutes=content.minutes,
        next_lesson=lesson,
        place=resume.place if resume else None,
        due_on=due.due_on if due else None,
        completed_on=completed_on,
    )


def _completed_on(reading: Reading | None, due: Due | None, today: date) -> date | None:
    """When it was completed, here or elsewhere, if that is still valid."""
    if due is not None:
        return due.completed_on
    return reading.completed_on if reading and reading.holds(today) else None


def _state(
    reading: Reading | None, lesson: LessonHead | None, completed_on: date | None
) -> OwnState:
    if reading is not None and not reading.is_over:
        return OwnState.READING if lesson else OwnState.QUIZ
    return OwnState.NOT_STARTED if completed_on is None else OwnState.DONE


def _order(own: OwnCourse) -> tuple[int, int, str]:
    if own.completed_on is not None and own.state is OwnState.DONE:
        return 2, -own.completed_on.toordinal(), own.code
    if own.due_on is not None and own.completed_on is None:
        return 0, own.due_on.toordinal(), own.code
    return 1, 0, own.code
