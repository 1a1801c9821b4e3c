"""Answers are saved as they are given. They are records of their own, not doubled in the log."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import cast

from sqlalchemy import Executable, Table

from app.core.actors import Actor
from app.core.db import conflict_insert, db, dialect_name
from quizzes.kinds.kind import Form
from quizzes.kinds.registry import KINDS
from quizzes.models import Answer
from quizzes.queries.standing import learner
from quizzes.queries.tokens import HeldAttempt, held_for_answer


class Fate(StrEnum):
    """What became of something that a browser sent."""

    SAVED = "saved"
    #: the paper has no such question, or the question no such answer
    NOT_ON_PAPER = "not_on_paper"
    #: the time was up
    TOO_LATE = "too_late"
    #: the paper is marked now
    HANDED_IN = "handed_in"
    #: it was handed in before
    HANDED_IN_BEFORE = "handed_in_before"
    #: the token names no paper of this person
    UNKNOWN_PAPER = "unknown_paper"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it, and the number of the attempt if the token was right."""

    fate: Fate
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question of a paper as a browser sent it, true or not."""

    #: token of the paper
    paper: str
    #: place on the paper, from 1; None if no question came along
    position: int | None
    form: Form


def save_answer(sheet: Sheet, *, by: Actor, at: datetime) -> Outcome:
    """The answer stands in place of an earlier one to the same question, if it is heard at all."""
    attempt = held_for_answer(sheet.paper, learner(by))
    if attempt is None:
        return Outcome(Fate.UNKNOWN_PAPER)
    return Outcome(_save(attempt, sheet, at), attempt.number)


def _save(attempt: HeldAttempt, sheet: Sheet, at: datetime) -> Fate:
    if attempt.submitted_at is not None:
        return Fate.HANDED_IN_BEFORE
    if attempt.is_late(at):
        return Fate.TOO_LATE
    asked = attempt.question(sheet.position)
    given = KINDS[asked.item.kind].read(sheet.form, asked.order) if asked else None
    if given is None:
        return Fate.NOT_ON_PAPER
    row = {"attempt_id": attempt.id, "position": sheet.position, "given": given, "saved_at": at}
    db.session.execute(_upsert(dialect_name()), row)
    return Fate.SAVED


@cache
def _upsert(dialect: str) -> Executable:
    """SQL: the answer is written, or takes the place of the one there is."""
    statement = conflict_insert(cast("Table", Answer.__table__), dialect)
    fresh = {"given": statement.excluded.given, "saved_at": statement.excluded.saved_at}
    return statement.on_conflict_do_update(
        index_elements=[Answer.attempt_id, Answer.position], set_=fresh
    )
