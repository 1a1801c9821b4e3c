"""Answers about one absence."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.errors import NotFound
from app.people.models import Absence, Employment, Person


def absence_or_404(absence_id: int) -> Absence:
    """The absence with this number, with its person and where the person works at hand.

    Raises:
        NotFound: there is none.
    """
    person = joinedload(Absence.person)
    where = person.selectinload(Person.employments).joinedload(Employment.unit)
    found = select(Absence).where(Absence.id == absence_id).options(where, joinedload(Absence.unit))
    absence = db.session.scalars(found).one_or_none()
    if absence is None:
        raise NotFound
    return absence
