"""An attempt by the token that forms name it by, held while something is written to it."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select

from app.core.db import db
from courses.models import Enrolment
from quizzes.grading import Asked
from quizzes.models import Attempt
from quizzes.queries.content import quiz_content
from quizzes.queries.papers import asked_on

#: as `secrets.token_urlsafe(32)` makes them; anything else is not worth a question
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class HeldAttempt:
    """What must be known of an attempt before anything is written to it."""

    id: int
    number: int
    enrolment_id: int
    quiz_id: int
    paper: list[dict[str, Any]]
    closes_at: datetime | None
    submitted_at: datetime | None

    def question(self, position: int | None) -> Asked | None:
        """The question at this place of the paper, from 1; None if there is none."""
        if position is None or not 1 <= position <= len(self.paper):
            return None
        return asked_on(self.paper[position - 1 : position], quiz_content(self.quiz_id))[0]

    def is_late(self, at: datetime) -> bool:
        """Whether answers are not heard any more at that instant."""
        return self.closes_at is not None and at > self.closes_at


_OWN: Select[Any] = (
    select(
        Attempt.id,
        Attempt.number,
        Attempt.enrolment_id,
        Attempt.quiz_id,
        Attempt.paper,
        Attempt.closes_at,
        Attempt.submitted_at,
    )
    .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    .where(Attempt.token == bindparam("token"), Enrolment.person_id == bindparam("person_id"))
)
_FOR_ANSWER = _OWN.with_for_update(read=True, of=Attempt)
_FOR_MARKS = _OWN.with_for_update(of=Attempt)


def held_for_answer(token: str, person_id: int) -> HeldAttempt | None:
    """The person's attempt with this token; until the transaction ends nobody can mark it.

    Answers to it may come side by side. None if the person has no such attempt.
    """
    return _held(_FOR_ANSWER, token, person_id)


def held_for_marks(token: str, person_id: int) -> HeldAttempt | None:
    """The same; until the transaction ends nobody else can mark or answer it."""
    return _held(_FOR_MARKS, token, person_id)


def _held(question: Select[Any], token: str, person_id: int) -> HeldAttempt | None:
    if not _TOKEN.fullmatch(token):
        return None
    row = db.session.execute(question, {"token": token, "person_id": person_id}).one_or_none()
    return HeldAttempt(*row) if row else None
