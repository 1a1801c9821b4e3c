"""Papers: an attempt with its questions and what was answered so far."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from app.core.db import db
from app.core.errors import NotFound
from courses.models import Course, Enrolment
from courses.queries.content import LessonHead, VersionContent
from quizzes.grading import Asked, explained, shown
from quizzes.kinds.kind import Given, Shown
from quizzes.models import Answer, Attempt
from quizzes.queries.content import QuizContent, quiz_content

_WHOLE = 100  # percent of a mark


@dataclass(frozen=True, slots=True)
class Answered:
    """What was last given to a question; `credit_percent` is None until it was marked."""

    given: Given
    credit_percent: int | None


@dataclass(frozen=True, slots=True)
class Paper:
    """One attempt of somebody at a quiz."""

    attempt_id: int
    enrolment_id: int
    number: int
    #: how forms name it
    token: str
    started_at: datetime
    #: answers after it are not heard; None without a time limit
    closes_at: datetime | None
    submitted_at: datetime | None
    percent: int | None
    is_passed: bool | None
    quiz: QuizContent
    #: in the order of the paper
    asked: tuple[Asked, ...]
    #: by place on the paper, from 1; what nobody answered is missing
    answers: Mapping[int, Answered]

    @property
    def open_positions(self) -> tuple[int, ...]:
        """Places of the questions that have no answer, ascending."""
        places = range(1, len(self.asked) + 1)
        return tuple(place for place in places if place not in self.answers)

    def given(self, position: int) -> Given:
        """The answer to the question at this place; empty if there is none."""
        answer = self.answers.get(position)
        return answer.given if answer else ()

    def way(self, here: int = 0) -> list[str]:
        """Of each question in order: "here", "done" (answered) or "ahead"."""
        return [
            "here" if place == here else "done" if place in self.answers else "ahead"
            for place in range(1, len(self.asked) + 1)
        ]

    def shown(self, position: int) -> Shown:
        """The question at this place as a page asks it: never what is right, nor why."""
        return shown(self.asked[position - 1], self.given(position))

    def explained(self, position: int) -> object:
        """The question at this place as a page explains it.

        Raises:
            NotFound: the paper was not handed in yet.
        """
        if self.submitted_at is None:
            raise NotFound
        return explained(self.asked[position - 1], self.given(position))

    def is_late(self, at: datetime) -> bool:
        """Whether answers are not heard any more at that instant."""
        return self.closes_at is not None and at > self.closes_at


def _papers(*conditions: Any) -> Select[Any]:  # noqa: ANN401 - as SQLAlchemy has them
    return (
        select(
            Attempt.id,
            Attempt.quiz_id,
            Attempt.enrolment_id,
            Attempt.number,
            Attempt.token,
            Attempt.paper,
            Attempt.started_at,
            Attempt.closes_at,
            Attempt.submitted_at,
            Attempt.percent,
            Attempt.is_passed,
        )
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Course, Course.id == Enrolment.course_id)
        .where(
            Course.code == bindparam("code"),
            Enrolment.person_id == bindparam("person_id"),
            *conditions,
        )
    )


#: asked with every page, so built once
_OPEN = _papers(Attempt.submitted_at.is_(None))
_HANDED_IN = _papers(Attempt.submitted_at.is_not(None), Attempt.number == bindparam("number"))
_ANSWERS = select(Answer.position, Answer.given, Answer.credit_percent).where(
    Answer.attempt_id == bindparam("attempt_id")
)


def open_paper(code: str, person_id: int) -> Paper | None:
    """The paper that the person has not handed in yet, in the course with this code."""
    found = db.session.execute(_OPEN, {"code": code, "person_id": person_id})
    row = found.one_or_none()
    return _paper(row) if row else None


def handed_in_paper(code: str, person_id: int, number: int) -> Paper:
    """The paper of the person's attempt with this number, once it was handed in.

    Raises:
        NotFound
    """
    asked = {"code": code, "person_id": person_id, "number": number}
    row = db.session.execute(_HANDED_IN, asked).one_or_none()
    if row is None:
        raise NotFound
    return _paper(row)


@dataclass(frozen=True, slots=True)
class Latest:
    """The attempt that was begun last."""

    number: int
    submitted_at: datetime | None


def latest_attempt(code: str, person_id: int) -> Latest | None:
    """The person's latest attempt in the course with this code, if there is any."""
    wanted = (
        select(Attempt.number, Attempt.submitted_at)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Course, Course.id == Enrolment.course_id)
        .where(Course.code == code, Enrolment.person_id == person_id)
        .order_by(Attempt.number.desc())
        .limit(1)
    )
    row = db.session.execute(wanted).one_or_none()
    return Latest(*row) if row else None


def to_reread(paper: Paper, content: VersionContent) -> list[tuple[LessonHead, int]]:
    """The lessons that explain what was not answered rightly, and how many such questions.

    In the order of the course; questions that belong to no lesson are left out.
    """
    missed = Counter(
        asked.item.lesson
        for place, asked in enumerate(paper.asked, start=1)
        if place not in paper.answers or paper.answers[place].credit_percent != _WHOLE
    )
    return [(one, missed[one.slug]) for one in content.lessons if one.slug in missed]


def asked_on(paper: list[dict[str, Any]], quiz: QuizContent) -> tuple[Asked, ...]:
    """The questions of a paper as it is stored, in its order."""
    return tuple(Asked(quiz.items[one["question"]], tuple(one["order"])) for one in paper)


def answers_to(attempt_id: int) -> dict[int, Answered]:
    """What was given, by place on the paper; an answer that was taken back is none."""
    rows = db.session.execute(_ANSWERS, {"attempt_id": attempt_id})
    return {
        position: Answered(tuple(given), credit_percent)
        for position, given, credit_percent in rows
        if given
    }


def _paper(row: Row[Any]) -> Paper:
    quiz = quiz_content(row.quiz_id)
    return Paper(
        attempt_id=row.id,
        enrolment_id=row.enrolment_id,
        number=row.number,
        token=row.token,
        started_at=row.started_at,
        closes_at=row.closes_at,
        submitted_at=row.submitted_at,
        percent=row.percent,
        is_passed=row.is_passed,
        quiz=quiz,
        asked=asked_on(row.paper, quiz),
        answers=answers_to(row.id),
    )
