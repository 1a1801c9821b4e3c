"""What somebody does in a lesson: time passes, checks are answered, it is read to its end.

These are records of their own and are not doubled in the log, see docs/decisions/0015.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.core.actors import Actor
from app.core.db import db
from app.core.errors import NotFound
from courses.models import CheckAnswer, Enrolment, LessonProgress
from courses.queries.content import LessonHead, lesson_content, version_content
from courses.queries.lessons import LessonAddress, NotStarted, onward_from, open_lesson
from courses.time_spent import credited_seconds


@dataclass(frozen=True, slots=True)
class Glance:
    """What a browser says with each form of a lesson: nothing, if it runs no scripts."""

    #: with the lesson in sight, since it was last heard of
    seconds: int = 0
    #: id of the heading last in sight
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Own:
    """A lesson in somebody's hands; `enrolment_id` is None once nothing is recorded any more."""

    enrolment_id: int | None
    lesson: LessonHead
    version_id: int
    finished: frozenset[int]


def keep_time(address: LessonAddress, glance: Glance, *, by: Actor, at: datetime) -> None:
    """The time is added as far as it is believed, and the place is kept.

    Raises:
        NotStarted, LessonOfAnotherVersion, NotFound: as `open_lesson`.
    """
    own = _held(address, by)
    if own.enrolment_id is not None:
        _looked_at(own.enrolment_id, own.lesson, glance, at)


def answer_check(
    address: LessonAddress, chosen: Iterable[int], glance: Glance, *, by: Actor, at: datetime
) -> tuple[int, ...]:
    """The answer to the check stands, in place of an earlier one; empty if it is no answer.

    It is returned as it was understood. Once the course is finished none is kept any more.

    Raises:
        NotFound: the lesson has no such check.
        NotStarted, LessonOfAnotherVersion: as `open_lesson`.
    """
    own = _held(address, by)
    check = lesson_content(own.lesson.id).checks.get(address.check_key or "")
    if check is None:
        raise NotFound
    answer = check.possible(chosen)
    if answer and own.enrolment_id is not None:
        _looked_at(own.enrolment_id, own.lesson, glance, at)
        _keep(own.enrolment_id, own.lesson.id, check.key, answer, at)
    return answer


def finish_lesson(
    address: LessonAddress, glance: Glance, *, by: Actor, at: datetime
) -> LessonHead | None:
    """The lesson was read to its end; the lesson that comes next, None if all were read.

    Lessons are finished in any order, and finished once: later is no news.

    Raises:
        NotStarted, LessonOfAnotherVersion, NotFound: as `open_lesson`.
    """
    own = _held(address, by)
    if own.enrolment_id is not None:
        progress = _looked_at(own.enrolment_id, own.lesson, glance, at)
        progress.finished_at = progress.finished_at or at
        db.session.flush()
    finished = own.finished | {own.lesson.id}
    is_kept = own.enrolment_id is not None
    return onward_from(version_content(own.version_id), own.lesson, finished, is_kept=is_kept)


def _held(address: LessonAddress, by: Actor) -> _Own:
    """The lesson of the actor's own enrolment, which no other request touches meanwhile."""
    opened = open_lesson(address, by)
    if opened.reading is None:
        raise NotStarted
    enrolment_id = opened.reading.enrolment_id
    finished_at = db.session.scalars(
        select(Enrolment.finished_at).where(Enrolment.id == enrolment_id).with_for_update()
    ).one()
    return _Own(
        enrolment_id=enrolment_id if finished_at is None else None,
        lesson=opened.lesson,
        version_id=opened.content.id,
        finished=opened.reading.finished_lessons,
    )


def _looked_at(
    enrolment_id: int, lesson: LessonHead, glance: Glance, at: datetime
) -> LessonProgress:
    """The lesson was in sight until now, at this place."""
    since_last = (at - _last_heard_of(enrolment_id)).total_seconds()
    progress = db.session.get(LessonProgress, (enrolment_id, lesson.id))
    if progress is None:
        progress = LessonProgress(enrolment_id=enrolment_id, lesson_id=lesson.id, seconds=0)
        db.session.add(progress)
    progress.seconds += credited_seconds(
        glance.seconds,
        since_last=since_last,
        kept=progress.seconds,
        estimate_minutes=lesson.minutes,
    )
    progress.seen_at = at
    if glance.place in lesson_content(lesson.id).headings:
        progress.place = glance.place
    db.session.flush()
    return progress


def _last_heard_of(enrolment_id: int) -> datetime:
    seen = select(func.max(LessonProgress.seen_at)).where(
        LessonProgress.enrolment_id == enrolment_id
    )
    started = select(Enrolment.started_at).where(Enrolment.id == enrolment_id)
    return db.session.scalar(seen) or db.session.scalars(started).one()


def _keep(
    enrolment_id: int, lesson_id: int, key: str, chosen: tuple[int, ...], at: datetime
) -> None:
    answer = db.session.get(CheckAnswer, (enrolment_id, lesson_id, key))
    if answer is None:
        answer = CheckAnswer(enrolment_id=enrolment_id, lesson_id=lesson_id, check_key=key)
        db.session.add(answer)
    answer.chosen, answer.answered_at = list(chosen), at
    db.session.flush()
