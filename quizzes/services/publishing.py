"""A whole course pack is published: lessons and quiz together, or not at all."""

from collections.abc import Sequence
from datetime import datetime

from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from courses.models import CourseVersion
from courses.packs.folder import PackFolder
from courses.packs.problems import Problems
from courses.packs.reading import read_pack
from courses.packs.references import known_facts
from courses.packs.schema import QuizSection
from courses.services.publishing import Published, publish
from quizzes.bank import BankQuestion, read_bank
from quizzes.models import Question, Quiz


def publish_course(folder: PackFolder, *, by: Actor, at: datetime) -> Published:
    """The pack is what its course offers from now on; nothing happens if it was so already.

    Raises:
        PackRefused: with every fault of its files, the questions included; or the register says
            something else about the training.
    """
    problems = Problems()
    pack = read_pack(folder, problems)
    bank = read_bank(folder, problems, known_facts(folder))
    problems.refuse_if_any()
    assert pack is not None  # noqa: S101 - else there would have been a problem
    published = publish(pack, by=by, at=at)
    if published.is_new:
        _add_quiz(published.version, pack.quiz, bank, by)
    return published


def _add_quiz(
    version: CourseVersion, section: QuizSection, bank: Sequence[BankQuestion], by: Actor
) -> None:
    quiz = Quiz(course_version_id=version.id, **section.model_dump())
    quiz.questions = [
        Question(
            key=question.key,
            kind=question.kind,
            content=question.content,
            lesson_slug=question.lesson,
        )
        for question in bank
    ]
    db.session.add(quiz)
    db.session.flush()
    facts = {
        "version": version.number,
        "questions": len(bank),
        "draw": section.draw,
        "pass_percent": section.pass_percent,
    }
    subject = Subject("course", version.course_id, f"{version.course.code}: {version.title}")
    audit.record("courses.quiz_published", subject, by=by, changes=audit.difference({}, facts))
