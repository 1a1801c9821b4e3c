"""A small course for tests that need one but not its pack."""

from typing import Any

from app.core import clock
from app.core.db import db
from app.training.models.trainings import TrainingVersion
from courses.models import Course, CourseVersion, Lesson
from tests.support.city import add_training

#: the second option is right
CHECK: dict[str, Any] = {
    "key": "pomylka",
    "prompt": "<p>Co robimy najpierw?</p>",
    "several": False,
    "options": [
        {"html": "Czekamy", "is_right": False, "why": "Czas działa przeciw nam."},
        {"html": "Zgłaszamy", "is_right": True, "why": "Tak, od razu."},
    ],
}


def add_course(code: str = "S1", *, lessons: int = 2) -> CourseVersion:
    """The first version of a course stands in the catalogue; its first lesson has a check."""
    version_id = add_training(code)
    training_version = db.session.get_one(TrainingVersion, version_id)
    course = Course(code=code, training_id=training_version.training_id)
    db.session.add(course)
    db.session.flush()
    return add_course_version(course, training_version, number=1, lessons=lessons)


def add_course_version(
    course: Course, training_version: TrainingVersion, *, number: int, lessons: int = 2
) -> CourseVersion:
    """One more version of the course, with as many lessons."""
    version = CourseVersion(
        course_id=course.id,
        number=number,
        digest=f"{number:064}",
        training_version_id=training_version.id,
        language="pl",
        title="Bezpieczeństwo na co dzień",
        summary="Co chronimy i po co.",
        outcomes=["wiem, komu zgłosić"],
        glossary={},
        facts=[],
        search_text="bezpieczenstwo na co dzien co chronimy i po co",
        published_at=clock.now(),
        published_by="autor",
        lessons=[_lesson(position) for position in range(1, lessons + 1)],
    )
    db.session.add(version)
    db.session.flush()
    return version


def _lesson(position: int) -> Lesson:
    parts: list[dict[str, Any]] = [{"html": f"<h2 id='a'>Początek {position}</h2><p>Treść.</p>"}]
    if position == 1:
        parts += [{"check": CHECK}, {"html": "<p>I dalej.</p>"}]
    return Lesson(
        position=position,
        slug=f"lekcja-{position}",
        title=f"Lekcja {position}",
        minutes=5,
        parts=parts,
    )
