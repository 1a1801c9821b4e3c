"""Lessons and quiz of a pack are published together, or not at all."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.core.actors import command_line
from app.core.db import Base, db, transaction
from courses.models import CourseVersion
from courses.packs.folder import PackFolder
from courses.packs.problems import PackRefused
from courses.services.publishing import Published
from quizzes.models import Question, Quiz
from quizzes.queries.content import quiz_of
from quizzes.services.publishing import publish_course
from tests.quizzes.taking import NOON
from tests.support.packs import Change, write_pack

BY = command_line("kadra courses load")
SECOND = "questions/02-komu-zglosic.yaml"


def publish(app: Flask, folder: Path, **changes: Change) -> Published:
    """The small pack with these files changed is published."""
    pack = PackFolder.open(write_pack(folder, **changes))
    with app.app_context(), transaction():
        return publish_course(pack, by=BY, at=NOON)


def count(app: Flask, model: type[Base]) -> int:
    """How many rows the table has."""
    with app.app_context():
        return db.session.scalars(select(func.count()).select_from(model)).one()


def test_a_pack_becomes_a_course_with_a_quiz(app: Flask, tmp_path: Path) -> None:
    published = publish(app, tmp_path)

    with app.app_context():
        quiz = quiz_of(published.version.id)
    assert (quiz.draw, quiz.pass_percent, quiz.minutes, len(quiz.items)) == (8, 80, 5, 12)
    assert (quiz.attempts, quiz.pause_minutes, quiz.time_limit_minutes) == (None, None, None)
    assert {item.lesson for item in quiz.items.values()} == {"pomylka-w-adresie", "komu-zglosic"}


def test_terms_of_the_pack_are_kept(app: Flask, tmp_path: Path) -> None:
    terms = "draw: 8\n  attempts: 3\n  pause_minutes: 0\n  time_limit_minutes: 20"

    published = publish(app, tmp_path, **{"course.yaml": ("draw: 8", terms)})

    with app.app_context():
        quiz = quiz_of(published.version.id)
    assert (quiz.attempts, quiz.pause_minutes, quiz.time_limit_minutes) == (3, 0, 20)


def test_the_same_pack_twice_changes_nothing(app: Flask, tmp_path: Path) -> None:
    first, second = publish(app, tmp_path), publish(app, tmp_path)

    assert (first.is_new, second.is_new) == (True, False)
    assert first.version.id == second.version.id
    assert (count(app, Quiz), count(app, Question)) == (1, 12)


def test_an_edited_question_makes_a_new_version_beside_the_old(app: Flask, tmp_path: Path) -> None:
    first = publish(app, tmp_path / "a")
    second = publish(app, tmp_path / "b", **{SECOND: ("Pomyłkę lepiej", "Każdą pomyłkę lepiej")})

    assert (first.version.number, second.version.number) == (1, 2)
    with app.app_context():
        old, new = quiz_of(first.version.id), quiz_of(second.version.id)
    assert not old.items.keys() & new.items.keys()
    assert (count(app, Quiz), count(app, Question)) == (2, 24)


def test_faults_of_lessons_and_questions_are_told_together(app: Flask, tmp_path: Path) -> None:
    faults: dict[str, Change] = {
        SECOND: ("answer: false", "answer: nie"),
        "lessons/02-komu-zglosic.md": "## Tytuł\n\n<script>alert(1)</script>\n",
        "course.yaml": ("pass_percent: 80", "pass_percent: 180"),
    }

    with pytest.raises(PackRefused) as refused:
        publish(app, tmp_path, **faults)

    files = [problem.file for problem in refused.value.problems]
    assert files[:2] == ["course.yaml", "lessons/02-komu-zglosic.md"]
    assert files[-1] == SECOND
    assert count(app, CourseVersion) == count(app, Quiz) == 0


def test_a_fault_of_a_question_alone_refuses_the_whole_pack(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(PackRefused):
        publish(app, tmp_path, **{SECOND: ("answer: false", "answer: nie")})

    assert count(app, CourseVersion) == 0
