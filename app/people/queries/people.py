"""Answers about persons: one of them, and lists of them."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.core.errors import NotFound
from app.people.models import Employment, Person


def person_or_404(person_id: int) -> Person:
    """The person with this number, all employments with unit and post at hand, the newest first.

    Raises:
        NotFound: there is none.
    """
    employments = selectinload(Person.employments)
    found = (
        select(Person)
        .where(Person.id == person_id)
        .options(employments.joinedload(Employment.unit), employments.joinedload(Employment.post))
    )
    person = db.session.scalars(found).one_or_none()
    if person is None:
        raise NotFound
    return person
