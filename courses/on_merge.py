"""What becomes of online courses when two entries of one human become one."""

from sqlalchemy import select, update

from app.core.db import db
from app.people.models import Person
from courses.models import Enrolment, LessonProgress


def move_enrolments(gone: Person, *, into: Person, **_more: object) -> None:
    """Every course is that of `into`.

    Of two unfinished ones of a course, that of `into` goes on with what was read in either; the
    other one stays where it was, with its attempts at the quiz.
    """
    under_way = _unfinished(into)
    left = set()
    for course_id, other in _unfinished(gone).items():
        if course_id in under_way:
            _add_progress(other, under_way[course_id])
            left.add(other.id)
    moved = update(Enrolment).where(Enrolment.person_id == gone.id, Enrolment.id.not_in(left))
    db.session.execute(moved.values(person_id=into.id))


def _unfinished(person: Person) -> dict[int, Enrolment]:
    wanted = select(Enrolment).where(
        Enrolment.person_id == person.id, Enrolment.finished_at.is_(None)
    )
    return {one.course_id: one for one in db.session.scalars(wanted)}


def _add_progress(source: Enrolment, target: Enrolment) -> None:
    """Lessons that were read to their end in `source` are so in `target`, too."""
    if source.course_version_id != target.course_version_id:
        return
    known = {one.lesson_id: one for one in target.progress}
    for one in source.progress:
        same = known.get(one.lesson_id)
        if same is None:
            db.session.add(
                LessonProgress(
                    enrolment_id=target.id,
                    lesson_id=one.lesson_id,
                    seen_at=one.seen_at,
                    finished_at=one.finished_at,
                    seconds=one.seconds,
                    place=one.place,
                )
            )
        elif same.finished_at is None:
            same.finished_at = one.finished_at
