"""What stands in a published version. It never changes, so each process reads it once."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from html import unescape
from itertools import groupby
from operator import itemgetter

from markupsafe import Markup
from sqlalchemy import select

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
    """These versions with their lists of lessons; two queries for all that are not known yet."""
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
    heads = db.session.execute(
        select(
            Lesson.course_version_id,
            Lesson.id,
            Lesson.slug,
            Lesson.title,
            Lesson.minutes,
            Lesson.position,
        )
        .where(Lesson.course_version_id.in_(version_ids))
        .order_by(Lesson.course_version_id, Lesson.position)
    ).all()
    lessons = {
        version_id: tuple(LessonHead(*head[1:]) for head in group)
        for version_id, group in groupby(heads, itemgetter(0))
    }
    versions = db.session.execute(_VERSIONS.where(CourseVersion.id.in_(version_ids)))
    return {
        row.id: VersionContent(
            **{**row._mapping, "outcomes": tuple(row.outcomes)}, lessons=lessons[row.id]
        )
        for row in versions
    }


_VERSIONS = select(
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
).join(CourseVersion.course)


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
