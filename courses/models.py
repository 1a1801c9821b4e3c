"""Courses, their published versions, and the progress of people through them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, UtcDateTime
from app.people.models import Person
from app.training.models.completions import Completion
from app.training.models.trainings import Training, TrainingVersion


class Course(Base):
    """An online delivery of a training. What it teaches stands in its versions."""

    __tablename__ = "courses"
    __table_args__ = (CheckConstraint("length(code) > 0", name="code_given"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: as the author names it in the pack ("S1")
    code: Mapped[str] = mapped_column(String(40), unique=True)
    training_id: Mapped[int] = mapped_column(
        ForeignKey("trainings.id", ondelete="RESTRICT"), index=True
    )

    training: Mapped[Training] = relationship()
    versions: Mapped[list["CourseVersion"]] = relationship(
        back_populates="course", order_by="CourseVersion.number.desc()"
    )

    @property
    def scope_paths(self) -> Iterable[str]:
        """Courses belong to the whole tree."""
        return ("",)


class CourseVersion(Base):
    """The content of a course as it was published. Never changed: an edited pack is a new version.

    The newest is offered; whoever started an older one stays on it.
    """

    __tablename__ = "course_versions"
    __table_args__ = (
        UniqueConstraint("course_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("length(digest) = 64", name="digest_length"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="RESTRICT"))
    number: Mapped[int]
    #: SHA-256 over the files of the pack
    digest: Mapped[str] = mapped_column(String(64))
    training_version_id: Mapped[int] = mapped_column(
        ForeignKey("training_versions.id", ondelete="RESTRICT"), index=True
    )
    language: Mapped[str] = mapped_column(String(5))
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(600))
    #: what somebody can do afterwards
    outcomes: Mapped[list[str]] = mapped_column(JSON)
    #: key → {"term", "definition"}
    glossary: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON)
    #: facts that may age: "id", "text", "source", "url", "checked_on", "check_again_by", "owner"
    facts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    #: title, summary and titles of lessons, folded for search
    search_text: Mapped[str] = mapped_column(String(4000))
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by: Mapped[str] = mapped_column(String(210))

    course: Mapped[Course] = relationship(back_populates="versions")
    training_version: Mapped[TrainingVersion] = relationship()
    lessons: Mapped[list["Lesson"]] = relationship(
        back_populates="course_version", order_by="Lesson.position"
    )

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.course.scope_paths


class Lesson(Base):
    """One lesson of a version, ready to be shown."""

    __tablename__ = "lessons"
    __table_args__ = (
        UniqueConstraint("course_version_id", "position"),
        UniqueConstraint("course_version_id", "slug"),
        CheckConstraint("position > 0", name="position_positive"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_version_id: Mapped[int] = mapped_column(
        ForeignKey("course_versions.id", ondelete="RESTRICT")
    )
    #: from 1
    position: Mapped[int]
    slug: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    #: how long reading takes, as the author estimates
    minutes: Mapped[int]
    #: in order: {"html": …} or {"check": {"key", "prompt", "several", "options": […]}}
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)

    course_version: Mapped[CourseVersion] = relationship(back_populates="lessons")

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.course_version.scope_paths


class CoursePicture(Base):
    """A picture of any number of versions, known by what is in it."""

    __tablename__ = "course_pictures"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest_length"),)

    #: SHA-256 of the content
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(40))
    content: Mapped[bytes] = mapped_column(LargeBinary)

    @property
    def scope_paths(self) -> Iterable[str]:
        return ("",)


class Enrolment(Base):
    """A person works through a version of a course; at most one unfinished per course."""

    __tablename__ = "enrolments"
    __table_args__ = (
        Index(
            "uq_enrolments_unfinished",
            "person_id",
            "course_id",
            unique=True,
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
        Index("ix_enrolments_person_course", "person_id", "course_id"),
        CheckConstraint(
            "(finished_at IS NULL) = (completion_id IS NULL)", name="finished_with_completion"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    course_id: Mapped[int] = mapped_column(
        ForeignKey("courses.id", ondelete="RESTRICT"), index=True
    )
    course_version_id: Mapped[int] = mapped_column(
        ForeignKey("course_versions.id", ondelete="RESTRICT"), index=True
    )
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    completion_id: Mapped[int | None] = mapped_column(
        ForeignKey("completions.id", ondelete="RESTRICT"), index=True
    )

    person: Mapped[Person] = relationship()
    course: Mapped[Course] = relationship()
    course_version: Mapped[CourseVersion] = relationship()
    completion: Mapped[Completion | None] = relationship()
    progress: Mapped[list["LessonProgress"]] = relationship()

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.person.scope_paths


class LessonProgress(Base):
    """How far somebody is in a lesson, and how long it was really looked at."""

    __tablename__ = "lesson_progress"
    __table_args__ = (CheckConstraint("seconds >= 0", name="seconds_not_negative"),)

    enrolment_id: Mapped[int] = mapped_column(
        ForeignKey("enrolments.id", ondelete="CASCADE"), primary_key=True
    )
    lesson_id: Mapped[int] = mapped_column(
        ForeignKey("lessons.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    #: when it was last looked at
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: when it was read to its end; None until then
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: time with the lesson in sight, as far as the browser could tell; capped
    seconds: Mapped[int]
    #: the heading that was last in sight, to resume there on another device
    place: Mapped[str | None] = mapped_column(String(80))


class CheckAnswer(Base):
    """What somebody answered to a check inside a lesson, most recently."""

    __tablename__ = "check_answers"
    __table_args__ = (
        ForeignKeyConstraint(["enrolment_id"], ["enrolments.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["lesson_id"], ["lessons.id"], ondelete="RESTRICT"),
        Index("ix_check_answers_lesson_id", "lesson_id"),
    )

    enrolment_id: Mapped[int] = mapped_column(primary_key=True)
    lesson_id: Mapped[int] = mapped_column(primary_key=True)
    check_key: Mapped[str] = mapped_column(String(80), primary_key=True)
    #: numbers of the chosen options, from 0, ascending
    chosen: Mapped[list[int]] = mapped_column(JSON)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
