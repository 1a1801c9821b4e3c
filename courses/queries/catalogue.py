"""The courses on offer: each in its newest version."""

from collections.abc import Collection

from sqlalchemy import Select, func, or_, select

from app.core.db import db
from app.core.errors import NotFound
from app.core.folding import fold
from app.core.paging import PAGE_SIZE, Page
from courses.models import Course, CoursePicture, CourseVersion
from courses.queries.content import VersionContent, version_content, version_contents

_NEWEST = select(func.max(CourseVersion.id)).group_by(CourseVersion.course_id)
_MEDIA_TYPES = {
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}


def course_or_404(code: str) -> Course:
    """The course with this code.

    Raises:
        NotFound
    """
    course = db.session.scalars(select(Course).where(Course.code == code)).one_or_none()
    if course is None:
        raise NotFound
    return course


def newest_content(course_id: int) -> VersionContent:
    """The version that is offered to whoever starts now."""
    newest = select(func.max(CourseVersion.id)).where(CourseVersion.course_id == course_id)
    return version_content(db.session.scalars(newest).one())


def newest_of(training_ids: Collection[int], course_ids: Collection[int]) -> list[VersionContent]:
    """What is offered of the courses that deliver these trainings, and of these courses.

    In order of codes; one query.
    """
    if not training_ids and not course_ids:
        return []
    rows = db.session.scalars(
        select(func.max(CourseVersion.id))
        .join(CourseVersion.course)
        .where(or_(Course.training_id.in_(training_ids), Course.id.in_(course_ids)))
        .group_by(Course.id)
        .order_by(Course.code)
    )
    return version_contents(rows.all())


def offered(words: str, without: Collection[int], number: int) -> Page[VersionContent]:
    """A page of the courses that mention all the words, in order of their codes.

    Letters are compared without case and Polish marks. Courses whose ids are in `without` are left
    out.
    """
    chosen = _mentioning(words).where(Course.id.not_in(without))
    total = db.session.scalars(select(func.count()).select_from(chosen.subquery())).one()
    ids = db.session.scalars(
        chosen.order_by(Course.code).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    )
    return Page(version_contents(ids.all()), total, number)


def picture_or_404(digest: str, ending: str) -> CoursePicture:
    """The picture with this content and an ending of its kind.

    Raises:
        NotFound
    """
    picture = db.session.get(CoursePicture, digest)
    if picture is None or _MEDIA_TYPES.get(ending) != picture.media_type:
        raise NotFound
    return picture


def _mentioning(words: str) -> Select[int]:
    every = select(CourseVersion.id).join(CourseVersion.course).where(CourseVersion.id.in_(_NEWEST))
    return every.where(
        *(CourseVersion.search_text.contains(word, autoescape=True) for word in fold(words).split())
    )
