"""The quiz of a published version. It never changes, so each process reads it once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from app.core.db import db
from app.core.errors import NotFound
from app.core.memory import DatabaseMemory
from app.core.settings import Settings
from quizzes.grading import Item
from quizzes.models import Question, Quiz
from quizzes.terms import Terms

#: a bank is some fifty kilobytes
_CAPACITY = 128
_memory = DatabaseMemory(_CAPACITY)


@dataclass(frozen=True, slots=True)
class QuizContent:
    """A quiz with its bank."""

    id: int
    version_id: int
    draw: int
    pass_percent: int
    #: how long it takes, as the author estimates
    minutes: int
    #: None leaves it to the settings
    attempts: int | None
    #: None leaves it to the settings
    pause_minutes: int | None
    #: None: take your time
    time_limit_minutes: int | None
    #: by id
    items: Mapping[int, Item]

    @property
    def questions(self) -> int:
        """How many questions a paper has."""
        return min(self.draw, len(self.items))

    def terms(self, settings: Settings) -> Terms:
        """The terms of the quiz; where it has none, those of the operator (0 attempts: no end)."""
        pause = settings.quiz_pause_minutes if self.pause_minutes is None else self.pause_minutes
        limit = self.time_limit_minutes
        return Terms(
            attempts=self.attempts or settings.quiz_attempts or None,
            pause=timedelta(minutes=pause),
            time_limit=None if limit is None else timedelta(minutes=limit),
        )


def quiz_of(version_id: int) -> QuizContent:
    """The quiz of this version of a course.

    Raises:
        NotFound: it has none.
    """
    known = partial(_read_id, version_id)
    return quiz_content(_memory.answer(("version", version_id), None, known))


def quiz_content(quiz_id: int) -> QuizContent:
    """The quiz with this id."""
    return _memory.answer(("quiz", quiz_id), None, partial(_read, quiz_id))


def _read_id(version_id: int) -> int:
    found = db.session.scalars(select(Quiz.id).where(Quiz.course_version_id == version_id))
    quiz_id = found.one_or_none()
    if quiz_id is None:
        raise NotFound
    return quiz_id


def _read(quiz_id: int) -> QuizContent:
    quiz = db.session.get_one(Quiz, quiz_id)
    columns = select(Question.id, Question.kind, Question.content, Question.lesson_slug)
    rows = db.session.execute(columns.where(Question.quiz_id == quiz_id).order_by(Question.id))
    return QuizContent(
        id=quiz.id,
        version_id=quiz.course_version_id,
        draw=quiz.draw,
        pass_percent=quiz.pass_percent,
        minutes=quiz.minutes,
        attempts=quiz.attempts,
        pause_minutes=quiz.pause_minutes,
        time_limit_minutes=quiz.time_limit_minutes,
        items={row.id: Item(*row) for row in rows},
    )
