"""Teresa learns: what tests about progress begin with, and what they look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from app.core.actors import Actor
from app.core.db import db, transaction
from app.training.models.completions import Completion
from app.training.models.trainings import Training
from app.training.services.completions import revoke
from courses.models import CheckAnswer, Course, Enrolment, LessonProgress
from courses.queries.enrolments import Reading, Resume, reading_of, resume_of
from courses.queries.lessons import LessonAddress, lesson_or_404
from courses.queries.own import OwnCourse, own_courses
from courses.services import progress
from courses.services.enrolments import enrol, finish
from courses.services.progress import Glance
from tests.support.city import City
from tests.support.courses import add_course, add_course_version

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody in a city that offers course S1, in transactions of their own."""

    city: City
    persona: str = "teresa"
    code: str = "S1"

    @property
    def person_id(self) -> int:
        return self.city.persons[self.persona]

    @property
    def actor(self) -> Actor:
        return Actor(self.persona.title(), self.city.accounts[self.persona], self.person_id)

    def publish(self, *, lessons: int = 3) -> None:
        """The course is on offer; of a course that is already, one more version."""
        with self._writing():
            course = db.session.scalars(select(Course).where(Course.code == self.code)).first()
            if course is None:
                add_course(self.code, lessons=lessons)
            else:
                newest = course.versions[0]
                number = newest.number + 1
                add_course_version(course, newest.training_version, number=number, lessons=lessons)

    def starts(self, at: datetime = NOON) -> int:
        """The course is started; the number of the enrolment."""
        with self._writing():
            return enrol(self._course(), self.person_id, by=self.actor, at=at).id

    def reads(self, *lessons: int, at: datetime = NOON, seconds: int = 0) -> str | None:
        """The lessons are read to their end; the slug of the lesson that comes next."""
        onward = None
        for lesson in lessons:
            address = self._address(lesson)
            with self._writing():
                onward = progress.finish_lesson(address, Glance(seconds), by=self.actor, at=at)
        return onward.slug if onward else None

    def looks(self, lesson: int, seconds: int, at: datetime, place: str = "") -> None:
        """The browser says that the lesson was in sight."""
        address, glance = self._address(lesson), Glance(seconds, place)
        with self._writing():
            progress.keep_time(address, glance, by=self.actor, at=at)

    def passes(self, at: datetime = NOON, percent: int = 90) -> int:
        """The quiz is passed; the number of the completion."""
        with self._writing():
            enrolment = db.session.get_one(Enrolment, self.reading().enrolment_id)
            return finish(enrolment, percent, by=self.actor, at=at).id

    def loses_it(self) -> None:
        """What was completed is revoked."""
        with self._writing():
            completion = db.session.scalars(
                select(Completion).order_by(Completion.id.desc()).limit(1)
            ).one()
            revoke(completion, reason="pomyłka", by=self.actor, at=NOON)

    def ages(self, months: int | None) -> None:
        """The training is valid for so long."""
        with self._writing():
            training = db.session.scalars(select(Training).where(Training.code == self.code)).one()
            training.validity_months = months

    def reading(self) -> Reading:
        """The way through the course as it stands."""
        with self.city.app.app_context():
            found = reading_of(self.person_id, self._course().id)
        assert found is not None
        return found

    def resume(self) -> Resume | None:
        with self.city.app.app_context():
            return resume_of(self.reading())

    def own(self, today: date = TODAY) -> list[OwnCourse]:
        with self.city.app.app_context():
            return own_courses(self.person_id, today)

    def seconds(self) -> dict[str, int]:
        """The time kept for each lesson, by slug, of whichever version."""
        with self.city.app.app_context():
            rows = db.session.scalars(select(LessonProgress)).all()
            slugs = {
                lesson.id: lesson.slug
                for course in db.session.scalars(select(Course))
                for version in course.versions
                for lesson in version.lessons
            }
            return {slugs[row.lesson_id]: row.seconds for row in rows}

    def answers(self) -> dict[str, list[int]]:
        """What is kept of checks, by key."""
        with self.city.app.app_context():
            return {row.check_key: row.chosen for row in db.session.scalars(select(CheckAnswer))}

    def enrolments(self) -> int:
        """How many there are, whoever's."""
        with self.city.app.app_context():
            return len(db.session.scalars(select(Enrolment.id)).all())

    def _course(self) -> Course:
        return db.session.scalars(select(Course).where(Course.code == self.code)).one()

    def _address(self, lesson: int) -> LessonAddress:
        with self.city.app.app_context():
            return lesson_or_404(self.code, f"lekcja-{lesson}")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self.city.app.app_context(), transaction():
            yield
