"""How far people are in courses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, select

from app.core.db import db
from app.training.models.completions import Completion
from app.training.models.trainings import Training
from app.training.validity import is_valid
from courses.models import Course, Enrolment, LessonProgress
from courses.queries.content import LessonHead, VersionContent, version_content

#: whoever is to repeat a course may begin so long before the old completion runs out
RENEWAL = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Seen:
    """A lesson that somebody has looked at."""

    lesson_id: int
    seen_at: datetime
    is_finished: bool
    #: id of the heading that was last in sight, if a browser told
    place: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody's way through a version of a course."""

    enrolment_id: int
    course_id: int
    version_id: int
    started_at: datetime
    finished_at: datetime | None
    #: None until it is finished
    completed_on: date | None
    is_revoked: bool
    #: of the training, now
    validity_months: int | None
    seen: tuple[Seen, ...]

    @property
    def is_over(self) -> bool:
        """Finished: nothing more is recorded."""
        return self.finished_at is not None

    @property
    def finished_lessons(self) -> frozenset[int]:
        return frozenset(one.lesson_id for one in self.seen if one.is_finished)

    def place_in(self, lesson_id: int) -> str | None:
        """The heading last in sight in a lesson that is not finished."""
        places = (one.place for one in self.seen if one.lesson_id == lesson_id)
        return next(places, None) if lesson_id not in self.finished_lessons else None

    def holds(self, on: date) -> bool:
        """Whether it was finished with a completion that stands and is still valid on the day."""
        return (
            self.completed_on is not None
            and not self.is_revoked
            and is_valid(self.completed_on, self.validity_months, on)
        )

    def may_begin_anew(self, newest_id: int, today: date) -> bool:
        """Whether it is finished, and there is a reason to start again.

        A newer version is one, and so is a completion that does not hold, or soon will not.
        """
        has_changed = self.version_id != newest_id
        return self.is_over and (has_changed or not self.holds(today + RENEWAL))


@dataclass(frozen=True, slots=True)
class OutlineLesson:
    """A lesson of the version somebody reads, and whether it was read to its end."""

    id: int
    slug: str
    title: str
    minutes: int
    position: int
    is_finished: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """The lessons of a version in order, and how far somebody is."""

    lessons: tuple[OutlineLesson, ...]

    @property
    def finished(self) -> int:
        """How many lessons were read to their end."""
        return sum(one.is_finished for one in self.lessons)

    @property
    def next_lesson(self) -> OutlineLesson | None:
        """The first that was not; None if all were."""
        return next((one for one in self.lessons if not one.is_finished), None)

    @property
    def is_all_read(self) -> bool:
        return self.next_lesson is None


@dataclass(frozen=True, slots=True)
class Resume:
    """Where somebody reads on."""

    lesson: LessonHead
    #: id of a heading
    place: str | None


def current_enrolment(person_id: int, course_id: int) -> Enrolment | None:
    """The person's unfinished enrolment in the course, else the one finished last."""
    wanted = (
        select(Enrolment)
        .where(Enrolment.person_id == person_id, Enrolment.course_id == course_id)
        .order_by(Enrolment.finished_at.is_not(None), Enrolment.id.desc())
        .limit(1)
    )
    return db.session.scalars(wanted).one_or_none()


def outline(content: VersionContent, finished_lessons: frozenset[int]) -> Outline:
    """The lessons of the version, those finished marked."""
    return Outline(
        tuple(
            OutlineLesson(
                one.id, one.slug, one.title, one.minutes, one.position, one.id in finished_lessons
            )
            for one in content.lessons
        )
    )


def reading_of(person_id: int, course_id: int) -> Reading | None:
    """The person's unfinished way through the course, else the last one; one query."""
    asked = {"person_id": person_id, "course_id": course_id}
    return next(iter(_current(db.session.execute(_OF_COURSE, asked).all())), None)


def readings_of(person_id: int) -> list[Reading]:
    """The same for each course the person has ever started, in order of courses; one query."""
    return _current(db.session.execute(_OF_PERSON, {"person_id": person_id}).all())


def resume_of(reading: Reading) -> Resume | None:
    """Where the person reads on: in the lesson looked at last, or in the next one not finished.

    None if all lessons were read.
    """
    content, finished = version_content(reading.version_id), reading.finished_lessons
    unread = [one for one in content.lessons if one.id not in finished]
    if not unread:
        return None
    last_id = max(reading.seen, key=attrgetter("seen_at")).lesson_id if reading.seen else None
    position = next((one.position for one in content.lessons if one.id == last_id), 0)
    lesson = next((one for one in unread if one.position >= position), unread[0])
    return Resume(lesson, reading.place_in(lesson.id))


def _rows_of(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Enrolment.id,
            Enrolment.course_id,
            Enrolment.course_version_id,
            Enrolment.started_at,
            Enrolment.finished_at,
            Completion.completed_on,
            Completion.revoked_at,
            Training.validity_months,
            LessonProgress.lesson_id,
            LessonProgress.seen_at,
            LessonProgress.finished_at.label("read_at"),
            LessonProgress.place,
        )
        .select_from(Enrolment)
        .join(Course, Course.id == Enrolment.course_id)
        .join(Training, Training.id == Course.training_id)
        .outerjoin(Completion, Completion.id == Enrolment.completion_id)
        .outerjoin(LessonProgress, LessonProgress.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id == bindparam("person_id"), *conditions)
        .order_by(Enrolment.course_id, Enrolment.finished_at.is_not(None), Enrolment.id.desc())
    )


#: asked with every lesson, so built once
_OF_PERSON = _rows_of()
_OF_COURSE = _rows_of(Enrolment.course_id == bindparam("course_id"))


def _current(rows: Sequence[Row[Any]]) -> list[Reading]:
    """The first enrolment of each course among rows in the order of `_rows_of`."""
    readings = []
    for _course_id, of_course in groupby(rows, attrgetter("course_id")):
        _enrolment_id, of_enrolment = next(groupby(of_course, attrgetter("id")))
        readings.append(_reading(list(of_enrolment)))
    return readings


def _reading(rows: Iterable[Row[Any]]) -> Reading:
    rows = list(rows)
    first = rows[0]
    return Reading(
        enrolment_id=first.id,
        course_id=first.course_id,
        version_id=first.course_version_id,
        started_at=first.started_at,
        finished_at=first.finished_at,
        completed_on=first.completed_on,
        is_revoked=first.revoked_at is not None,
        validity_months=first.validity_months,
        seen=tuple(
            Seen(row.lesson_id, row.seen_at, row.read_at is not None, row.place)
            for row in rows
            if row.lesson_id is not None
        ),
    )
