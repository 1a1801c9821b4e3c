"""How somebody stands before the quiz of a course, and what was tried so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from app.core.actors import Actor
from app.core.db import db
from app.core.errors import Forbidden, NotFound
from app.core.settings import Settings
from courses.models import Course
from courses.queries.catalogue import newest_content
from courses.queries.content import VersionContent, version_content
from courses.queries.enrolments import Outline, Reading, outline, reading_of
from quizzes.models import Attempt
from quizzes.queries.content import QuizContent, quiz_of
from quizzes.terms import Entry, Terms, Try


@dataclass(frozen=True, slots=True)
class QuizAddress:
    """The quiz of a course, or a result in it: of which version and of whom depends on who asks."""

    course_id: int
    code: str
    #: of an attempt, if the address names one
    number: int = 0

    @property
    def scope_paths(self) -> Iterable[str]:
        """Courses belong to the whole tree."""
        return ("",)


@dataclass(frozen=True, slots=True)
class Standing:
    """The quiz of the version that somebody reads, and what may be done with it now."""

    #: None: the course was not started
    reading: Reading | None
    content: VersionContent
    quiz: QuizContent
    terms: Terms
    entry: Entry
    outline: Outline
    #: of this enrolment, the latest first
    tries: tuple[Try, ...]

    @property
    def last_handed_in(self) -> Try | None:
        """The latest attempt that has a result."""
        return next((one for one in self.tries if one.submitted_at is not None), None)

    @property
    def next_start(self) -> datetime | None:
        """From when one more attempt may begin; None: at once."""
        return self.terms.next_start(self.tries)

    @property
    def attempts_left(self) -> int | None:
        """None: there is no end."""
        return self.terms.attempts_left(len(self.tries))


_ADDRESS = select(Course.id, Course.code).where(Course.code == bindparam("code"))

_TRIES = (
    select(
        Attempt.number,
        Attempt.started_at,
        Attempt.submitted_at,
        Attempt.percent,
        Attempt.is_passed,
    )
    .where(Attempt.enrolment_id == bindparam("enrolment_id"))
    .order_by(Attempt.number.desc())
)


def quiz_or_404(code: str, number: int = 0) -> QuizAddress:
    """The address, if there is such a course.

    Raises:
        NotFound
    """
    found = db.session.execute(_ADDRESS, {"code": code}).one_or_none()
    if found is None:
        raise NotFound
    return QuizAddress(*found, number)


def learner(actor: Actor) -> int:
    """The person who learns, as `Permission.COURSE_TAKE` demands one.

    Raises:
        Forbidden: there is none behind the account.
    """
    if actor.person_id is None:
        raise Forbidden
    return actor.person_id


def standing(address: QuizAddress, person_id: int, settings: Settings, at: datetime) -> Standing:
    """How the person stands before the quiz at that instant, in two or three queries.

    Raises:
        NotFound: the course has no quiz.
    """
    reading = reading_of(person_id, address.course_id)
    content = version_content(reading.version_id) if reading else newest_content(address.course_id)
    quiz = quiz_of(content.id)
    tries = _tries(reading.enrolment_id) if reading else ()
    terms = quiz.terms(settings)
    lessons = outline(content, reading.finished_lessons if reading else frozenset())
    return Standing(
        reading=reading,
        content=content,
        quiz=quiz,
        terms=terms,
        entry=_entry(reading, lessons, terms.entry(tries, at)),
        outline=lessons,
        tries=tries,
    )


def _entry(reading: Reading | None, lessons: Outline, by_tries: Entry) -> Entry:
    """The first thing that matters."""
    if reading is None:
        return Entry.NOT_STARTED
    if reading.is_over:
        return Entry.FINISHED
    if by_tries is Entry.OPEN or lessons.is_all_read:
        return by_tries
    return Entry.LESSONS_FIRST


def _tries(enrolment_id: int) -> tuple[Try, ...]:
    return tuple(Try(*row) for row in db.session.execute(_TRIES, {"enrolment_id": enrolment_id}))
