"""Teresa takes the quiz of course S1: what tests about attempts begin with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import select

from app.core.actors import Actor
from app.core.db import db, transaction
from app.core.settings import Settings
from courses.models import Course, CourseVersion, Enrolment, LessonProgress
from courses.queries.content import version_content
from courses.services.enrolments import enrol
from quizzes.models import Attempt
from quizzes.queries.papers import Paper, handed_in_paper, open_paper
from quizzes.queries.standing import Standing, quiz_or_404, standing
from quizzes.services import answers, attempts
from quizzes.services.answers import Outcome, Sheet
from tests.support.city import City
from tests.support.courses import add_course, add_course_version
from tests.support.quizzes import add_quiz, right_answer, wrong_answer

CODE = "S1"
QUIZ = f"/courses/{CODE}/quiz"
#: long ago, by the clock of pages
NOON = datetime(2025, 11, 24, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def build_course(city: City, **quiz: int | None) -> None:
    """Course S1 of two lessons has a quiz of five questions; nobody has started it."""
    with city.app.app_context(), transaction():
        add_quiz(add_course(CODE), **quiz)


def reader(city: City, **quiz: int | None) -> "Learner":
    """Teresa has read everything before a quiz like this."""
    build_course(city, **quiz)
    teresa = Learner(city)
    teresa.enrol()
    teresa.read()
    return teresa


def place_of(paper: Paper, kind: str) -> int:
    """Where the first question of this kind stands on the paper."""
    kinds = [asked.item.kind for asked in paper.asked]
    return kinds.index(kind) + 1


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody at course S1, in an application of their own."""

    city: City
    persona: str = "teresa"

    @property
    def person_id(self) -> int:
        return self.city.persons[self.persona]

    @property
    def actor(self) -> Actor:
        return Actor(self.persona.title(), self.city.accounts[self.persona], self.person_id)

    @property
    def settings(self) -> Settings:
        found: Settings = self.city.app.extensions["settings"]
        return found

    def enrol(self, at: datetime = NOON) -> None:
        """The course is started, nothing is read."""
        with self._writing():
            course = db.session.scalars(select(Course).where(Course.code == CODE)).one()
            enrol(course, self.person_id, by=self.actor, at=at)

    def read(self, lessons: int = 2, at: datetime = NOON) -> None:
        """So many lessons are read."""
        with self._writing():
            mine = select(Enrolment).where(
                Enrolment.person_id == self.person_id, Enrolment.finished_at.is_(None)
            )
            enrolment = db.session.scalars(mine).one()
            for one in version_content(enrolment.course_version_id).lessons[:lessons]:
                db.session.add(
                    LessonProgress(
                        enrolment_id=enrolment.id,
                        lesson_id=one.id,
                        seen_at=at,
                        finished_at=at,
                        seconds=0,
                    )
                )

    def publish(self) -> None:
        """A newer version of the course is offered, a reason to take it again."""
        with self._writing():
            old = db.session.scalars(select(CourseVersion)).one()
            version = add_course_version(old.course, old.training_version, number=2)
            add_quiz(version)

    def start(self, at: datetime = NOON, seed: int = 1) -> Paper:
        """An attempt is open; its paper."""
        with self._writing():
            address = quiz_or_404(CODE)
            attempts.start(address, self.settings, random=Random(seed), by=self.actor, at=at)
        return self.paper()

    def paper(self) -> Paper:
        """The open paper."""
        with self.city.app.app_context():
            paper = open_paper(CODE, self.person_id)
        assert paper
        return paper

    def result(self, number: int) -> Paper:
        """The paper that was handed in under this number."""
        with self.city.app.app_context():
            return handed_in_paper(CODE, self.person_id, number)

    def standing(self, at: datetime = NOON) -> Standing:
        with self.city.app.app_context():
            return standing(quiz_or_404(CODE), self.person_id, self.settings, at)

    def save(self, paper: str, position: int | None, *places: int, at: datetime = NOON) -> Outcome:
        """These places of the question are sent as the answer."""
        form = {"answer": [str(place) for place in places]}
        with self._writing():
            return answers.save_answer(Sheet(paper, position, form), by=self.actor, at=at)

    def answer(
        self, paper: Paper, position: int, *, is_right: bool = True, at: datetime = NOON
    ) -> Outcome:
        """The question at this place is answered, rightly or not at all rightly."""
        asked = paper.asked[position - 1]
        given = right_answer(asked) if is_right else wrong_answer(asked)
        places = [asked.order.index(number) for number in given]
        return self.save(paper.token, position, *places, at=at)

    def answer_all(self, paper: Paper, right: int, at: datetime = NOON) -> None:
        """So many questions from the first on are answered rightly, the others wrongly."""
        for position in range(1, len(paper.asked) + 1):
            self.answer(paper, position, is_right=position <= right, at=at)

    def submit(self, paper: str, at: datetime = NOON) -> Outcome:
        """The paper is handed in."""
        with self._writing():
            return attempts.submit(Sheet(paper, None, {}), by=self.actor, at=at)

    def try_once(self, right: int, at: datetime = NOON) -> Paper:
        """A whole attempt with so many right answers; what it was worth."""
        paper = self.start(at)
        self.answer_all(paper, right, at)
        self.submit(paper.token, at)
        return self.result(paper.number)

    def attempts(self) -> int:
        """How many attempts there are at all."""
        with self.city.app.app_context():
            return len(db.session.scalars(select(Attempt)).all())

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self.city.app.app_context(), transaction():
            yield
