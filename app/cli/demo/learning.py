"""The demo city learns: a course is assigned, some have taken it, certificates are issued.

Times are counted back from now, so that the demo looks as if it had been in use for a week.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from flask import current_app
from sqlalchemy import select

import courses
from app.cli.demo.plan import PlannedPerson
from app.core import clock
from app.core.actors import Actor
from app.core.db import db
from app.people.models import Unit
from app.training.models.completions import Completion
from app.training.services.assignments import Audience, assign
from certificates.services.issuing import issue
from certificates.wording.document import PolishLabels
from courses.models import Course
from courses.packs.folder import PackFolder
from courses.queries.content import version_content
from courses.queries.lessons import LessonAddress
from courses.services.enrolments import enrol
from courses.services.progress import Glance, finish_lesson
from quizzes.grading import Asked
from quizzes.queries.papers import open_paper
from quizzes.queries.standing import quiz_or_404
from quizzes.services.answers import Sheet, save_answer
from quizzes.services.attempts import start, submit
from quizzes.services.publishing import publish_course

PACK = Path(courses.__path__[0]) / "content" / "s1-po-co-i-kto"
#: trainings of which everybody who passed has a certificate
CERTIFIED = ("AI", "KIEROWNIK")

_IN_USE, _TIME_LEFT = timedelta(days=8), timedelta(days=10)
#: of those who work today, in the order of the plan: who has passed the quiz, who reads
_DONE, _READING = slice(5, None, 18), slice(11, None, 24)
_ANSWER_SECONDS = 25


@dataclass(frozen=True, slots=True)
class Town:
    """What the seed has built so far."""

    root: Unit
    plan: Sequence[PlannedPerson]
    #: address → id
    persons: Mapping[str, int]
    #: code of a training → id of its version
    versions: Mapping[str, int]

    def actor(self, person: PlannedPerson) -> Actor:
        name = f"{person.first_name} {person.last_name}"
        return Actor(name, person_id=self.persons[person.email])


def learn(town: Town, coordinator: PlannedPerson, pupils: Sequence[PlannedPerson]) -> None:
    """The course is published and assigned to all; `pupils` are those who may have begun it."""
    dice = Random(2026)  # noqa: S311 - a demo needs the same city again, not secrecy
    by, begun = town.actor(coordinator), clock.now() - _IN_USE
    version = publish_course(PackFolder.open(PACK), by=by, at=begun).version
    everybody = Audience(town.root, teaching_only=False)
    due_on = clock.today() + _TIME_LEFT
    assign(version.course.training, everybody, due_on, by=by, at=begun)
    _issue_for_lists(town, by, begun)
    readers = [_Reader(version.course, town.actor(one), dice) for one in pupils[_READING]]
    for number, reader in enumerate(readers):
        reader.read(_moment(begun, number, len(readers)), lessons=dice.randint(1, 4))
    finishers = [_Reader(version.course, town.actor(one), dice) for one in pupils[_DONE]]
    for number, reader in enumerate(finishers):
        reader.take_quiz(reader.read(_moment(begun, number, len(finishers))))


def _moment(begun: datetime, number: int, of: int) -> datetime:
    """Spread over the days up to yesterday, in order, so that certificates are numbered in it."""
    return begun + (_IN_USE - timedelta(days=1)) * (number + 1) / (of + 1)


def _issue_for_lists(town: Town, by: Actor, at: datetime) -> None:
    for code in CERTIFIED:
        passed = select(Completion).where(
            Completion.version_id == town.versions[code], Completion.is_passed
        )
        issue(
            db.session.scalars(passed.order_by(Completion.id)).all(),
            labels=PolishLabels(),
            base_url=current_app.extensions["settings"].base_url,
            by=by,
            at=at,
        )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Somebody at the course."""

    course: Course
    who: Actor
    dice: Random

    def read(self, at: datetime, lessons: int | None = None) -> datetime:
        """So many lessons are read, else all of them; when that was done."""
        enrolment = enrol(self.course, self.who.person_id or 0, by=self.who, at=at)
        content = version_content(enrolment.course_version_id)
        for lesson in content.lessons[:lessons]:
            spent = timedelta(minutes=lesson.minutes * self.dice.uniform(0.7, 1.6))
            at += spent
            address = LessonAddress(self.course.id, self.course.code, content.id, lesson.slug)
            glance = Glance(seconds=int(spent.total_seconds()))
            finish_lesson(address, glance, by=self.who, at=at)
        return at

    def take_quiz(self, at: datetime) -> None:
        """The quiz is passed, with at most one wrong answer."""
        settings = current_app.extensions["settings"]
        start(quiz_or_404(self.course.code), settings, random=self.dice, by=self.who, at=at)
        paper = open_paper(self.course.code, self.who.person_id or 0)
        assert paper is not None  # noqa: S101 - it has just been drawn
        forgotten = self.dice.randint(0, len(paper.asked))
        for position, asked in enumerate(paper.asked, start=1):
            at += timedelta(seconds=_ANSWER_SECONDS)
            if position != forgotten:
                sheet = Sheet(paper.token, position, {"answer": _right_places(asked)})
                save_answer(sheet, by=self.who, at=at)
        submit(Sheet(paper.token, None, {}), by=self.who, at=at)


def _right_places(asked: Asked) -> list[str]:
    """What a form says that has everything right."""
    content = asked.item.content
    if "items" in content:
        right = list(range(len(content["items"])))
    else:
        right = [n for n, option in enumerate(content["options"]) if option["is_right"]]
    return [str(asked.order.index(number)) for number in right]
