"""A course is started, and finished."""

from datetime import datetime

from app.core import audit, clock
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import conflict_insert, db, dialect_name
from app.core.events import course_completed
from app.people.models import Person
from app.training.models.completions import Completion, Source
from app.training.services.completions import AlreadyRecorded, NewCompletion, record_completion
from courses.models import Course, Enrolment
from courses.queries.catalogue import newest_content
from courses.queries.content import version_content
from courses.queries.enrolments import current_enrolment, reading_of


def enrol(course: Course, person_id: int, *, by: Actor, at: datetime) -> Enrolment:
    """The person works through the course; whoever had not begun gets the newest version.

    An unfinished enrolment is kept, and so is a finished one while there is no reason to start
    again (see `Reading.may_begin_anew`): asking twice changes nothing.
    """
    newest = newest_content(course.id)
    reading = reading_of(person_id, course.id)
    if reading and not reading.may_begin_anew(newest.id, clock.local(at).date()):
        return db.session.get_one(Enrolment, reading.enrolment_id)
    fresh_id = _insert(
        person_id=person_id, course_id=course.id, course_version_id=newest.id, started_at=at
    )
    if fresh_id is None:  # somebody pressed twice, and the other request was quicker
        return _unfinished(person_id, course.id)
    enrolment = db.session.get_one(Enrolment, fresh_id)
    audit.record(
        "courses.started",
        _subject_of(enrolment, course.code),
        by=by,
        changes={"version": (None, newest.number)},
    )
    return enrolment


def finish(enrolment: Enrolment, score_percent: int, *, by: Actor, at: datetime) -> Completion:
    """The course is finished with this result, and the training register says so.

    The caller has seen that every part is passed. The completion waits to be confirmed; one that
    was recorded for the same day already is used. Finishing twice changes nothing, and
    `course_completed` is sent once.
    """
    db.session.refresh(enrolment, ("finished_at", "completion_id"), with_for_update=True)
    if enrolment.completion_id is not None:
        return db.session.get_one(Completion, enrolment.completion_id)
    content = version_content(enrolment.course_version_id)
    completion = _recorded(enrolment, score_percent, f"{content.code}/{content.number}", by, at)
    enrolment.finished_at, enrolment.completion_id = at, completion.id
    db.session.flush()
    audit.record(
        "courses.finished",
        _subject_of(enrolment, content.code),
        by=by,
        changes={"score_percent": (None, score_percent), "version": (None, content.number)},
    )
    course_completed.send(completion, by=by, at=at)
    return completion


def _recorded(
    enrolment: Enrolment, score_percent: int, reference: str, by: Actor, at: datetime
) -> Completion:
    achieved = NewCompletion(
        person_id=enrolment.person_id,
        version_id=enrolment.course_version.training_version_id,
        completed_on=clock.local(at).date(),
        score_percent=score_percent,
    )
    try:
        return record_completion(
            achieved, source=Source.ONLINE, reference=reference, is_confirmed=False, by=by, at=at
        )
    except AlreadyRecorded as known:
        return db.session.get_one(Completion, known.completion_id)


def _insert(**values: object) -> int | None:
    """The id of the new row; None if the person has an unfinished one already."""
    insert = conflict_insert(Enrolment, dialect_name())
    statement = insert.on_conflict_do_nothing().returning(Enrolment.id)
    return db.session.scalars(statement, [values]).one_or_none()


def _unfinished(person_id: int, course_id: int) -> Enrolment:
    enrolment = current_enrolment(person_id, course_id)
    assert enrolment is not None  # noqa: S101 - it stood in the way of the new one
    return enrolment


def _subject_of(enrolment: Enrolment, code: str) -> Subject:
    """What the log calls the enrolment."""
    person = db.session.get_one(Person, enrolment.person_id)
    return Subject("enrolment", enrolment.id, f"{person.full_name}: {code}")
