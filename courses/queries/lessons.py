"""One lesson as it is opened: of which version, by whom, and what comes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, func, select

from app.core.actors import Actor
from app.core.db import db
from app.core.errors import Conflict, NotFound
from app.core.permissions import Permission, allows
from courses.models import CheckAnswer, Course, CourseVersion, Lesson
from courses.queries.content import (
    LessonContent,
    LessonHead,
    VersionContent,
    lesson_content,
    version_content,
)
from courses.queries.enrolments import Outline, Reading, outline, reading_of


class NotStarted(Conflict):
    """The person reads a lesson without having started the course."""


class LessonOfAnotherVersion(Conflict):
    """The lesson belongs to a version of the course that the person does not read."""


@dataclass(frozen=True, slots=True)
class LessonAddress:
    """A lesson as an address names it: which version is meant depends on who asks."""

    course_id: int
    code: str
    newest_id: int
    slug: str
    #: key of a check in it, if one is meant
    check_key: str | None = None

    @property
    def scope_paths(self) -> Iterable[str]:
        """Courses belong to the whole tree."""
        return ("",)


@dataclass(frozen=True, slots=True)
class OpenLesson:
    """A lesson of the version somebody reads, or of the newest one in preview."""

    content: VersionContent
    lesson: LessonHead
    #: None in preview
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class LessonPage:
    """All that the page of a lesson shows."""

    content: VersionContent
    lesson: LessonHead
    body: LessonContent
    #: None in preview
    reading: Reading | None
    outline: Outline
    #: key of a check → numbers of the options chosen last
    answers: Mapping[str, tuple[int, ...]]
    #: since when a newer version is offered; None if this is the newest
    newer_since: datetime | None

    @property
    def is_kept(self) -> bool:
        """What is done on the page is recorded: neither in preview, nor once all is finished."""
        return self.reading is not None and not self.reading.is_over

    @property
    def before(self) -> LessonHead | None:
        return self.content.before(self.lesson)

    @property
    def onward(self) -> LessonHead | None:
        """Where "next" leads, see `onward_from`."""
        finished = self.reading.finished_lessons if self.reading else frozenset()
        return onward_from(self.content, self.lesson, finished, is_kept=self.is_kept)

    @property
    def way(self) -> list[str]:
        """Of each lesson in order: "done", "here" or "ahead"."""
        return [
            "done" if one.is_finished else "here" if one.id == self.lesson.id else "ahead"
            for one in self.outline.lessons
        ]

    @property
    def place(self) -> tuple[str, str] | None:
        """Id and words of the heading last in sight, if it was left below one."""
        place = self.reading.place_in(self.lesson.id) if self.reading else None
        return next((one for one in self.body.headings.items() if one[0] == place), None)


_ADDRESS = (
    select(Course.id, Course.code, func.max(CourseVersion.id))
    .join(CourseVersion, CourseVersion.course_id == Course.id)
    .where(Course.code == bindparam("code"))
    .group_by(Course.id)
)


def lesson_or_404(code: str, slug: str, check_key: str | None = None) -> LessonAddress:
    """The address, if there is such a course.

    Raises:
        NotFound
    """
    found = db.session.execute(_ADDRESS, {"code": code}).one_or_none()
    if found is None:
        raise NotFound
    return LessonAddress(*found, slug, check_key)


def open_lesson(address: LessonAddress, actor: Actor) -> OpenLesson:
    """The lesson in the version that the actor reads; for who may preview, else in the newest.

    Raises:
        NotStarted: the actor has not started the course, and may not preview it.
        LessonOfAnotherVersion: the version has no such lesson, another one has.
        NotFound: no version has.
    """
    reading = reading_of(actor.person_id, address.course_id) if actor.person_id else None
    if reading is None and not allows(actor, Permission.COURSE_PREVIEW):
        raise NotStarted
    content = version_content(reading.version_id if reading else address.newest_id)
    lesson = content.lesson(address.slug)
    if lesson is None:
        raise LessonOfAnotherVersion if _is_known(address) else NotFound
    return OpenLesson(content, lesson, reading)


def lesson_page(address: LessonAddress, actor: Actor) -> LessonPage:
    """The page of the lesson, in three queries once its version is known to this process.

    Raises:
        NotStarted, LessonOfAnotherVersion, NotFound: as `open_lesson`.
    """
    opened = open_lesson(address, actor)
    body, reading = lesson_content(opened.lesson.id), opened.reading
    is_newest = opened.content.id == address.newest_id
    return LessonPage(
        content=opened.content,
        lesson=opened.lesson,
        body=body,
        reading=reading,
        outline=outline(opened.content, reading.finished_lessons if reading else frozenset()),
        answers=_answers(reading.enrolment_id, opened.lesson.id) if reading and body.checks else {},
        newer_since=None if is_newest else version_content(address.newest_id).published_at,
    )


def answers_shown(
    page: LessonPage, asked: str | None, chosen: Sequence[int]
) -> dict[str, tuple[int, ...]]:
    """The answers given, and the one that the address brings where nothing is recorded."""
    check = page.body.checks.get(asked or "")
    if check is None or page.is_kept:
        return dict(page.answers)
    return {**page.answers, check.key: check.possible(chosen)}


def onward_from(
    content: VersionContent, lesson: LessonHead, finished: frozenset[int], *, is_kept: bool
) -> LessonHead | None:
    """The lesson after this one; after the last one the first still unread, if that matters.

    None: all is read. What comes then is the quiz, or the page of the course.
    """
    following = content.after(lesson)
    if following is not None or not is_kept:
        return following
    unread = (one for one in content.lessons if one.id not in finished and one != lesson)
    return next(unread, None)


def _is_known(address: LessonAddress) -> bool:
    of_course = CourseVersion.course_id == address.course_id
    known = exists(Lesson.id).where(
        Lesson.slug == address.slug,
        Lesson.course_version_id.in_(select(CourseVersion.id).where(of_course)),
    )
    return bool(db.session.scalar(select(known)))


_ANSWERS = select(CheckAnswer.check_key, CheckAnswer.chosen).where(
    CheckAnswer.enrolment_id == bindparam("enrolment_id"),
    CheckAnswer.lesson_id == bindparam("lesson_id"),
)


def _answers(enrolment_id: int, lesson_id: int) -> Mapping[str, tuple[int, ...]]:
    rows = db.session.execute(_ANSWERS, {"enrolment_id": enrolment_id, "lesson_id": lesson_id})
    return {key: tuple(chosen) for key, chosen in rows}
