"""What stands in a published version. It never changes, so each process reads it once."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from html import unescape
from itertools import groupby
from operator import itemgetter
from typing import Any

from markupsafe import Markup
from sqlalchemy import Row, select

from app.core.db import db
from app.core.memory import DatabaseMemory
from app.core.typography import bound
from courses.checks import Check
from courses.models import Course, CourseVersion, Lesson

#: lessons are some thirty kilobytes each
_CAPACITY = 512
_memory = DatabaseMemory(_CAPACITY)

_HEADING = re.compile(r"<h([23])\s[^>]*\bid=[\"']([^\"']+)[\"'][^>]*>(.*?)</h\1>", re.DOTALL)
#: as courses.packs.rendering writes it
_TERM = re.compile(r'<span class="term-meaning"[^>]*><strong>(.*?)</strong>(.*?)</span>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class LessonHead:
    """A lesson as lists name it."""

    id: int
    slug: str
    title: str
    #: how long reading takes, as the author estimates
    minutes: int
    #: from 1
    position: int


@dataclass(frozen=True, slots=True)
class VersionContent:
    """A version without the text of its lessons."""

    id: int
    course_id: int
    code: str
    number: int
    training_id: int
    language: str
    title: str
    summary: str
    outcomes: tuple[str, ...]
    published_at: datetime
    #: in order, at least one
    lessons: tuple[LessonHead, ...]

    @property
    def minutes(self) -> int:
        """How long reading all lessons takes."""
        return sum(one.minutes for one in self.lessons)

    def lesson(self, slug: str) -> LessonHead | None:
        """The lesson with this slug; None if the version has none such."""
        return next((one for one in self.lessons if one.slug == slug), None)

    def before(self, lesson: LessonHead) -> LessonHead | None:
        return next((one for one in self.lessons if one.position == lesson.position - 1), None)

    def after(self, lesson: LessonHead) -> LessonHead | None:
        return next((one for one in self.lessons if one.position == lesson.position + 1), None)


@dataclass(frozen=True, slots=True)
class LessonContent:
    """The text of a lesson."""

    #: safe HTML, or a check, in order
    parts: tuple[Markup | Check, ...]
    #: by key
    checks: Mapping[str, Check]
    #: id of each heading → its words, in order
    headings: Mapping[str, str]
    #: term of the glossary → what it means, in order of first use; safe HTML
    terms: Mapping[str, str]


def version_content(version_id: int) -> VersionContent:
    """The version with its list of lessons."""
    return version_contents([version_id])[0]


def version_contents(version_ids: Iterable[int]) -> list[VersionContent]:
    """These versions with their lists of lessons; one query for all that are not known yet."""
    wanted = list(version_ids)
    read = _read_versions([one for one in wanted if not _memory.knows(("version", one))])
    return [_memory.answer(("version", one), None, partial(_found, one, read)) for one in wanted]


def lesson_content(lesson_id: int) -> LessonContent:
    """The text of the lesson."""
    return _memory.answer(("lesson", lesson_id), None, partial(_read_lesson, lesson_id))


def _found(version_id: int, read: Mapping[int, VersionContent]) -> VersionContent:
    """The version among those that were read; read by itself if it was forgotten meanwhile."""
    return read.get(version_id) or _read_versions([version_id])[version_id]


def _read_versions(version_ids: Collection[int]) -> dict[int, VersionContent]:
    if not version_ids:
        return {}
    rows = db.session.execute(_VERSIONS.where(CourseVersion.id.in_(version_ids)))
    return {version_id: _version(list(found)) for version_id, found in groupby(rows, itemgetter(0))}


def _version(rows: Sequence[Row[*tuple[Any, ...]]]) -> VersionContent:
    """The version with its lessons, of each of which there is a row."""
    *version, outcomes, published_at = rows[0][: len(_VERSION)]
    lessons = tuple(LessonHead(*row[len(_VERSION) :]) for row in rows)
    return VersionContent(*[*version, tuple(outcomes), published_at, lessons])


_VERSION = (
    CourseVersion.id,
    CourseVersion.course_id,
    Course.code,
    CourseVersion.number,
    Course.training_id,
    CourseVersion.language,
    CourseVersion.title,
    CourseVersion.summary,
    CourseVersion.outcomes,
    CourseVersion.published_at,
)
_LESSON = (Lesson.id, Lesson.slug, Lesson.title, Lesson.minutes, Lesson.position)
_VERSIONS = (
    select(*_VERSION, *_LESSON)
    .join(CourseVersion.course)
    .join(Lesson, Lesson.course_version_id == CourseVersion.id)
    .order_by(CourseVersion.id, Lesson.position)
)


def _read_lesson(lesson_id: int) -> LessonContent:
    stored = db.session.scalars(select(Lesson.parts).where(Lesson.id == lesson_id)).one()
    parts = tuple(
        Check.read(one["check"]) if "check" in one else Markup(bound(one["html"]))  # noqa: S704 - the reader of packs made it safe
        for one in stored
    )
    text = "".join(part.prompt if isinstance(part, Check) else part for part in parts)
    return LessonContent(
        parts=parts,
        checks={part.key: part for part in parts if isinstance(part, Check)},
        headings={
            identity: unescape(_TAG.sub("", words)).strip()
            for _level, identity, words in _HEADING.findall(text)
        },
        terms={term: Markup(meaning) for term, meaning in _TERM.findall(text)},  # noqa: S704
    )
