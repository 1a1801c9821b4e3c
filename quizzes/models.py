"""Quizzes, their questions, and attempts with their answers."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, UtcDateTime
from courses.models import CourseVersion, Enrolment


class Quiz(Base):
    """The quiz of a course version: how many questions are drawn, and what passes."""

    __tablename__ = "quizzes"
    __table_args__ = (
        CheckConstraint("draw > 0", name="draw_positive"),
        CheckConstraint("pass_percent BETWEEN 1 AND 100", name="pass_percent_range"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
        CheckConstraint("attempts > 0", name="attempts_positive"),
        CheckConstraint("pause_minutes >= 0", name="pause_not_negative"),
        CheckConstraint("time_limit_minutes > 0", name="time_limit_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_version_id: Mapped[int] = mapped_column(
        ForeignKey("course_versions.id", ondelete="RESTRICT"), unique=True
    )
    #: questions on a paper
    draw: Mapped[int]
    pass_percent: Mapped[int]
    #: how long it takes, as the author estimates
    minutes: Mapped[int]
    #: how often it may be tried; None leaves it to the settings
    attempts: Mapped[int | None]
    #: rest between two attempts; None leaves it to the settings
    pause_minutes: Mapped[int | None]
    #: None: take your time
    time_limit_minutes: Mapped[int | None]

    course_version: Mapped[CourseVersion] = relationship()
    questions: Mapped[list["Question"]] = relationship(
        back_populates="quiz", order_by="Question.id"
    )

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.course_version.scope_paths


class Question(Base):
    """A question of the bank. Never changed, like the version it belongs to."""

    __tablename__ = "questions"
    __table_args__ = (UniqueConstraint("quiz_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quizzes.id", ondelete="RESTRICT"))
    #: as the author names it
    key: Mapped[str] = mapped_column(String(80))
    #: name of a module of `quizzes.kinds`
    kind: Mapped[str] = mapped_column(String(30))
    #: of the lesson that explains it; None if its file is named after none
    lesson_slug: Mapped[str | None] = mapped_column(String(80))
    #: what that kind needs to ask, to mark and to explain
    content: Mapped[dict[str, Any]] = mapped_column(JSON)

    quiz: Mapped[Quiz] = relationship(back_populates="questions")


class Attempt(Base):
    """One try at a quiz on one frozen paper; at most one is open per enrolment."""

    __tablename__ = "attempts"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "number"),
        Index(
            "uq_attempts_open",
            "enrolment_id",
            unique=True,
            sqlite_where=text("submitted_at IS NULL"),
            postgresql_where=text("submitted_at IS NULL"),
        ),
        CheckConstraint(
            "(submitted_at IS NULL) = (percent IS NULL)"
            " AND (submitted_at IS NULL) = (is_passed IS NULL)",
            name="submitted_with_result",
        ),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quizzes.id", ondelete="RESTRICT"), index=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolments.id", ondelete="RESTRICT"))
    #: from 1, over all attempts of the person at quizzes of the course
    number: Mapped[int]
    #: how forms name the paper; nobody guesses somebody else's
    token: Mapped[str] = mapped_column(String(43), unique=True)
    #: in order: {"question": id, "order": [numbers of options as shown]}
    paper: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: answers after it are not heard; None without a time limit
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: share of the marks, truncated
    percent: Mapped[int | None]
    is_passed: Mapped[bool | None]

    quiz: Mapped[Quiz] = relationship()
    enrolment: Mapped[Enrolment] = relationship()
    answers: Mapped[list["Answer"]] = relationship(order_by="Answer.position")

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.enrolment.scope_paths


class Answer(Base):
    """What was last given to a question of the paper."""

    __tablename__ = "answers"
    __table_args__ = (CheckConstraint("credit_percent BETWEEN 0 AND 100", name="credit_range"),)

    attempt_id: Mapped[int] = mapped_column(
        ForeignKey("attempts.id", ondelete="CASCADE"), primary_key=True
    )
    #: place of the question on the paper, from 1
    position: Mapped[int] = mapped_column(primary_key=True)
    #: numbers of options as the author wrote them, from 0; an ordering in the given order
    given: Mapped[list[int]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: share of the mark, truncated; None until the attempt is submitted
    credit_percent: Mapped[int | None]
