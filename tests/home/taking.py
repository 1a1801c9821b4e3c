"""Teresa takes a course that school A is to take: what tests of the landing page begin with."""

from datetime import date, timedelta

from sqlalchemy import select

from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from courses.models import Enrolment
from courses.services.enrolments import finish
from tests.support.assignments import add_assignment
from tests.support.city import City
from tests.support.courses import add_course
from tests.support.pages import Visitor

BY = command_line("test")
START = 'action="/courses/S1/start"'


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def assigned(city: City, code: str = "S1", days: int = 7, *, lessons: int = 2) -> None:
    """School A is to take a course within these days."""
    with city.app.app_context(), transaction():
        add_course(code, lessons=lessons)
        add_assignment(city.units["a"], in_days(days), code=code)


def read(teresa: Visitor, lesson: int) -> None:
    teresa.post(f"/courses/S1/lessons/lekcja-{lesson}/finish")


def passed(city: City) -> None:
    """The quiz of the course that is begun is passed."""
    with city.app.app_context(), transaction():
        begun = select(Enrolment).where(Enrolment.finished_at.is_(None))
        finish(db.session.scalars(begun).one(), 90, by=BY, at=clock.now())
