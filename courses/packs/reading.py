"""A pack as a whole: its files fit together, or every fault is told."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from courses.packs.documents import Document, read_yaml
from courses.packs.folder import COURSE, PackFolder
from courses.packs.labels import LABELS
from courses.packs.lessons import LessonBody, read_lesson
from courses.packs.pages import Shelf
from courses.packs.pictures import Picture, read_pictures
from courses.packs.problems import Problems
from courses.packs.references import demand_every_fact_used, read_facts, read_glossary
from courses.packs.schema import (
    COURSE_ADAPTER,
    CourseDocument,
    Fact,
    QuizSection,
    Term,
    TrainingSection,
)

_DEFAULT_LANGUAGE = "pl"


@dataclass(frozen=True, slots=True)
class PackLesson:
    """A lesson, ready to be stored."""

    slug: str
    title: str
    minutes: int
    #: in order: {"html": …} or {"check": {"key", "prompt", "several", "options": […]}}
    parts: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """What an author wrote, but for the questions."""

    code: str
    language: str
    title: str
    summary: str
    outcomes: tuple[str, ...]
    #: what is completed, and where course.yaml says so
    training: TrainingSection
    training_line: int
    lessons: tuple[PackLesson, ...]
    glossary: Mapping[str, Term]
    facts: tuple[Fact, ...]
    pictures: tuple[Picture, ...]
    quiz: QuizSection
    #: of everything in its folder, the questions included
    digest: str


def read_pack(folder: PackFolder, problems: Problems) -> Pack | None:
    """The pack in this folder, as far as it can be made out; None when course.yaml cannot.

    Every fault is told, but for those of questions. Whoever goes on must refuse the pack if there
    are any: what was at fault is missing from it.
    """
    course = read_yaml(folder, COURSE, COURSE_ADAPTER, problems)
    glossary = read_glossary(folder, problems)
    facts = read_facts(folder, problems)
    pictures = read_pictures(folder, problems)
    shelf = Shelf(LABELS[_language(course)], glossary, facts, pictures)
    bodies = {
        name: read_lesson(folder, name, shelf, problems) for name in folder.inside("lessons", ".md")
    }
    _demand_use(folder, bodies.values(), facts, problems)
    if course is None:
        return None
    _demand_lessons(course, bodies, problems)
    return Pack(
        code=course.value.code,
        language=course.value.language,
        title=course.value.title,
        summary=course.value.summary,
        outcomes=tuple(course.value.outcomes),
        training=course.value.training,
        training_line=course.line_of("training"),
        lessons=tuple(_lessons(course.value, bodies)),
        glossary=glossary or {},
        facts=tuple((facts or {}).values()),
        pictures=tuple(picture for picture in pictures.values() if picture is not None),
        quiz=course.value.quiz,
        digest=folder.digest,
    )


def _language(course: Document[CourseDocument] | None) -> str:
    return _DEFAULT_LANGUAGE if course is None else course.value.language


def _demand_lessons(
    course: Document[CourseDocument], bodies: Mapping[str, LessonBody | None], problems: Problems
) -> None:
    """Every lesson has a file, every file is a lesson, and no two have one name."""
    lines: dict[str, int] = {}
    for place, lesson in enumerate(course.value.lessons):
        line = course.line_of("lessons", place, "file")
        if lesson.file not in bodies:
            problems.add(COURSE, line, "missing_lesson", lesson=lesson.file)
        if lesson.slug in lines:
            problems.add(COURSE, line, "duplicate_id", id=lesson.slug, first=lines[lesson.slug])
        lines.setdefault(lesson.slug, line)
    listed = {lesson.file for lesson in course.value.lessons}
    for name in bodies.keys() - listed:
        problems.add(name, None, "unlisted_lesson")


def _demand_use(
    folder: PackFolder,
    bodies: Collection[LessonBody | None],
    facts: Mapping[str, Fact] | None,
    problems: Problems,
) -> None:
    """What lies in the pack is there for something; asked only if every lesson could be read."""
    for part, ending in (("lessons", ".md"), ("questions", ".yaml")):
        for name in set(folder.inside(part)) - set(folder.inside(part, ending)):
            problems.add(name, None, "unused_file", ending=ending)
    read = [body for body in bodies if body is not None]
    if len(read) < len(bodies):
        return
    for name in set(folder.inside("pictures")).difference(*(body.pictures for body in read)):
        problems.add(name, None, "unused_picture")
    cited = frozenset[str]().union(*(body.facts for body in read))
    demand_every_fact_used(folder, facts or {}, cited, problems)


def _lessons(
    course: CourseDocument, bodies: Mapping[str, LessonBody | None]
) -> Iterator[PackLesson]:
    for lesson in course.lessons:
        body = bodies.get(lesson.file)
        parts = body.parts if body is not None else ()
        yield PackLesson(lesson.slug, lesson.title, lesson.minutes, parts)
