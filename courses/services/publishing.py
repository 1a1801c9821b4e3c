"""What an author wrote becomes a version of its course."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from sqlalchemy import func, select

from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db, dialect_name
from app.core.errors import NotFound
from app.core.folding import fold
from app.training.models.trainings import Category, Topic, Training, TrainingVersion
from app.training.queries.trainings import training_by_code
from app.training.services.trainings import add_version, create_training
from courses.models import Course, CoursePicture, CourseVersion, Lesson
from courses.packs.folder import COURSE
from courses.packs.pictures import Picture
from courses.packs.problems import PackRefused, Problem
from courses.packs.reading import Pack

_PUBLISHING = 0x5041434B  # any constant; lets one pack in at a time on PostgreSQL
_LONGEST_SEARCH_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Published:
    """The newest version of the course, and whether it came to be just now."""

    version: CourseVersion
    is_new: bool


def publish(pack: Pack, *, by: Actor, at: datetime) -> Published:
    """The pack is what the course offers from now on; nothing happens if it was so already.

    Its training and programme are those of the register, or are created. Whoever started an older
    version stays on it.

    Raises:
        PackRefused: the register says something else about the training or its programme.
    """
    _one_at_a_time()
    course = db.session.scalars(select(Course).where(Course.code == pack.code)).one_or_none()
    newest = _newest(course)
    if newest is not None and newest.digest == pack.digest:
        return Published(newest, is_new=False)
    training = _training(pack, course, by)
    programme = _programme(pack, training, by)
    if course is None:
        course = Course(code=pack.code, training=training)
        db.session.add(course)
    version = _version(pack, programme, number=newest.number + 1 if newest else 1, by=by, at=at)
    version.course = course
    db.session.add(version)
    db.session.flush()
    _store(pack.pictures)
    _record(version, by)
    return Published(version, is_new=True)


def _one_at_a_time() -> None:
    """Two who load the same pack make one version; on SQLite only one can write anyway."""
    if dialect_name() == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(_PUBLISHING)))


def _newest(course: Course | None) -> CourseVersion | None:
    if course is None:
        return None
    versions = select(CourseVersion).where(CourseVersion.course_id == course.id)
    return db.session.scalars(versions.order_by(CourseVersion.number.desc()).limit(1)).first()


def _training(pack: Pack, course: Course | None, by: Actor) -> Training:
    """The training that the pack names, with the facts that the pack gives."""
    given = pack.training
    if course is not None and fold(course.training.code) != fold(given.code):
        _refuse(pack, "other_training", [{"registered": course.training.code}])
    try:
        training = training_by_code(given.code)
    except NotFound:
        return create_training(
            code=given.code,
            title=pack.title,
            category=Category(given.category),
            validity_months=given.validity_months,
            by=by,
        )
    registered = {"category": training.category, "validity_months": training.validity_months}
    _demand_equal(pack, "training_differs", {"code": training.code}, registered)
    return training


def _programme(pack: Pack, training: Training, by: Actor) -> TrainingVersion:
    """The programme that the pack names, with the facts that the pack gives."""
    given = pack.training
    by_label = {version.label: version for version in training.versions}
    version = by_label.get(given.programme)
    if version is not None:
        registered = {
            "in_force_from": version.in_force_from,
            "minutes": version.minutes,
            "topics": version.topics,
        }
        _demand_equal(pack, "programme_differs", {"label": version.label}, registered)
        return version
    if any(one.in_force_from == given.in_force_from for one in training.versions):
        day = given.in_force_from
        _refuse(pack, "day_taken", [{"code": training.code, "day": day.isoformat()}])
    return add_version(
        training,
        label=given.programme,
        in_force_from=given.in_force_from,
        minutes=given.minutes,
        topics=map(Topic, given.topics),
        by=by,
    )


def _demand_equal(
    pack: Pack, code: str, named: Mapping[str, str], registered: Mapping[str, object]
) -> None:
    """The pack gives the values that the register has; else each difference is told."""
    given = pack.training.model_dump(mode="json")
    differences = [
        {**named, "field": field, "registered": there, "given": here}
        for field, value in registered.items()
        if (there := _words(value)) != (here := _words(given[field]))
    ]
    if differences:
        _refuse(pack, code, differences)


def _words(value: object) -> str:
    """The value as a pack writes it; the order of topics does not matter."""
    if isinstance(value, list):
        return ", ".join(sorted(value))
    return "–" if value is None else str(value)


def _refuse(pack: Pack, code: str, faults: Iterable[Mapping[str, str]]) -> NoReturn:
    raise PackRefused(Problem(COURSE, pack.training_line, code, details) for details in faults)


def _version(
    pack: Pack, programme: TrainingVersion, *, number: int, by: Actor, at: datetime
) -> CourseVersion:
    words = (pack.title, pack.summary, *(lesson.title for lesson in pack.lessons))
    return CourseVersion(
        number=number,
        digest=pack.digest,
        training_version=programme,
        language=pack.language,
        title=pack.title,
        summary=pack.summary,
        outcomes=list(pack.outcomes),
        glossary={key: term.model_dump() for key, term in pack.glossary.items()},
        facts=[fact.model_dump(mode="json") for fact in pack.facts],
        search_text=fold(" ".join(words))[:_LONGEST_SEARCH_TEXT],
        published_at=at,
        published_by=by.name,
        lessons=[
            Lesson(
                position=position,
                slug=lesson.slug,
                title=lesson.title,
                minutes=lesson.minutes,
                parts=list(lesson.parts),
            )
            for position, lesson in enumerate(pack.lessons, start=1)
        ],
    )


def _store(pictures: Iterable[Picture]) -> None:
    """Each is stored once, whatever versions and courses show it."""
    by_digest = {picture.digest: picture for picture in pictures}
    known = select(CoursePicture.digest).where(CoursePicture.digest.in_(by_digest))
    for digest in by_digest.keys() - set(db.session.scalars(known)):
        picture = by_digest[digest]
        media_type, content = picture.media_type, picture.content
        db.session.add(CoursePicture(digest=digest, media_type=media_type, content=content))
    db.session.flush()


def _record(version: CourseVersion, by: Actor) -> None:
    course = version.course
    facts = {
        "version": version.number,
        "label": version.training_version.label,
        "digest": version.digest,
    }
    subject = Subject("course", course.id, f"{course.code}: {version.title}")
    audit.record("courses.published", subject, by=by, changes=audit.difference({}, facts))
