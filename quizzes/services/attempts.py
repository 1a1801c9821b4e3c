"""A quiz is tried: a paper is drawn, and handed in."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random, SystemRandom
from typing import Any

from sqlalchemy import select, update

from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.core.errors import Conflict
from app.core.settings import Settings
from app.people.models import Person
from courses.models import Enrolment
from courses.queries.content import version_content
from courses.services.enrolments import finish
from quizzes.grading import Marks, draw, mark, truncated_percent
from quizzes.models import Answer, Attempt
from quizzes.queries.content import quiz_content
from quizzes.queries.papers import answers_to, asked_on
from quizzes.queries.standing import QuizAddress, Standing, learner, standing
from quizzes.queries.tokens import held_for_marks
from quizzes.services.answers import Fate, Outcome, Sheet, save_answer
from quizzes.terms import Entry

_TOKEN_BYTES = 32


class CannotStart(Conflict):
    """No attempt may begin now: `standing.entry` says why."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(standing.entry)
        self.standing = standing


def start(
    address: QuizAddress,
    settings: Settings,
    *,
    random: Random | None = None,
    by: Actor,
    at: datetime,
) -> Attempt:
    """The person has an open attempt: the one there is, else a new one on a paper drawn by chance.

    Raises:
        CannotStart
    """
    person_id = learner(by)
    _hold_enrolment(person_id, address.course_id)
    found = standing(address, person_id, settings, at)
    if found.entry is Entry.OPEN and found.reading:
        return _open_attempt(found.reading.enrolment_id)
    if found.entry is not Entry.READY or found.reading is None:
        raise CannotStart(found)
    last = _last_attempt(person_id, address.course_id)
    attempt = Attempt(
        quiz_id=found.quiz.id,
        enrolment_id=found.reading.enrolment_id,
        number=last.number + 1 if last else 1,
        token=secrets.token_urlsafe(_TOKEN_BYTES),
        paper=_paper(found, last, random or SystemRandom()),
        started_at=at,
        closes_at=found.terms.closing(at),
    )
    db.session.add(attempt)
    db.session.flush()
    audit.record("courses.quiz_started", _subject_of(attempt, person_id), by=by)
    return attempt


def submit(sheet: Sheet, *, by: Actor, at: datetime) -> Outcome:
    """The paper is handed in and marked: what was saved, and what came along in time.

    Passing it finishes the course. Handing in twice changes nothing.
    """
    held = held_for_marks(sheet.paper, learner(by))
    if held is None:
        return Outcome(Fate.UNKNOWN_PAPER)
    if held.submitted_at is not None:
        return Outcome(Fate.HANDED_IN_BEFORE, held.number)
    if sheet.position is not None:
        save_answer(sheet, by=by, at=at)
    attempt = db.session.get_one(Attempt, held.id)
    quiz = quiz_content(held.quiz_id)
    answers = {place: one.given for place, one in answers_to(held.id).items()}
    marks = mark(asked_on(held.paper, quiz), answers, quiz.pass_percent)
    _keep(attempt, marks, answers, at)
    result = {"percent": marks.percent, "is_passed": marks.is_passed}
    subject = _subject_of(attempt, learner(by))
    audit.record("courses.quiz_submitted", subject, by=by, changes=audit.difference({}, result))
    if marks.is_passed:
        enrolment = db.session.get_one(Enrolment, held.enrolment_id)
        finish(enrolment, marks.percent, by=by, at=at)
    return Outcome(Fate.HANDED_IN, held.number)


def _keep(
    attempt: Attempt, marks: Marks, answers: Mapping[int, Sequence[int]], at: datetime
) -> None:
    """The result stands with the attempt, and what each answer earned with the answer."""
    attempt.submitted_at, attempt.percent, attempt.is_passed = at, marks.percent, marks.is_passed
    earned = [
        {
            "attempt_id": attempt.id,
            "position": place,
            "credit_percent": truncated_percent(marks.credits[place - 1]),
        }
        for place in answers
    ]
    if earned:
        db.session.execute(update(Answer), earned)
    db.session.flush()


def _hold_enrolment(person_id: int, course_id: int) -> None:
    """Whoever presses twice waits here for the first attempt to stand."""
    db.session.execute(
        select(Enrolment.id)
        .where(
            Enrolment.person_id == person_id,
            Enrolment.course_id == course_id,
            Enrolment.finished_at.is_(None),
        )
        .with_for_update()
    ).all()


def _open_attempt(enrolment_id: int) -> Attempt:
    wanted = select(Attempt).where(
        Attempt.enrolment_id == enrolment_id, Attempt.submitted_at.is_(None)
    )
    return db.session.scalars(wanted).one()


def _last_attempt(person_id: int, course_id: int) -> Attempt | None:
    """The person's latest attempt in the course, whenever it was taken."""
    wanted = (
        select(Attempt)
        .join(Attempt.enrolment)
        .where(Enrolment.person_id == person_id, Enrolment.course_id == course_id)
        .order_by(Attempt.number.desc())
        .limit(1)
    )
    return db.session.scalars(wanted).one_or_none()


def _paper(found: Standing, last: Attempt | None, random: Random) -> list[dict[str, Any]]:
    """A fresh paper; questions of another version are other questions."""
    last_seen = {one["question"] for one in last.paper} if last else set()
    bank = list(found.quiz.items.values())
    return [
        {"question": asked.item.id, "order": list(asked.order)}
        for asked in draw(bank, found.quiz.draw, last_seen, random)
    ]


def _subject_of(attempt: Attempt, person_id: int) -> Subject:
    """What the log calls the attempt."""
    person = db.session.get_one(Person, person_id)
    code = version_content(quiz_content(attempt.quiz_id).version_id).code
    return Subject("attempt", attempt.id, f"{person.full_name}: {code}, {attempt.number}")
